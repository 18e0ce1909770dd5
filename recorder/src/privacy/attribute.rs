//! Attributes: which hold form values, which say something to people, which are addresses, which are geometry.

use std::borrow::Cow;

use super::level::{Level, Marks};
use super::patterns::Kinds;
use super::rule::Rule;
use super::{Gate, css, mask, svg, url};

/// What an attribute's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A form value: masked unless everything is allowed.
    Value,
    /// Said to people, or kept for scripts: masked where text is.
    Revealing,
    /// An address that the replay loads from.
    Address,
    /// An address to go to or to send to.
    Link,
    /// Code, which a replay never runs.
    Code,
    /// Addresses with descriptors.
    AddressList,
    /// Declarations.
    Style,
    /// Numbers that draw: no digits are looked for in them.
    Geometry,
    /// Names and switches that styles depend on.
    Plain,
}

/// Scrubs the value of attribute `name` of an element called `element`.
pub(super) fn scrub<'a>(gate: &Gate, marks: Marks, element: &str, name: &str, value: &'a str) -> Cow<'a, str> {
    let role = role(element, name);
    if value.is_empty() {
        return Cow::Borrowed(value);
    }
    if marks.level == Level::Hide || role == Role::Code {
        return Cow::Borrowed("");
    }
    if role == Role::Value && marks.secret {
        gate.tally.add(Rule::SecretField);
        return Cow::Borrowed(mask::SECRET);
    }
    if marks.level == Level::Allow {
        // The one address that is never an address.
        return match role {
            Role::Address | Role::Link if url::is_javascript(value) => Cow::Borrowed(url::JAVASCRIPT),
            _ => Cow::Borrowed(value),
        };
    }
    let strict = marks.level >= Level::Mask;
    let masked = |rule: Rule| {
        let masked = mask::layout(value);
        if masked != value {
            gate.tally.add(rule);
        }
        Cow::Owned(masked)
    };
    match role {
        Role::Value => masked(Rule::FormValue),
        Role::Revealing if strict => masked(Rule::Attribute),
        // Tokens against request forgery and the like, which no pattern knows.
        Role::Revealing if element == "meta" && url::looks_like_id(value) => masked(Rule::Attribute),
        Role::Link => url::scrub_link(gate, value),
        Role::Address => url::scrub_resource(gate, value, strict),
        Role::AddressList => Cow::Owned(url::scrub_srcset(gate, value, strict)),
        Role::Style => css::scrub(gate, value, strict),
        Role::Geometry => gate.patterns().scrub(value, Kinds { digits: false }),
        Role::Revealing | Role::Plain | Role::Code => gate.patterns().scrub(value, Kinds { digits: true }),
    }
}

/// Whether an attribute of this name says something: whether it is masked where text is.
pub(super) fn is_revealing(name: &str) -> bool {
    role("", name) == Role::Revealing
}

fn role(element: &str, name: &str) -> Role {
    let lower;
    let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        lower = name.to_ascii_lowercase();
        lower.as_str()
    } else {
        name
    };
    match name {
        "value" => match element {
            "input" | "option" | "button" | "textarea" | "select" | "param" => Role::Value,
            "li" | "meter" | "progress" => Role::Plain,
            _ => Role::Revealing,
        },
        "label" if matches!(element, "option" | "optgroup") => Role::Value,
        "class"
        | "id"
        | "for"
        | "name"
        | "type"
        | "role"
        | "slot"
        | "part"
        | "is"
        | "rel"
        | "media"
        | "lang"
        | "dir"
        | "width"
        | "height"
        | "hidden"
        | "disabled"
        | "checked"
        | "selected"
        | "tabindex"
        | "target"
        | "method"
        | "colspan"
        | "rowspan"
        | "span"
        | "align"
        | "valign"
        | "open"
        | "rows"
        | "cols"
        | "size"
        | "min"
        | "max"
        | "step"
        | "low"
        | "high"
        | "optimum"
        | "pattern"
        | "maxlength"
        | "minlength"
        | "multiple"
        | "readonly"
        | "required"
        | "autocomplete"
        | "inputmode"
        | "enterkeyhint"
        | "loading"
        | "decoding"
        | "fetchpriority"
        | "crossorigin"
        | "referrerpolicy"
        | "sizes"
        | "controls"
        | "autoplay"
        | "loop"
        | "muted"
        | "preload"
        | "playsinline"
        | "contenteditable"
        | "draggable"
        | "spellcheck"
        | "popover"
        | "popovertarget"
        | "popovertargetaction"
        | "inert"
        | "http-equiv"
        | "charset"
        | "exportparts"
        | "shadowrootmode"
        | "translate"
        | "bgcolor"
        | "color"
        | "face"
        | "border"
        | "cellpadding"
        | "cellspacing"
        | "list"
        | "form"
        | "headers"
        | "scope"
        | "start"
        | "reversed"
        | "wrap"
        | "nowrap"
        | "hspace"
        | "vspace"
        | "frameborder"
        | "scrolling"
        | "marginwidth"
        | "marginheight"
        | "allow"
        | "allowfullscreen"
        | "sandbox"
        | "accept"
        | "enctype"
        | "novalidate"
        | "formnovalidate"
        | "formmethod"
        | "usemap"
        | "ismap"
        | "shape"
        | "coords"
        | "kind"
        | "default" => Role::Plain,
        "href" | "xlink:href" if matches!(element, "a" | "area") => Role::Link,
        "src" if matches!(element, "iframe" | "frame" | "embed") => Role::Link,
        "action" | "formaction" | "cite" | "longdesc" | "ping" | "profile" => Role::Link,
        "href" | "src" | "poster" | "data" | "background" | "xlink:href" | "manifest" | "codebase" | "archive"
        | "classid" => Role::Address,
        "srcdoc" => Role::Code,
        "srcset" | "imagesrcset" => Role::AddressList,
        "style" => Role::Style,
        "content" if element == "meta" => Role::Revealing,
        "title" | "placeholder" | "alt" | "label" | "summary" | "abbr" | "content" | "datetime" | "download" => {
            Role::Revealing
        }
        "data-sj-privacy" => Role::Plain,
        "aria-hidden"
        | "aria-expanded"
        | "aria-checked"
        | "aria-selected"
        | "aria-pressed"
        | "aria-disabled"
        | "aria-current"
        | "aria-controls"
        | "aria-owns"
        | "aria-labelledby"
        | "aria-describedby"
        | "aria-haspopup"
        | "aria-modal"
        | "aria-live"
        | "aria-level"
        | "aria-orientation"
        | "aria-sort"
        | "aria-busy"
        | "aria-invalid"
        | "aria-required"
        | "aria-readonly"
        | "aria-multiselectable"
        | "aria-activedescendant"
        | "aria-atomic"
        | "aria-relevant"
        | "aria-autocomplete"
        | "aria-colcount"
        | "aria-colindex"
        | "aria-rowcount"
        | "aria-rowindex"
        | "aria-posinset"
        | "aria-setsize" => Role::Plain,
        _ if svg::is_geometry(name) => Role::Geometry,
        _ if svg::is_presentation(name) => Role::Plain,
        _ if is_handler(name) => Role::Code,
        // aria-label, data-* and whatever a framework keeps in attributes of its own.
        _ => Role::Revealing,
    }
}

