//! Identifiers, each a type of its own so that they cannot be confused.

use std::fmt;
use std::str::FromStr;

/// A node of the recorded page. Given out by the recorder in ascending order and never reused within a stream.
///
/// `0` stands for "no node" on the wire and is never a node; the top document is always [`NodeId::DOCUMENT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct NodeId(pub u32);

impl NodeId {
    /// The top document of a stream.
    pub const DOCUMENT: NodeId = NodeId(1);
    /// From here on: nodes of frames of other origins, which recorded themselves. Each snapshot of such a frame has a
    /// range of 2²² ids, given out when it is read ([`Recording::read`](crate::Recording::read)).
    pub const FOREIGN: NodeId = NodeId(1 << 31);
}

/// A constructed style sheet (`new CSSStyleSheet()`), counted from 1 within a stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct SheetId(pub u32);

/// Text that is not the hexadecimal form of an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not {expected_digits} hexadecimal digits")]
pub struct IdError {
    /// What was given.
    pub text: String,
    /// How many digits there should be.
    pub expected_digits: usize,
}

macro_rules! byte_id {
    ($(#[$doc:meta])* $name:ident, $len:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub [u8; $len]);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{self}")
            }
        }

        impl FromStr for $name {
            type Err = IdError;

            fn from_str(text: &str) -> Result<Self, IdError> {
                let wrong = || IdError { text: text.chars().take(80).collect(), expected_digits: $len * 2 };
                let digits = text.as_bytes();
                if digits.len() != $len * 2 {
                    return Err(wrong());
                }
                let mut bytes = [0; $len];
                for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
                    let nibble = |digit: u8| char::from(digit).to_digit(16);
                    let (Some(high), Some(low)) = (nibble(pair[0]), nibble(pair[1])) else { return Err(wrong()) };
                    *byte = (high * 16 + low) as u8;
                }
                Ok(Self(bytes))
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

byte_id!(
    /// A visit of one person: all tabs and pages until 30 minutes idle. A secret: whoever knows it can add to it.
    SessionId,
    16
);
byte_id!(
    /// One page life: one document in one tab.
    StreamId,
    8
);
byte_id!(
    /// SHA-256 of a file's bytes (FIPS 180-4), by which it is known everywhere.
    AssetHash,
    32
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hexadecimal_form_round_trips() {
        let id = StreamId([0, 1, 0xab, 0xff, 0x10, 9, 0x80, 0x7f]);
        assert_eq!(id.to_string(), "0001abff1009807f");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn other_text_is_refused_with_what_was_expected() {
        for text in ["", "0001", "0001abff1009807g", "0001abff1009807f0", "+001abff1009807f"] {
            assert_eq!(
                text.parse::<StreamId>(),
                Err(IdError {
                    text: text.into(),
                    expected_digits: 16
                })
            );
        }
    }
}
