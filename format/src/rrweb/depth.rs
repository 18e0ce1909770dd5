//! How deep JSON is nested, found without building anything.

use super::ImportError;

/// Chromium nests elements at most 512 deep when it parses; each takes an object and a list.
const MAX_LEVELS: usize = 1_200;

/// An error where JSON goes deeper than what the stack is sure to hold.
pub(super) fn check(json: &[u8]) -> Result<(), ImportError> {
    let mut levels = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    for (at, byte) in json.iter().enumerate() {
        if in_string {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match byte {
            b'"' => in_string = true,
            b'[' | b'{' => {
                levels += 1;
                if levels > MAX_LEVELS {
                    return Err(ImportError::TooDeep { at, max: MAX_LEVELS });
                }
            }
            b']' | b'}' => levels = levels.saturating_sub(1),
            _ => {}
        }
    }
    Ok(())
}