/// `onclick` and the like.
fn is_handler(name: &str) -> bool {
    name.strip_prefix("on")
        .is_some_and(|event| !event.is_empty() && event.bytes().all(|byte| byte.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(level: Level, element: &str, name: &str, value: &str) -> String {
        scrub(&Gate::default(), Marks::at(level), element, name, value).into_owned()
    }

    #[test]
    fn form_values_are_masked_by_default() {
        for element in ["input", "option", "button"] {
            assert_eq!(at(Level::MaskInputs, element, "value", "Blue 42"), "Xxxx 00");
        }
        assert_eq!(at(Level::MaskInputs, "option", "label", "Jane"), "Xxxx");
        assert_eq!(at(Level::MaskInputs, "progress", "value", ".3"), ".3");
        assert_eq!(at(Level::Allow, "input", "value", "Blue"), "Blue");
    }

    #[test]
    fn secrets_are_masked_at_every_level() {
        let marks = Marks {
            secret: true,
            ..Marks::at(Level::Allow)
        };
        assert_eq!(
            scrub(&Gate::default(), marks, "input", "value", "hunter2"),
            mask::SECRET
        );
    }

    #[test]
    fn personal_data_is_masked_in_any_attribute_but_not_in_geometry() {
        assert_eq!(
            at(Level::MaskInputs, "p", "title", "for a@b.example"),
            "for x@x.xxxxxxx"
        );
        assert_eq!(at(Level::MaskInputs, "x-el", "customer", "a@b.example"), "x@x.xxxxxxx");
        assert_eq!(at(Level::MaskInputs, "p", "id", "a@b.example"), "x@x.xxxxxxx");
        assert_eq!(
            at(Level::MaskInputs, "path", "d", "M4111 1111 1111 1111"),
            "M4111 1111 1111 1111"
        );
        assert_eq!(
            at(Level::MaskInputs, "p", "data-note", "card 4111 1111 1111 1111"),
            "card 0000 0000 0000 0000"
        );
    }

    #[test]
    fn strict_masks_what_speaks_and_keeps_what_styles() {
        assert_eq!(at(Level::Mask, "p", "aria-label", "Jane Doe"), "Xxxx Xxx");
        assert_eq!(at(Level::Mask, "p", "data-user", "jane"), "xxxx");
        assert_eq!(at(Level::Mask, "p", "aria-expanded", "true"), "true");
        assert_eq!(at(Level::Mask, "p", "class", "btn primary"), "btn primary");
        assert_eq!(at(Level::Mask, "a", "href", "/p?u=jane#x=1"), "/p?u=***#x=***");
        assert_eq!(at(Level::Mask, "svg", "viewBox", "0 0 24 24"), "0 0 24 24");
        assert_eq!(at(Level::Hide, "p", "class", "btn"), "");
    }

    #[test]
    fn code_never_leaves_the_page() {
        for level in [Level::Allow, Level::MaskInputs, Level::Mask] {
            assert_eq!(at(level, "p", "onclick", "go('jane')"), "");
            assert_eq!(at(level, "iframe", "srcdoc", "<p>jane"), "");
            assert_eq!(at(level, "a", "href", "javascript:go('jane')"), url::JAVASCRIPT);
        }
    }

    #[test]
    fn links_and_tokens_of_the_default() {
        assert_eq!(at(Level::MaskInputs, "a", "href", "/p?u=jane"), "/p?u=***");
        assert_eq!(at(Level::MaskInputs, "form", "action", "/go?u=jane"), "/go?u=***");
        assert_eq!(at(Level::MaskInputs, "img", "src", "/i.png?w=20"), "/i.png?w=20");
        assert_eq!(
            at(Level::MaskInputs, "meta", "content", "width=device-width"),
            "width=device-width"
        );
        assert_eq!(
            at(Level::MaskInputs, "meta", "content", "k3J9dk20Dkfl3k"),
            "x0X0xx00Xxxx0x"
        );
    }
}
