//! Secrets of programs that show by their form: JSON web tokens, API keys, private keys, and values that are called a secret.

use super::found::{Found, step};
use crate::privacy::rule::Rule;

/// The shortest run that is looked at: an access key id of Amazon Web Services.
const MIN_RUN: usize = 20;
/// The shortest token after `Bearer`.
const MIN_BEARER: usize = 12;
/// The shortest value of something that is called a secret.
const MIN_VALUE: usize = 6;
/// How far back the name of a value may begin.
const MAX_NAME: usize = 24;

/// How keys of common services begin, by those services' documentation of their formats.
const PREFIXES: [&str; 29] = [
    "sk_live_",
    "sk_test_",
    "rk_live_",
    "rk_test_",
    "pk_live_",
    "whsec_", // Stripe
    "sk-",    // OpenAI, Anthropic
    "ghp_",
    "gho_",
    "ghu_",
    "ghs_",
    "ghr_",
    "github_pat_", // GitHub
    "glpat-",      // GitLab
    "xoxb-",
    "xoxp-",
    "xoxa-",
    "xoxr-",
    "xoxs-",
    "xapp-", // Slack
    "AKIA",
    "ASIA", // Amazon Web Services
    "AIza",
    "ya29.",  // Google
    "SG.",    // SendGrid
    "shpat_", // Shopify
    "npm_",
    "hf_",
    "dop_v1_", // npm, Hugging Face, DigitalOcean
];

/// Names that end so are of secrets.
const SECRET_NAMES: [&str; 15] = [
    "token",
    "secret",
    "password",
    "passwd",
    "passwort",
    "pwd",
    "api_key",
    "apikey",
    "api-key",
    "signature",
    "credential",
    "sessionid",
    "session_id",
    "jwt",
    "authorization",
];

/// Finds tokens and keys.
pub(super) fn find(text: &str, matches: &mut Vec<Found>) {
    let bytes = text.as_bytes();
    if bytes.len() < MIN_VALUE {
        return;
    }
    runs(bytes, matches);
    named_values(bytes, matches);
    private_keys(text, matches);
}

/// Runs of the bytes that tokens are made of.
fn runs(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at < bytes.len() {
        step();
        if !is_token_byte(bytes[at]) {
            at += 1;
            continue;
        }
        let start = at;
        while bytes.get(at).is_some_and(|&byte| is_token_byte(byte)) {
            step();
            at += 1;
        }
        let run = &bytes[start..at];
        let after_bearer = run.len() >= MIN_BEARER && ends_with_ignoring_case(&bytes[..start], b"bearer ");
        if after_bearer || run.len() >= MIN_RUN && (is_key(run) || is_jwt(run)) {
            matches.push(Found::new(start..at, Rule::Token));
        }
    }
}

fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.')
}

fn is_key(run: &[u8]) -> bool {
    PREFIXES.iter().any(|prefix| run.starts_with(prefix.as_bytes()))
        && run.iter().any(u8::is_ascii_digit)
        && run.iter().filter(|byte| byte.is_ascii_alphanumeric()).count() >= 16
}

/// RFC 7519: header, payload and signature in base64url; the first two are JSON objects, which begin with `{"`.
fn is_jwt(run: &[u8]) -> bool {
    let mut parts = run.split(|&byte| byte == b'.');
    let mut next = || parts.next().unwrap_or_default();
    let (header, payload, _signature) = (next(), next(), next());
    header.starts_with(b"eyJ") && header.len() >= 8 && payload.starts_with(b"eyJ") && payload.len() >= 8
}

