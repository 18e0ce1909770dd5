//! What is remembered of a form control, so that its value can be judged when it changes.

use crate::privacy::{Marks, is_secret_field};

/// A form control, as its attributes describe it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    input_type: String,
    autocomplete: String,
    name: String,
    id: String,
    /// It holds a credential or payment data. A field stays secret once it is: "show password" makes it a text field.
    secret: bool,
}

impl Field {
    /// An attribute has this value now (empty: it was removed).
    pub(crate) fn update(&mut self, attribute: &str, value: &str) {
        let kept = match attribute {
            "type" => &mut self.input_type,
            "autocomplete" => &mut self.autocomplete,
            "name" => &mut self.name,
            "id" => &mut self.id,
            _ => return,
        };
        kept.clear();
        kept.push_str(value);
        self.secret |= is_secret_field(&self.input_type, &self.autocomplete, &self.name, &self.id);
    }

    /// Its `type` attribute.
    pub(crate) fn input_type(&self) -> &str {
        &self.input_type
    }

    /// What the gate has to know of it. Hidden fields carry tokens: masked, they would tell their length.
    pub(crate) fn marks(&self, marks: Marks) -> Marks {
        let hides_token = self.input_type.eq_ignore_ascii_case("hidden") && marks.level > crate::privacy::Level::Allow;
        Marks {
            secret: marks.secret || self.secret || hides_token,
            ..marks
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privacy::Level;

    #[test]
    fn a_password_field_stays_secret_when_it_shows_its_text() {
        let mut field = Field::default();
        field.update("type", "password");
        field.update("type", "text");
        assert!(field.marks(Marks::at(Level::Allow)).secret);
    }

    #[test]
    fn hidden_fields_are_secret_unless_all_is_allowed() {
        let mut field = Field::default();
        field.update("type", "hidden");
        assert!(field.marks(Marks::at(Level::MaskInputs)).secret);
        assert!(!field.marks(Marks::at(Level::Allow)).secret);
    }
}
