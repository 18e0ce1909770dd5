//! Style sheets and what the CSSOM does to them.

use crate::{NodeId, SheetId, Text};

/// Which style sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Sheet {
    /// The sheet of this `<style>` or `<link>`.
    Of(NodeId),
    /// A constructed one.
    Constructed(SheetId),
}

/// The whole content of a style sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SheetContent {
    /// Its rules as text: the author's where possible, else `cssText` of each rule on a line of its own.
    pub text: Text,
    /// What relative URLs in it are relative to; none: the document's base.
    pub base_url: Option<Text>,
    /// `media`, or empty. For sheets of elements only where it differs from the attribute.
    pub media: Text,
    /// `disabled`
    pub disabled: bool,
}

/// A sheet has this content now.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SheetChange {
    /// Which one.
    pub sheet: Sheet,
    /// Its content; rule changes that came before are part of it.
    pub content: SheetContent,
}

/// A change of one rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct RuleChange {
    /// In which sheet.
    pub sheet: Sheet,
    /// The rule's place: an index into the sheet's rules, then into the rules of that grouping rule, and so on.
    pub path: Vec<u32>,
    /// What was done there.
    pub operation: RuleOperation,
}

/// What was done to a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum RuleOperation {
    /// A rule was put in at this place.
    Insert(Text),
    /// The rule at this place was taken out.
    Delete,
    /// A property of the rule's declarations was set; an empty value removes it.
    SetProperty {
        /// The property.
        name: Text,
        /// Its value.
        value: Text,
        /// `!important`
        important: bool,
    },
    /// The text of the rule's declarations was replaced (`rule.style.cssText = …`).
    SetText(Text),
    /// The rule's selector was replaced.
    SetSelector(Text),
}

/// The constructed sheets that a document or shadow root uses.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct AdoptedSheets {
    /// The document or shadow root.
    pub root: NodeId,
    /// All its adopted sheets, in order.
    pub sheets: Vec<SheetId>,
}
