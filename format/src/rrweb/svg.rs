//! Names of SVG elements in their right case: rrweb writes all names in lower case.

/// The names that the HTML standard's "adjust SVG tag names" lists
/// (<https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inforeign>).
const MIXED_CASE: [&str; 37] = [
    "altGlyph",
    "altGlyphDef",
    "altGlyphItem",
    "animateColor",
    "animateMotion",
    "animateTransform",
    "clipPath",
    "feBlend",
    "feColorMatrix",
    "feComponentTransfer",
    "feComposite",
    "feConvolveMatrix",
    "feDiffuseLighting",
    "feDisplacementMap",
    "feDistantLight",
    "feDropShadow",
    "feFlood",
    "feFuncA",
    "feFuncB",
    "feFuncG",
    "feFuncR",
    "feGaussianBlur",
    "feImage",
    "feMerge",
    "feMergeNode",
    "feMorphology",
    "feOffset",
    "fePointLight",
    "feSpecularLighting",
    "feSpotLight",
    "feTile",
    "feTurbulence",
    "foreignObject",
    "glyphRef",
    "linearGradient",
    "radialGradient",
    "textPath",
];

/// The element's name as the DOM has it.
pub(super) fn element_name(lower: &str) -> &str {
    MIXED_CASE
        .iter()
        .find(|name| name.eq_ignore_ascii_case(lower))
        .copied()
        .unwrap_or(lower)
}