/// `password=hunter22`, `"token": "abc123"`.
fn named_values(bytes: &[u8], matches: &mut Vec<Found>) {
    let mut at = 0;
    while at < bytes.len() {
        step();
        let sign = bytes[at];
        if !matches!(sign, b'=' | b':') || !names_secret(&bytes[at.saturating_sub(MAX_NAME)..at]) {
            at += 1;
            continue;
        }
        let mut start = at + 1;
        while start < bytes.len() && start - at <= 3 && matches!(bytes[start], b' ' | b'"' | b'\'') {
            start += 1;
        }
        let mut end = start;
        while bytes.get(end).is_some_and(|&byte| !ends_value(byte)) {
            step();
            end += 1;
        }
        let value = &bytes[start..end];
        // `Password: required` is no secret; what has digits in it, or is said without a blank, may be.
        let said_openly = sign == b'=' || value.iter().any(u8::is_ascii_digit);
        if value.len() >= MIN_VALUE && said_openly && value.iter().any(u8::is_ascii_alphanumeric) {
            matches.push(Found::new(start..end, Rule::Token));
        }
        at = end.max(at + 1);
    }
}

fn names_secret(before: &[u8]) -> bool {
    let end = before.iter().rposition(|&byte| !matches!(byte, b'"' | b'\'' | b' '));
    let Some(end) = end else { return false };
    SECRET_NAMES
        .iter()
        .any(|name| ends_with_ignoring_case(&before[..=end], name.as_bytes()))
}

fn ends_value(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b'"' | b'\'' | b'&' | b',' | b';' | b'}' | b')' | b'<' | b'#')
}

fn ends_with_ignoring_case(text: &[u8], end: &[u8]) -> bool {
    text.len() >= end.len() && text[text.len() - end.len()..].eq_ignore_ascii_case(end)
}

/// PEM (RFC 7468), from its first line to its last.
fn private_keys(text: &str, matches: &mut Vec<Found>) {
    const BEGIN: &str = "-----BEGIN ";
    const END: &str = "-----END ";
    let mut from = 0;
    while let Some(found) = text[from..].find(BEGIN) {
        let start = from + found;
        let end = text[start..].find(END).map_or(text.len(), |found| start + found);
        let is_key = text[start..end].split_once("PRIVATE KEY").is_some();
        if is_key {
            matches.push(Found::new(start..end, Rule::Token));
        }
        from = end.max(start + BEGIN.len());
    }
}

#[cfg(test)]
mod tests {
    use super::super::found::texts;
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        texts(text, |matches| find(text, matches))
    }

    #[test]
    fn tokens_and_keys_of_common_services() {
        let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1g";
        assert_eq!(found(&format!("jwt is {jwt}")), [jwt]);
        for key in [
            "sk_live_4eC39HqLyjWDarjtT1zdp7dc",
            "ghp_16C7e42F292c6912E7710c838347Ae178B4a",
            "AKIAIOSFODNN7EXAMPLE",
            "xoxb-17653672481-19874698323-pdFZKVeTuE8sk7oOcHrzqqgy",
            "AIzaSyDaGmWKa4JsXZ-HjGw7ISLn_3namBGewQe",
        ] {
            assert_eq!(found(&format!("use {key} now")), [key]);
        }
        assert_eq!(found("Authorization: Bearer 0b79bab50daca910"), ["0b79bab50daca910"]);
        assert_eq!(
            found("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA"),
            ["-----BEGIN RSA PRIVATE KEY-----\nMIIE\n"]
        );
    }

    #[test]
    fn values_that_are_called_a_secret() {
        assert_eq!(found("/cb?access_token=abcdef&x=1"), ["abcdef"]);
        assert_eq!(found(r#"{"password": "hunter22", "n": 1}"#), ["hunter22"]);
        for text in [
            "Password: required",
            "token=",
            "secret: ab1",
            "token count = many",
            "-----BEGIN CERTIFICATE-----",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }

    #[test]
    fn ordinary_long_words_stay() {
        for text in [
            "css-1q2w3e4r5t-container-fluid-lg",
            "task-management-application-2024",
            "2024-11-20T10:30:00.000Z-backup-copy",
            "eyJustAVeryLongWordWithoutDots",
            "node_modules.pnpm.react-dom-18.2.0",
        ] {
            assert!(found(text).is_empty(), "{text}: {:?}", found(text));
        }
    }
}
