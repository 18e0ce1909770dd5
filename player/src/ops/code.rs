//! The numbers of the op buffer. `pkg/player/src/stage/opcodes.ts` has the same; a test compares the two.

use scrubjay_page::PropertyKind;

macro_rules! codes {
    ($(#[$doc:meta])* $module:ident { $($name:ident = $value:literal,)* }) => {
        $(#[$doc])*
        pub(crate) mod $module {
            $(pub(crate) const $name: u32 = $value;)*
            #[cfg(test)]
            pub(crate) const ALL: &[(&str, u32)] = &[$((stringify!($name), $value)),*];
        }
    };
}

codes! {
    /// What an op does.
    op {
        CLEAR = 1,
        OPEN_DOCUMENT = 2,
        CREATE_ELEMENT = 3,
        CREATE_TEXT = 4,
        CREATE_COMMENT = 5,
        CREATE_CDATA = 6,
        CREATE_PROCESSING_INSTRUCTION = 7,
        CREATE_DOCTYPE = 8,
        ATTACH_SHADOW = 9,
        OPEN_TEMPLATE = 10,
        INSERT = 11,
        REMOVE = 12,
        SET_TEXT = 13,
        SET_ATTRIBUTE = 14,
        REMOVE_ATTRIBUTE = 15,
        SET_PROPERTY = 16,
        CLEAR_PROPERTY = 17,
        SET_SHEET = 18,
        CHANGE_RULE = 19,
        ADOPT_SHEETS = 20,
        SET_FOCUS = 21,
        SET_SELECTION = 22,
        SET_VIEWPORT = 23,
        SET_VISUAL_VIEWPORT = 24,
        SET_COLOR_SCHEME = 25,
        CONTEXT = 26,
    }
}

codes! {
    /// Which property.
    property {
        VALUE = 1,
        CHECKED = 2,
        INDETERMINATE = 3,
        SELECTED = 4,
        CARET = 5,
        SCROLL = 6,
        MODAL = 7,
        POPOVER_OPEN = 8,
        FULLSCREEN = 9,
        DEFINED = 10,
        CURRENT_SOURCE = 11,
        MEDIA = 12,
        CANVAS = 13,
        SHEET = 14,
        PLACEHOLDER = 15,
        MASKED = 16,
        ANIMATIONS = 17,
        SVG_CLOCK = 18,
        ASSIGNED = 24,
        AUTOFILLED = 25,
    }
}

codes! {
    /// What happens to a rule of a style sheet.
    rule {
        INSERT = 1,
        DELETE = 2,
        SET_PROPERTY = 3,
        SET_TEXT = 4,
        SET_SELECTOR = 5,
    }
}

/// The number of a kind of property.
pub(crate) fn of_property(kind: PropertyKind) -> u32 {
    match kind {
        PropertyKind::Value => property::VALUE,
        PropertyKind::Checked => property::CHECKED,
        PropertyKind::Indeterminate => property::INDETERMINATE,
        PropertyKind::Selected => property::SELECTED,
        PropertyKind::Caret => property::CARET,
        PropertyKind::Scroll => property::SCROLL,
        PropertyKind::Modal => property::MODAL,
        PropertyKind::PopoverOpen => property::POPOVER_OPEN,
        PropertyKind::Fullscreen => property::FULLSCREEN,
        PropertyKind::Defined => property::DEFINED,
        PropertyKind::CurrentSource => property::CURRENT_SOURCE,
        PropertyKind::Media => property::MEDIA,
        PropertyKind::Canvas => property::CANVAS,
        PropertyKind::Sheet => property::SHEET,
        PropertyKind::Placeholder => property::PLACEHOLDER,
        PropertyKind::Masked => property::MASKED,
        PropertyKind::Animations => property::ANIMATIONS,
        PropertyKind::SvgClock => property::SVG_CLOCK,
        PropertyKind::Assigned => property::ASSIGNED,
        PropertyKind::Autofilled => property::AUTOFILLED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TYPESCRIPT: &str = include_str!("../../../pkg/player/src/stage/opcodes.ts");

    fn table(name: &str) -> Vec<(String, u32)> {
        let start = TYPESCRIPT.find(&format!("export const {name} = {{")).unwrap();
        let body = TYPESCRIPT[start..]
            .split_once('{')
            .unwrap()
            .1
            .split_once('}')
            .unwrap()
            .0;
        let lines = body
            .lines()
            .map(str::trim)
            .filter(|line| line.ends_with(',') && !line.starts_with('/'));
        lines
            .map(|line| {
                let (name, value) = line.trim_end_matches(',').split_once(": ").unwrap();
                (name.to_owned(), value.parse().unwrap())
            })
            .collect()
    }

    #[test]
    fn the_stage_has_the_same_numbers() {
        for (name, codes) in [("Op", op::ALL), ("PropertyKind", property::ALL), ("RuleOp", rule::ALL)] {
            let codes: Vec<_> = codes.iter().map(|(name, value)| ((*name).to_owned(), *value)).collect();
            assert_eq!(table(name), codes, "{name}");
        }
    }
}
