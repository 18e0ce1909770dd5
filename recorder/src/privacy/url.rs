//! Addresses.

use std::borrow::Cow;

use super::Gate;
use super::patterns::Kinds;
use super::rule::Rule;

/// What stands for a masked query value, fragment or part of a path.
const MASKED: &str = "***";

/// Endings of files that sites deploy: their names hold hashes, which are no ids of people.
const FILE_ENDINGS: [&str; 22] = [
    "js", "mjs", "cjs", "ts", "css", "map", "wasm", "json", "html", "htm", "php", "png", "jpg", "jpeg", "gif", "svg",
    "webp", "avif", "ico", "woff", "woff2", "ttf",
];

/// Scrubs the address of a page, link or request: credentials go, query values are masked unless their name is allowed, a
/// fragment is masked where it carries data (`=`, `/`, `?` or personal data), and what looks like an id or personal data
/// in the path too. With the preset `strict`, all of path and fragment.
pub(super) fn scrub_page(gate: &Gate, url: &str) -> String {
    let (rest, fragment) = split(url, '#');
    let (path, query) = split(rest, '?');
    let mut scrubbed = String::with_capacity(url.len());
    push_path(gate, &mut scrubbed, &without_credentials(path));
    if let Some(query) = query {
        scrubbed.push('?');
        push_query(gate, &mut scrubbed, query);
    }
    if let Some(fragment) = fragment {
        scrubbed.push('#');
        if gate.strict && !fragment.is_empty() {
            push_masked(gate, &mut scrubbed, Rule::UrlQuery);
        } else if let Some((head, query)) = fragment.split_once('?') {
            push_segments(gate, &mut scrubbed, head);
            scrubbed.push('?');
            push_query(gate, &mut scrubbed, query);
        } else if fragment.contains('=') {
            push_query(gate, &mut scrubbed, fragment);
        } else {
            push_segments(gate, &mut scrubbed, fragment);
        }
    }
    scrubbed
}

/// Scrubs an address that the replay loads from (an image, a style sheet): only personal data by pattern, unless `masked`,
/// which masks query values and fragments too, at the price of the image.
pub(super) fn scrub_resource<'a>(gate: &Gate, url: &'a str, masked: bool) -> Cow<'a, str> {
    if let Some(scrubbed) = scrub_scheme(gate, url) {
        return scrubbed;
    }
    if masked && (url.contains('?') || url.contains('#')) {
        if let Some(local) = url.strip_prefix('#') {
            return Cow::Owned(format!("#{}", gate.patterns().scrub(local, ALL)));
        }
        return Cow::Owned(scrub_page(gate, url));
    }
    gate.patterns().scrub(url, ALL)
}

/// Scrubs an address that a visitor may follow or a form is sent to: nothing is loaded from it.
pub(super) fn scrub_link<'a>(gate: &Gate, url: &'a str) -> Cow<'a, str> {
    if let Some(scrubbed) = scrub_scheme(gate, url) {
        return scrubbed;
    }
    // A fragment alone is a place in the page.
    match url.strip_prefix('#') {
        Some(local) if !local.contains('=') => Cow::Owned(format!("#{}", gate.patterns().scrub(local, ALL))),
        _ => Cow::Owned(scrub_page(gate, url)),
    }
}

const ALL: Kinds = Kinds { digits: true };

/// An address whose scheme says all, if it is one.
fn scrub_scheme<'a>(gate: &Gate, url: &'a str) -> Option<Cow<'a, str>> {
    let trimmed = url.trim_start();
    let scheme = |name: &str| {
        trimmed
            .get(..name.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(name))
    };
    Some(if scheme("data:") {
        // Base64 holds no text that a pattern could find, and path data of an image must not be taken for card numbers.
        match trimmed.split_once(',') {
            Some((head, _)) if head.contains(";base64") => Cow::Borrowed(url),
            _ => gate.patterns().scrub(url, Kinds { digits: false }),
        }
    } else if scheme("blob:") {
        Cow::Borrowed(url)
    } else if scheme("mailto:") || scheme("tel:") || scheme("sms:") {
        match trimmed.split_once(':') {
            Some((name, rest)) if !rest.is_empty() => {
                gate.tally.add(Rule::UrlPath);
                Cow::Owned(format!("{name}:{MASKED}"))
            }
            _ => Cow::Borrowed(url),
        }
    } else if is_javascript(url) {
        Cow::Borrowed(JAVASCRIPT) // its code is of no use to a replay and may hold anything
    } else {
        return None;
    })
}

