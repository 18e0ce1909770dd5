//! Which fields hold payment data, credentials or numbers of a person: masked at every level, whatever was asked for.
//! docs/privacy.md lists the words.

/// Autofill detail tokens (HTML standard, 4.10.18.7) of fields that hold payment data or credentials.
const AUTOFILL: [&str; 11] = [
    "cc-number",
    "cc-csc",
    "cc-exp",
    "cc-exp-month",
    "cc-exp-year",
    "cc-name",
    "cc-given-name",
    "cc-family-name",
    "current-password",
    "new-password",
    "one-time-code",
];

/// Words that tell it wherever they stand in a name, id or label, in lower case and without anything between letters:
/// English, German, French, Spanish, Portuguese, Italian, Dutch, Polish, Swedish, Danish and Norwegian, Finnish, Turkish,
/// Czech, Russian, Japanese, Chinese, Korean.
const WORDS: &[&str] = &[
    // Passwords.
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "passwort",
    "kennwort",
    "motdepasse",
    "contraseña",
    "contrasena",
    "clave",
    "senha",
    "palavrapasse",
    "parola",
    "wachtwoord",
    "hasło",
    "haslo",
    "lösenord",
    "losenord",
    "adgangskode",
    "passord",
    "salasana",
    "şifre",
    "sifre",
    "heslo",
    "пароль",
    "パスワード",
    "暗証番号",
    "密码",
    "密碼",
    "비밀번호",
    // Payment cards and accounts.
    "cardnumber",
    "cardno",
    "ccnumber",
    "ccnum",
    "creditcard",
    "debitcard",
    "securitycode",
    "cardcode",
    "kartennummer",
    "kreditkarte",
    "prüfnummer",
    "pruefnummer",
    "kartenprüf",
    "numérodecarte",
    "numerodecarte",
    "cartebancaire",
    "cryptogramme",
    "numerodetarjeta",
    "númerodetarjeta",
    "tarjetadecredito",
    "tarjetadecrédito",
    "codigodeseguridad",
    "códigodeseguridad",
    "numerodocartao",
    "númerodocartão",
    "cartaodecredito",
    "cartãodecrédito",
    "cartadicredito",
    "numerodellacarta",
    "kaartnummer",
    "creditkaart",
    "numerkarty",
    "kortnummer",
    "korttinumero",
    "kartnumarası",
    "číslokarty",
    "номеркарты",
    "カード番号",
    "卡号",
    "卡號",
    "카드번호",
    "accountnumber",
    "kontonummer",
    "routingnumber",
    "sortcode",
    "bankleitzahl",
    // Codes that are used once.
    "onetimecode",
    "onetimepassword",
    "verificationcode",
    "bestätigungscode",
    "codedevérification",
    "códigodeverificación",
    // Numbers of a person.
    "socialsecurity",
    "nationalinsurance",
    "nationalid",
    "taxid",
    "steuerid",
    "steuernummer",
    "sozialversicherung",
    "passportn",
    "reisepass",
    "securitesociale",
    "sécuritésociale",
    "codicefiscale",
    "burgerservice",
    "personnummer",
    "pesel",
    "aadhaar",
    // What proves who asks.
    "apikey",
    "secretkey",
    "privatekey",
    "accesstoken",
    "securityanswer",
    "mothersmaiden",
];

/// Words that tell it only as a whole: inside of others they mean nothing (`pin` in `shipping`).
const WHOLE_WORDS: &[&str] = &[
    "pin", "cvc", "cvv", "cvv2", "csc", "cvn", "pan", "iban", "bic", "otp", "totp", "mfa", "2fa", "ssn", "sin", "nino",
    "nir", "nif", "dni", "nie", "cpf", "bsn", "tfn", "pwd", "pass", "pswd", "mdp", "tan", "blz", "secret", "token",
    "pinkode", "pincode",
];

/// Whether a control is secret by what its attributes say: its `type`, `autocomplete`, `name` and `id`.
pub fn is_secret_field(input_type: &str, autocomplete: &str, name: &str, id: &str) -> bool {
    if input_type.eq_ignore_ascii_case("password") {
        return true;
    }
    let filled = autocomplete
        .split_ascii_whitespace()
        .any(|token| AUTOFILL.iter().any(|secret| token.eq_ignore_ascii_case(secret)));
    filled || is_secret_label(name) || is_secret_label(id)
}

/// Whether a label, a placeholder or another text that names a field says that it is secret.
pub fn is_secret_label(text: &str) -> bool {
    // Longer ones are no names.
    if text.is_empty() || text.len() > 400 {
        return false;
    }
    let mut joined = String::with_capacity(text.len());
    // `cardPin`, `card-pin` and `card pin` have the same words.
    let mut words = vec![String::new()];
    let mut before = ' ';
    for sign in text.chars() {
        if !sign.is_alphanumeric() || before.is_lowercase() && sign.is_uppercase() {
            words.push(String::new());
        }
        before = sign;
        if sign.is_alphanumeric() {
            for lower in sign.to_lowercase() {
                joined.push(lower);
                if let Some(word) = words.last_mut() {
                    word.push(lower);
                }
            }
        }
    }
    WORDS.iter().any(|word| joined.contains(word)) || words.iter().any(|word| WHOLE_WORDS.contains(&word.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_tell_by_their_attributes_that_they_are_secret() {
        assert!(is_secret_field("text", "section-a billing CC-Number", "", ""));
        assert!(is_secret_field("text", "", "loginPassword", ""));
        assert!(is_secret_field("tel", "", "", "card_number"));
        assert!(is_secret_field("tel", "", "cardPin", ""));
        assert!(!is_secret_field("text", "street-address", "street", "field7"));
    }

    #[test]
    fn labels_of_several_languages() {
        for label in [
            "Password *",
            "Your card number",
            "Mot de passe",
            "Número de tarjeta",
            "Contraseña",
            "PIN",
            "Kartennummer",
            "Пароль",
            "カード番号",
            "Security code (CVC)",
            "Social Security Number",
        ] {
            assert!(is_secret_label(label), "{label}");
        }
        for label in [
            "Shipping address",
            "First name",
            "Company",
            "Spinach",
            "Postcode",
            "Opinion",
            "City",
            "Notes for us",
        ] {
            assert!(!is_secret_label(label), "{label}");
        }
    }
}
