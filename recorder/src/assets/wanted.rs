//! What the page is drawn with, as far as it may be kept: found in what was recorded, by the same gate.

use std::collections::HashSet;

use super::{AssetKind, css_urls};
use crate::privacy::{Gate, Level, Marks};

/// Addresses remembered, so that each is told once. Beyond that the budget of any page is long spent.
const REMEMBERED_MAX: usize = 20_000;

/// The address of a file that what was recorded refers to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct WantedAsset {
    /// As it stands in the page.
    pub(crate) url: String,
    /// As it was recorded.
    pub(crate) recorded: String,
    /// What it is relative to; none: to the base of its document.
    pub(crate) base: Option<String>,
    pub(crate) kind: AssetKind,
    /// The `@font-face` rule that it is a source of, or empty.
    pub(crate) face: String,
}

/// Addresses that were found and not fetched yet.
#[derive(Default)]
pub(crate) struct Wanted {
    /// Nothing is noted unless somebody collects.
    is_on: bool,
    told: HashSet<WantedAsset>,
    found: Vec<WantedAsset>,
}

impl Wanted {
    /// From now on addresses are noted.
    pub(crate) fn turn_on(&mut self) {
        self.is_on = true;
    }

    /// Another stream begins: everything is told again.
    pub(crate) fn forget(&mut self) {
        self.told.clear();
        self.found.clear();
    }

    /// What was found since the last call.
    pub(crate) fn take(&mut self) -> Vec<WantedAsset> {
        std::mem::take(&mut self.found)
    }

    /// An attribute is recorded of an element.
    pub(crate) fn attribute(&mut self, gate: &Gate, marks: Marks, element: &str, name: &str, value: &str) {
        if !self.is_on {
            return;
        }
        match (element, name) {
            ("img" | "input", "src")
            | ("video", "poster")
            | ("body" | "table" | "td" | "th", "background")
            | ("image" | "use" | "feImage", "href" | "xlink:href") => {
                self.note(gate, marks.level, value.trim(), None, (AssetKind::Image, ""));
            }
            (_, "style") => self.css(gate, marks.level, value, None),
            _ => {}
        }
    }

    /// An image has chosen this source.
    pub(crate) fn source(&mut self, gate: &Gate, marks: Marks, url: &str) {
        if self.is_on {
            self.note(gate, marks.level, url, None, (AssetKind::Image, ""));
        }
    }

    /// CSS is recorded; addresses in it are relative to `base`, or to that of its document.
    pub(crate) fn css(&mut self, gate: &Gate, level: Level, css: &str, base: Option<&str>) {
        let has_any =
            css.contains("url(") || css.contains("URL(") || css.contains("@import") || css.contains("image-set(");
        if self.is_on && has_any {
            css_urls::each(css, &mut |url, kind, face| {
                self.note(gate, level, url, base, (kind, face))
            });
        }
    }

    /// What may not be seen is not fetched: where text is masked, pictures are too, and only fonts and sheets are kept.
    fn note(&mut self, gate: &Gate, level: Level, url: &str, base: Option<&str>, (kind, face): (AssetKind, &str)) {
        let may = if kind == AssetKind::Image {
            level < Level::Mask
        } else {
            level < Level::Hide
        };
        let is_inline = url.is_empty()
            || url.starts_with('#')
            || url.get(..5).is_some_and(|head| head.eq_ignore_ascii_case("data:"));
        if !may || is_inline || self.told.len() >= REMEMBERED_MAX {
            return;
        }
        let wanted = WantedAsset {
            url: url.to_owned(),
            recorded: gate.resource_url(level, url).into_owned(),
            base: base.map(str::to_owned),
            kind,
            face: face.to_owned(),
        };
        if self.told.insert(wanted.clone()) {
            self.found.push(wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_are_wanted_where_they_may_be_seen_and_each_once() {
        let gate = Gate::default();
        let mut wanted = Wanted::default();
        wanted.attribute(&gate, Marks::at(Level::Allow), "img", "src", "/before.png");
        wanted.turn_on();
        for level in [Level::Allow, Level::MaskInputs, Level::Mask, Level::Hide] {
            wanted.attribute(&gate, Marks::at(level), "img", "src", &format!("/{level:?}.png"));
        }
        wanted.attribute(&gate, Marks::at(Level::Allow), "img", "src", "/Allow.png");
        wanted.attribute(&gate, Marks::at(Level::Allow), "img", "src", "DATA:image/png,x");
        wanted.attribute(&gate, Marks::at(Level::Allow), "use", "xlink:href", "#local");
        let css = "@font-face{src:url(f.woff2)}a{background:url(i.png)}";
        wanted.css(&gate, Level::Mask, css, Some("https://x.example/s.css"));
        let found: Vec<_> = wanted.take().into_iter().map(|each| each.url).collect();
        assert_eq!(found, ["/Allow.png", "/MaskInputs.png", "f.woff2"]);
        assert!(wanted.take().is_empty());
    }

    #[test]
    fn the_recorded_address_passes_the_gate() {
        let mut wanted = Wanted::default();
        wanted.turn_on();
        wanted.source(
            &Gate::default(),
            Marks::at(Level::MaskInputs),
            "/a.png?u=jane@mail.example",
        );
        let [found] = wanted.take().try_into().unwrap();
        assert_eq!(found.url, "/a.png?u=jane@mail.example");
        assert!(!found.recorded.contains("jane"), "{}", found.recorded);
    }
}