/// What stands for any `javascript:` address.
pub(super) const JAVASCRIPT: &str = "javascript:void 0";

/// Whether an address is a script, by the URL standard's reading: white space and control characters in it do not count.
pub(super) fn is_javascript(url: &str) -> bool {
    let mut signs = url.chars().filter(|sign| !sign.is_whitespace() && !sign.is_control());
    "javascript:"
        .chars()
        .all(|wanted| signs.next().is_some_and(|sign| sign.eq_ignore_ascii_case(&wanted)))
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

fn push_masked(gate: &Gate, scrubbed: &mut String, rule: Rule) {
    gate.tally.add(rule);
    scrubbed.push_str(MASKED);
}

/// The path after the authority, which stays.
fn push_path(gate: &Gate, scrubbed: &mut String, path: &str) {
    let start = match path.find("://") {
        Some(at) => path[at + 3..].find('/').map_or(path.len(), |slash| at + 3 + slash),
        None => 0,
    };
    scrubbed.push_str(&path[..start]);
    push_segments(gate, scrubbed, &path[start..]);
}

fn push_segments(gate: &Gate, scrubbed: &mut String, path: &str) {
    // Patterns may span segments (`/+49/30/1234567`).
    let path = gate.patterns().scrub(path, ALL);
    for (index, segment) in path.split('/').enumerate() {
        if index > 0 {
            scrubbed.push('/');
        }
        if gate.strict && !segment.is_empty() || looks_like_id(segment) {
            push_masked(gate, scrubbed, Rule::UrlPath);
        } else {
            scrubbed.push_str(segment);
        }
    }
}

/// Whether a part of a path names one thing among many (an order, a customer) rather than a kind of page: a long number, a
/// UUID, or letters mixed with digits as no word has them.
pub(super) fn looks_like_id(segment: &str) -> bool {
    if let Some((_, ending)) = segment.rsplit_once('.')
        && FILE_ENDINGS.iter().any(|file| ending.eq_ignore_ascii_case(file))
    {
        return false;
    }
    segment
        .split(['-', '_', '.', '~', ':', ',', ';', '=', '+', '%'])
        .any(|word| {
            let count = |fits: fn(&u8) -> bool| word.as_bytes().iter().filter(|byte| fits(byte)).count();
            let digits = count(u8::is_ascii_digit);
            let (lower, upper) = (count(u8::is_ascii_lowercase), count(u8::is_ascii_uppercase));
            let letters = lower + upper;
            digits >= 5 && letters == 0
                || digits >= 3 && letters > 0 && word.len() >= 8
                || digits >= 1 && lower > 0 && upper > 0 && word.len() >= 10
                || word.len() >= 24 && digits >= 1
        })
}

fn push_query(gate: &Gate, scrubbed: &mut String, query: &str) {
    let allowed = |name: &str| {
        gate.allowed_parameters
            .iter()
            .any(|allowed| allowed.eq_ignore_ascii_case(name))
    };
    for (index, pair) in query.split('&').enumerate() {
        if index > 0 {
            scrubbed.push('&');
        }
        match pair.split_once('=') {
            Some((name, value)) => {
                scrubbed.push_str(&gate.patterns().scrub(name, ALL));
                scrubbed.push('=');
                if allowed(name) {
                    scrubbed.push_str(&gate.patterns().scrub(value, ALL));
                } else if !value.is_empty() {
                    push_masked(gate, scrubbed, Rule::UrlQuery);
                }
            }
            // A value without a name (`?jane`) may be anything.
            None if !pair.is_empty() => push_masked(gate, scrubbed, Rule::UrlQuery),
            None => {}
        }
    }
}

/// Scrubs the candidates of a `srcset`, each an address and a descriptor.
pub(super) fn scrub_srcset(gate: &Gate, value: &str, masked: bool) -> String {
    // Candidates are separated by commas followed by white space; a comma inside an address stays with it.
    let mut scrubbed = String::with_capacity(value.len());
    for (index, word) in value.split_ascii_whitespace().enumerate() {
        if index > 0 {
            scrubbed.push(' ');
        }
        let (word, comma) = word.strip_suffix(',').map_or((word, ""), |word| (word, ","));
        scrubbed.push_str(&scrub_resource(gate, word, masked));
        scrubbed.push_str(comma);
    }
    scrubbed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_lose_credentials_values_and_personal_data() {
        let gate = Gate {
            allowed_parameters: vec!["page".into()],
            ..Gate::default()
        };
        let scrub = |url: &str| scrub_page(&gate, url);
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
        let gate = Gate::default();
        assert_eq!(scrub_resource(&gate, "/i.png?w=200", false), "/i.png?w=200");
        assert_eq!(scrub_resource(&gate, "/i.png?w=200", true), "/i.png?w=***");
        assert_eq!(
            scrub_resource(&gate, "/i.png?u=a%40b.example", false),
            "/i.png?u=x%40x.xxxxxxx"
        );
        assert_eq!(scrub_resource(&gate, "mailto:a@b.example", false), "mailto:***");
        assert_eq!(scrub_resource(&gate, "javascript:go('x')", false), "javascript:void 0");
        assert_eq!(scrub_resource(&gate, "#icon", true), "#icon");
        assert_eq!(
            scrub_resource(&gate, "data:image/png;base64,AAAA4111111111111111", false),
            "data:image/png;base64,AAAA4111111111111111"
        );
        assert_eq!(
            scrub_srcset(&gate, "/a.png 1x, /b.png?q=1 2x", true),
            "/a.png 1x, /b.png?q=*** 2x"
        );
    }

    #[test]
    fn parts_of_a_path_that_look_like_ids() {
        let gate = Gate::default();
        for (url, scrubbed) in [
            ("/orders/10023456/edit", "/orders/***/edit"),
            ("/u/550e8400-e29b-41d4-a716-446655440000", "/u/***"),
            ("/v/dQw4w9WgXcQ", "/v/***"),
            ("/c/a1b2c3d4", "/c/***"),
            ("/#/customer/10023456", "/#/customer/***"),
            ("http://10.20.30.40:8080/x", "http://10.20.30.40:8080/x"),
        ] {
            assert_eq!(scrub_page(&gate, url), scrubbed);
        }
        for url in [
            "/2024/11/20/a-post-about-birds",
            "/iphone15promax",
            "/assets/index-4f3a2b1c.js",
            "/shop/binoculars-10x42",
            "/docs/v2/api",
            "/de-AT/impressum",
        ] {
            assert_eq!(scrub_page(&gate, url), url);
        }
    }

    #[test]
    fn strict_leaves_the_host_alone() {
        let gate = Gate {
            strict: true,
            ..Gate::default()
        };
        assert_eq!(
            scrub_page(&gate, "https://x.example/jane/orders?a=1#doe"),
            "https://x.example/***/***?a=***#***"
        );
    }

    #[test]
    fn links_lose_what_only_the_site_needs() {
        let gate = Gate::default();
        assert_eq!(scrub_link(&gate, "/p?u=jane#top"), "/p?u=***#top");
        assert_eq!(scrub_link(&gate, "#top"), "#top");
        assert_eq!(scrub_link(&gate, " java\nscript:go('x')"), JAVASCRIPT);
    }
}
