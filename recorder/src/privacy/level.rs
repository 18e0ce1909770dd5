//! How much of a node may be recorded.

/// Privacy level of a node: its own or that of its nearest ancestor which has one, across shadow boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Everything, except passwords and payment fields.
    Allow,
    /// Everything but form values and personal data found by pattern. The default.
    MaskInputs,
    /// The structure; all text and revealing attributes are masked.
    Mask,
    /// Nothing but the size of its box. No descendant can lift it.
    Hide,
}

impl Level {
    /// The level of this name, as it stands in options and in `data-sj-privacy`.
    pub fn parse(name: &str) -> Option<Level> {
        Some(match name.trim().to_ascii_lowercase().as_str() {
            "allow" => Level::Allow,
            "mask-inputs" => Level::MaskInputs,
            "mask" => Level::Mask,
            "hide" => Level::Hide,
            _ => return None,
        })
    }
}

/// What the gate has to know of the node whose text it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// The node's level.
    pub level: Level,
    /// Its text was typed or chosen by the visitor (textarea, option, contenteditable, `role=textbox`).
    pub form_value: bool,
    /// It holds a password or payment data, or once did: masked at every level.
    pub secret: bool,
    /// Its text is a style sheet.
    pub css: bool,
}

impl Marks {
    /// Plain content at this level.
    pub fn at(level: Level) -> Marks {
        Marks {
            level,
            form_value: false,
            secret: false,
            css: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_leniently_and_unknown_ones_refused() {
        assert_eq!(Level::parse(" Mask-Inputs\n"), Some(Level::MaskInputs));
        assert_eq!(Level::parse("masked"), None);
        assert!(Level::Allow < Level::MaskInputs && Level::Mask < Level::Hide);
    }
}
