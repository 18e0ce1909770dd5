//! Random names.

use std::fmt::Write;

/// `BYTES` random bytes from the system, as lower-case hexadecimal.
///
/// # Errors
/// When the system has no randomness to give.
pub fn random_hex<const BYTES: usize>() -> Result<String, std::io::Error> {
    let mut bytes = [0; BYTES];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    let mut text = String::with_capacity(BYTES * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}"); // writing to a String cannot fail
    }
    Ok(text)
}
