//! What replay links name a session by.
//!
//! A session's id is a secret: whoever has it can add to the session. Replay links are handed to bug trackers and error
//! monitors, so they hold a token that is made from the id and does not lead back to it. Page and collector make the same
//! token each for itself, so a page has a link before the collector has ever heard of it.

use crate::SessionId;

/// Keeps the token apart from anything else that may ever be made from an id.
const PURPOSE: &[u8; 16] = b"scrubjay replay ";
/// Bytes of the digest that make the token: 128 bits, as many as the id has.
const TOKEN_BYTES: usize = 16;

impl SessionId {
    /// The token of the session's replay links: 32 hexadecimal digits, the first half of SHA-256 over `scrubjay replay ` and
    /// the id's 16 bytes.
    pub fn replay_token(&self) -> String {
        let mut message = [0; 32];
        message[..16].copy_from_slice(PURPOSE);
        message[16..].copy_from_slice(&self.0);
        let digest = sha256(&message);
        let bytes = digest.iter().flat_map(|word| word.to_be_bytes()).take(TOKEN_BYTES);
        bytes.flat_map(|byte| [byte >> 4, byte & 15]).map(hexadecimal).collect()
    }
}

fn hexadecimal(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}

/// SHA-256 (FIPS 180-4, 6.2) of a message that fits one block with its padding, which 32 bytes do.
fn sha256(message: &[u8; 32]) -> [u32; 8] {
    let mut schedule = [0_u32; 64];
    for (word, bytes) in schedule.iter_mut().zip(message.chunks_exact(4)) {
        *word = bytes.iter().fold(0, |word, byte| word << 8 | u32::from(*byte));
    }
    // The padding (5.1.1): a bit, zeros, and the message's length in bits.
    schedule[8] = 1 << 31;
    schedule[15] = 32 * 8;
    for at in 16..64 {
        let (before, earlier) = (schedule[at - 15], schedule[at - 2]);
        let first = before.rotate_right(7) ^ before.rotate_right(18) ^ (before >> 3);
        let second = earlier.rotate_right(17) ^ earlier.rotate_right(19) ^ (earlier >> 10);
        schedule[at] = schedule[at - 16]
            .wrapping_add(first)
            .wrapping_add(schedule[at - 7])
            .wrapping_add(second);
    }
    let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = START;
    for (constant, word) in ROUNDS.iter().zip(schedule) {
        let high = (e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25))
            .wrapping_add(h)
            .wrapping_add((e & f) ^ (!e & g))
            .wrapping_add(*constant)
            .wrapping_add(word);
        let low =
            (a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22)).wrapping_add((a & b) ^ (a & c) ^ (b & c));
        (h, g, f, e) = (g, f, e, d.wrapping_add(high));
        (d, c, b, a) = (c, b, a, high.wrapping_add(low));
    }
    let mut digest = START;
    for (word, add) in digest.iter_mut().zip([a, b, c, d, e, f, g, h]) {
        *word = word.wrapping_add(add);
    }
    digest
}

/// Fractions of the square roots of the first 8 primes (5.3.3).
#[rustfmt::skip]
const START: [u32; 8] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
    0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
];

/// Fractions of the cube roots of the first 64 primes (4.2.2).
#[rustfmt::skip]
const ROUNDS: [u32; 64] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_sha_256() {
        // As `printf '%032d' 0 | sha256sum` says.
        let digest = sha256(b"00000000000000000000000000000000");
        assert_eq!(format!("{:08x}{:08x}", digest[0], digest[7]), "84e0c0eae103b65a");
    }

    #[test]
    fn a_token_is_always_the_same_and_tells_nothing_of_the_id() {
        let id = SessionId([7; 16]);
        assert_eq!(id.replay_token(), id.replay_token());
        assert_eq!(id.replay_token().len(), 32);
        assert_ne!(id.replay_token(), id.to_string());
        assert_ne!(id.replay_token(), SessionId([8; 16]).replay_token());
    }
}
