//! The privacy policy, as the options say it.

use crate::ops;
use crate::privacy::{CustomPattern, Gate, Level, Tally};
use crate::settings::Settings;

/// The gate of a recording, and what was wrong with the options: then everything is masked.
pub(crate) fn gate(settings: &Settings) -> (Gate, Vec<String>) {
    let mut level = ops::level(settings.level());
    let mut failures = Vec::new();
    let mut custom = Vec::new();
    for (index, pattern) in settings.patterns().iter().enumerate() {
        match CustomPattern::parse(pattern) {
            Ok(pattern) => custom.push(pattern),
            Err(error) => {
                failures.push(format!("privacy.patterns[{index}]: {error}: everything is masked"));
                level = level.max(Level::Mask);
            }
        }
    }
    let gate = Gate {
        level,
        strict: settings.strict(),
        allowed_parameters: settings.allowed_parameters(),
        custom,
        tally: Tally::default(),
    };
    (gate, failures)
}
