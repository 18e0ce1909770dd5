//! Reading of loosely typed JSON: what is missing or of another type is none.

use serde_json::Value;

pub(super) fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name)?.as_str()
}

pub(super) fn number(value: &Value, name: &str) -> Option<f64> {
    value.get(name)?.as_f64()
}

/// A node's id; rrweb writes -1 for what it did not record.
pub(super) fn id(value: &Value, name: &str) -> Option<i64> {
    value.get(name)?.as_i64().filter(|id| *id >= 0)
}

pub(super) fn flag(value: &Value, name: &str) -> bool {
    value.get(name).and_then(Value::as_bool).unwrap_or(false)
}

pub(super) fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

/// A whole number of pixels or milliseconds; saturates.
pub(super) fn whole(value: &Value, name: &str) -> i32 {
    number(value, name).map_or(0, |number| number.round() as i32)
}

/// The same, not below 0.
pub(super) fn count(value: &Value, name: &str) -> u32 {
    number(value, name).map_or(0, |number| number.round() as u32)
}
