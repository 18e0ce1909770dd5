//! Addresses.

use std::borrow::Cow;

use super::patterns::{self, Kinds};

/// What stands for a masked query value or fragment.
const MASKED: &str = "***";

/// Scrubs the address of a page or request: credentials go, query values are masked unless their name is in `allowed`, a
/// fragment is masked where it carries data (`=`, `/`, `?` or personal data), and personal data in the path too.
pub(super) fn scrub_page(url: &str, allowed: &[String]) -> String {
    let (rest, fragment) = split(url, '#');
    let (path, query) = split(rest, '?');
    let mut scrubbed = scrub_path(&without_credentials(path)).into_owned();
    if let Some(query) = query {
        scrubbed.push('?');
        push_query(&mut scrubbed, query, allowed);
    }
    if let Some(fragment) = fragment {
        scrubbed.push('#');
        if let Some((head, query)) = fragment.split_once('?') {
            scrubbed.push_str(&patterns::scrub(head, Kinds { digits: true }));
            scrubbed.push('?');
            push_query(&mut scrubbed, query, allowed);
        } else if fragment.contains('=') {
            push_query(&mut scrubbed, fragment, allowed);
        } else {
            scrubbed.push_str(&patterns::scrub(fragment, Kinds { digits: true }));
        }
    }
    scrubbed
}

/// Scrubs an address that the replay loads from (an image, a style sheet): only personal data by pattern, unless `strict`,
/// which masks query values and fragments too, at the price of the image.
pub(super) fn scrub_resource(url: &str, strict: bool) -> Cow<'_, str> {
    let trimmed = url.trim_start();
    let scheme = |name: &str| {
        trimmed
            .get(..name.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(name))
    };
    if scheme("data:") {
        // Base64 holds no text that a pattern could find, and path data of an image must not be taken for card numbers.
        return match trimmed.split_once(',') {
            Some((head, _)) if head.contains(";base64") => Cow::Borrowed(url),
            _ => patterns::scrub(url, Kinds { digits: false }),
        };
    }
    if scheme("blob:") {
        return Cow::Borrowed(url);
    }
    if scheme("mailto:") || scheme("tel:") || scheme("sms:") {
        return match trimmed.split_once(':') {
            Some((name, rest)) if !rest.is_empty() => Cow::Owned(format!("{name}:{MASKED}")),
            _ => Cow::Borrowed(url),
        };
    }
    if scheme("javascript:") {
        return Cow::Borrowed("javascript:void 0"); // its code is of no use to a replay and may hold anything
    }
    if strict && (url.contains('?') || url.contains('#')) {
        if let Some(local) = url.strip_prefix('#') {
            return Cow::Owned(format!("#{}", patterns::scrub(local, Kinds { digits: true })));
        }
        return Cow::Owned(scrub_page(url, &[]));
    }
    patterns::scrub(url, Kinds { digits: true })
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    match text.split_once(at) {
        Some((head, tail)) => (head, Some(tail)),
        None => (text, None),
    }
}

fn without_credentials(url: &str) -> Cow<'_, str> {
    let Some((scheme, rest)) = url.split_once("://") else {
        return Cow::Borrowed(url);
    };
    let authority_end = rest.find('/').unwrap_or(rest.len());
    match rest[..authority_end].rfind('@') {
        Some(at) => Cow::Owned(format!("{scheme}://{}", &rest[at + 1..])),
        None => Cow::Borrowed(url),
    }
}

fn scrub_path(path: &str) -> Cow<'_, str> {
    patterns::scrub(path, Kinds { digits: true })
}

fn push_query(scrubbed: &mut String, query: &str, allowed: &[String]) {
    for (index, pair) in query.split('&').enumerate() {
        if index > 0 {
            scrubbed.push('&');
        }
        match pair.split_once('=') {
            Some((name, value)) => {
                scrubbed.push_str(&patterns::scrub(name, Kinds { digits: true }));
                scrubbed.push('=');
                if allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name)) {
                    scrubbed.push_str(&patterns::scrub(value, Kinds { digits: true }));
                } else if !value.is_empty() {
                    scrubbed.push_str(MASKED);
                }
            }
            // A value without a name (`?jane`) may be anything.
            None if !pair.is_empty() => scrubbed.push_str(MASKED),
            None => {}
        }
    }
}

/// Scrubs the candidates of a `srcset`, each an address and a descriptor.
pub(super) fn scrub_srcset(value: &str, strict: bool) -> String {
    // Candidates are separated by commas followed by white space; a comma inside an address stays with it.
    let mut scrubbed = String::with_capacity(value.len());
    for (index, word) in value.split_ascii_whitespace().enumerate() {
        if index > 0 {
            scrubbed.push(' ');
        }
        let (word, comma) = word.strip_suffix(',').map_or((word, ""), |word| (word, ","));
        scrubbed.push_str(&scrub_resource(word, strict));
        scrubbed.push_str(comma);
    }
    scrubbed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lose_credentials_values_and_personal_data() {
        let scrub = |url: &str| scrub_page(url, &["page".into()]);
        assert_eq!(
            scrub("https://jane:pw@shop.example/a/b?q=rain+coat&page=2&x"),
            "https://shop.example/a/b?q=***&page=2&***"
        );
        assert_eq!(
            scrub("https://x.example/u/jane@mail.example/edit"),
            "https://x.example/u/xxxx@xxxx.xxxxxxx/edit"
        );
        assert_eq!(scrub("/p#section-2"), "/p#section-2");
        assert_eq!(scrub("/p#token=abc&page=3"), "/p#token=***&page=3");
        assert_eq!(scrub("/p#/route?id=7"), "/p#/route?id=***");
        assert_eq!(scrub("/v?=2#a%40b.example"), "/v?=***#x%40x.xxxxxxx");
    }

    #[test]
    fn resources_keep_working_unless_strict() {
        assert_eq!(scrub_resource("/i.png?w=200", false), "/i.png?w=200");
        assert_eq!(scrub_resource("/i.png?w=200", true), "/i.png?w=***");
        assert_eq!(
            scrub_resource("/i.png?u=a%40b.example", false),
            "/i.png?u=x%40x.xxxxxxx"
        );
        assert_eq!(scrub_resource("mailto:a@b.example", false), "mailto:***");
        assert_eq!(scrub_resource("javascript:go('x')", false), "javascript:void 0");
        assert_eq!(scrub_resource("#icon", true), "#icon");
        assert_eq!(
            scrub_resource("data:image/png;base64,AAAA4111111111111111", false),
            "data:image/png;base64,AAAA4111111111111111"
        );
        assert_eq!(
            scrub_srcset("/a.png 1x, /b.png?q=1 2x", true),
            "/a.png 1x, /b.png?q=*** 2x"
        );
    }
}
