//! What is remembered of a form control, so that its value can be judged when it changes.

use crate::privacy::{Level, Marks, is_secret_field, is_secret_label};

/// A form control, as its attributes and labels describe it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Field {
    input_type: String,
    autocomplete: String,
    name: String,
    id: String,
    numeric: bool,
    max_length: String,
    /// It holds a credential or payment data. A field stays secret once it is: "show password" makes it a text field.
    secret: bool,
}

impl Field {
    /// An attribute has this value now (empty: it was removed). The reader gives the text of its labels as an attribute of
    /// a name that none can have.
    pub(crate) fn update(&mut self, attribute: &str, value: &str) {
        let kept = match attribute {
            "type" => &mut self.input_type,
            "autocomplete" => &mut self.autocomplete,
            "name" => &mut self.name,
            "id" => &mut self.id,
            "maxlength" => &mut self.max_length,
            "inputmode" => {
                self.numeric = value.eq_ignore_ascii_case("numeric");
                return self.judge();
            }
            "style" => {
                // How fields that are not of type `password` show dots.
                self.secret |= value.contains("text-security") && !value.contains("text-security: none");
                return;
            }
            "aria-label" | "placeholder" | "title" | crate::ops::LABEL => {
                self.secret |= is_secret_label(value);
                return;
            }
            _ => return,
        };
        kept.clear();
        kept.push_str(value);
        self.judge();
    }

    fn judge(&mut self) {
        // One box for each digit of a code that was sent.
        let code_digit = self.numeric && self.max_length == "1";
        self.secret |= code_digit || is_secret_field(&self.input_type, &self.autocomplete, &self.name, &self.id);
    }

    /// Its `type` attribute.
    pub(crate) fn input_type(&self) -> &str {
        &self.input_type
    }

    /// Whether it holds a secret, at any level.
    pub(crate) fn is_secret(&self) -> bool {
        self.secret && !self.is_button()
    }

    /// What the gate has to know of it. Hidden fields carry tokens: masked, they would tell their length.
    pub(crate) fn marks(&self, marks: Marks) -> Marks {
        let hides_token = self.input_type.eq_ignore_ascii_case("hidden") && marks.level > Level::Allow;
        Marks {
            secret: marks.secret || self.is_secret() || hides_token,
            ..marks
        }
    }

    /// What a button says is no secret, whatever it is called (`name="reset-password"`).
    fn is_button(&self) -> bool {
        ["submit", "button", "reset", "image"]
            .iter()
            .any(|button| self.input_type.eq_ignore_ascii_case(button))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_secret(attributes: &[(&str, &str)]) -> bool {
        let mut field = Field::default();
        for (name, value) in attributes {
            field.update(name, value);
        }
        field.marks(Marks::at(Level::Allow)).secret
    }

    #[test]
    fn a_password_field_stays_secret_when_it_shows_its_text() {
        assert!(is_secret(&[("type", "password"), ("type", "text")]));
    }

    #[test]
    fn hidden_fields_are_secret_unless_all_is_allowed() {
        let mut field = Field::default();
        field.update("type", "hidden");
        assert!(field.marks(Marks::at(Level::MaskInputs)).secret);
        assert!(!field.marks(Marks::at(Level::Allow)).secret);
    }

    #[test]
    fn labels_placeholders_and_looks_tell() {
        assert!(is_secret(&[(crate::ops::LABEL, "Kartennummer")]));
        assert!(is_secret(&[("placeholder", "CVC")]));
        assert!(is_secret(&[("aria-label", "Mot de passe")]));
        assert!(is_secret(&[("maxlength", "1"), ("inputmode", "numeric")]));
        assert!(is_secret(&[("style", "-webkit-text-security: disc")]));
        assert!(!is_secret(&[("inputmode", "numeric"), ("name", "quantity")]));
        assert!(!is_secret(&[("type", "submit"), ("name", "reset-password")]));
    }
}
