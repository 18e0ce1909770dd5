//! Kinds of state beyond the markup. A node has at most one property of each kind.

use scrubjay_format::event::Property;

/// Which property, without its value. The order is that in which a stage is given them: a caret needs the value to be
/// there, a scroll position needs everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PropertyKind {
    /// [`Property::Masked`]
    Masked,
    /// [`Property::Placeholder`]
    Placeholder,
    /// [`Property::Defined`]
    Defined,
    /// [`Property::Sheet`]; kept with the style sheets, so it never comes up in an operation.
    Sheet,
    /// [`Property::CurrentSource`]
    CurrentSource,
    /// [`Property::Canvas`]
    Canvas,
    /// [`Property::Media`]
    Media,
    /// [`Property::SvgClock`]
    SvgClock,
    /// [`Property::Animations`]
    Animations,
    /// [`Property::Modal`]
    Modal,
    /// [`Property::PopoverOpen`]
    PopoverOpen,
    /// [`Property::Fullscreen`]
    Fullscreen,
    /// [`Property::Assigned`]; the nodes have to be there.
    Assigned,
    /// [`Property::Value`]
    Value,
    /// [`Property::Autofilled`]
    Autofilled,
    /// [`Property::Checked`]
    Checked,
    /// [`Property::Indeterminate`]
    Indeterminate,
    /// [`Property::Selected`]
    Selected,
    /// [`Property::Caret`]
    Caret,
    /// [`Property::Scroll`]
    Scroll,
}

impl PropertyKind {
    /// The kind of a property.
    pub fn of(property: &Property) -> Self {
        match property {
            Property::Value(_) => Self::Value,
            Property::Checked(_) => Self::Checked,
            Property::Indeterminate(_) => Self::Indeterminate,
            Property::Selected(_) => Self::Selected,
            Property::Caret { .. } => Self::Caret,
            Property::Scroll { .. } => Self::Scroll,
            Property::Modal(_) => Self::Modal,
            Property::PopoverOpen(_) => Self::PopoverOpen,
            Property::Fullscreen(_) => Self::Fullscreen,
            Property::Defined(_) => Self::Defined,
            Property::CurrentSource(_) => Self::CurrentSource,
            Property::Media(_) => Self::Media,
            Property::Canvas(_) => Self::Canvas,
            Property::Animations(_) => Self::Animations,
            Property::SvgClock(_) => Self::SvgClock,
            Property::Sheet(_) => Self::Sheet,
            Property::Placeholder { .. } => Self::Placeholder,
            Property::Masked(_) => Self::Masked,
            Property::Assigned(_) => Self::Assigned,
            Property::Autofilled(_) => Self::Autofilled,
        }
    }

    /// Whether a browser loses it when the node is taken out of the tree and put back, so that it must be set again.
    pub(crate) fn is_lost_by_moving(self) -> bool {
        matches!(
            self,
            Self::Media | Self::Modal | Self::PopoverOpen | Self::Fullscreen | Self::Scroll | Self::Assigned
        )
    }

    /// Whether it is state of a form control, which a change of the control's attributes or options may disturb.
    pub(crate) fn is_form_state(self) -> bool {
        matches!(
            self,
            Self::Value | Self::Checked | Self::Indeterminate | Self::Selected | Self::Caret
        )
    }
}
