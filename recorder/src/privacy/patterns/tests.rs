//! All patterns together: what stays, what goes, and how the work grows.

use proptest::prelude::*;

use super::found::steps_of;
use super::*;

const ALL: Kinds = Kinds { digits: true };

fn all(text: &str) -> String {
    let tally = Tally::default();
    Patterns {
        custom: &[],
        tally: &tally,
    }
    .scrub(text, ALL)
    .into_owned()
}

#[test]
fn text_without_personal_data_is_left_alone() {
    for text in [
        "",
        "Order 12 of 2024-11-20, 3 × 49.90 €",
        "M12.5 340.25 411.1 111.1 0 0 1 30 30 L 4111 1 Z",
        "v1.2.3 build 20241120.4 (1234567)",
        "see @media and user@localhost",
        "1234567890123456", // fails the Luhn check
        "ISBN 978-3-16-148410-0",
    ] {
        assert_eq!(all(text), text);
    }
}

#[test]
fn prices_dates_orders_versions_and_coordinates_are_no_personal_data() {
    for text in [
        "€ 1.299,00 statt € 1.499,00",
        "$12,345,678.90",
        "1 234 567,89 kr",
        "20.11.2024 14:30:05",
        "2024-11-20T14:30:05.123Z",
        "11/20/2024 – 11/27/2024",
        "2024-11-20 bis 2024-12-24",
        "Order 4711-0815-42",
        "Order no. 100234567",
        "Invoice 2024-000123",
        "RE-2024-11-0042",
        "1.2.3",
        "10.0.19045.3693",
        "Version 120.0.6099.109 (64-bit)",
        "Chrome/120.0.0.0 Safari/537.36",
        "52.520008, 13.404954",
        "48°51′29.6″N 2°17′40.2″E",
        "-33.8567844, 151.2152967",
        "1920x1080, 2560 × 1440",
        "rgb(120, 130, 140) #1a2b3c",
        "1700000000000",
        "timestamp 1700000000",
        "Tracking 1Z999AA10123456784",
        "EAN 4006381333931",
        "Room 204, floor 3, 08:00-17:00",
        "12 345 visitors, 6 789 of them new",
        "ISO 9001:2015, DIN 4102-1",
        "Population 83 240 525",
        "0.30000000000000004",
        "main-4f3a2b1c.js:12:3456",
        "ratio 16:9, score 3:2, 00:00:12",
        "SKU AB12-CD34-EF56",
        "build 6f5902ac237024bdd0c176cb93063dc4",
        "550e8400-e29b-41d4-a716-446655440000",
    ] {
        assert_eq!(all(text), text);
    }
}

#[test]
fn several_kinds_in_one_text() {
    assert_eq!(
        all("Mail jane.doe+shop@mail.example or +49 30 1234567, card 4111 1111 1111 1111."),
        "Mail xxxx.xxx+xxxx@xxxx.xxxxxxx or +00 00 0000000, card 0000 0000 0000 0000."
    );
    assert_eq!(all("key sk_live_4eC39HqLyjWDarjtT1zdp7dc!"), "key ••••••••!");
}

#[test]
fn each_kind_is_counted() {
    let tally = Tally::default();
    let custom = [CustomPattern::parse(r"KD-\d{6}").unwrap()];
    let patterns = Patterns {
        custom: &custom,
        tally: &tally,
    };
    let text = "a@b.example 4111 1111 1111 1111 DE89370400440532013000 +49 30 1234567, 219-09-9999, 203.0.113.77 KD-204817 \
                ghp_16C7e42F292c6912E7710c838347Ae178B4a AB 12 34 56 C 12345678Z";
    patterns.scrub(text, ALL);
    assert_eq!(
        tally.take(),
        [
            ("pattern email", 1),
            ("pattern card", 1),
            ("pattern iban", 1),
            ("pattern phone", 1),
            ("pattern national id", 3),
            ("pattern token", 1),
            ("pattern ip", 1),
            ("pattern custom", 1),
        ]
    );
}

/// Texts that make finders begin again and again, or go far without finding.
const HOSTILE: [&str; 24] = [
    "a@",
    "1 ",
    "@",
    "%40",
    "4111-",
    "GB82",
    "+1",
    "AB12",
    "a.a@a.a-",
    "1.",
    "1:",
    "::",
    "a:",
    "eyJ.",
    "token=",
    "=",
    "-----BEGIN ",
    "AB 12 34 56 ",
    "sk-",
    "0 ",
    "1",
    "a",
    "sin 1",
    "12345678-",
];

#[test]
fn work_grows_with_the_text_and_no_faster() {
    let tally = Tally::default();
    let custom = [CustomPattern::parse(r"a?1?\d{0,9}[a-z]{0,9}=").unwrap()];
    let patterns = Patterns {
        custom: &custom,
        tally: &tally,
    };
    let steps = |unit: &str, length: usize| {
        let text = unit.repeat(length / unit.len());
        steps_of(|| drop(patterns.scrub(&text, ALL)))
    };
    for unit in HOSTILE {
        let (once, twice) = (steps(unit, 4_000), steps(unit, 8_000));
        assert!(twice <= once * 2 + 10_000, "{unit:?}: {once} steps, then {twice}");
        assert!(once < 200 * 4_000, "{unit:?}: {once} steps");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_mix_of_hostile_pieces_costs_a_bounded_number_of_steps_a_byte(
        pieces in prop::collection::vec(prop::sample::select(HOSTILE.to_vec()), 0..60),
    ) {
        let text = pieces.concat();
        let steps = steps_of(|| drop(all(&text)));
        prop_assert!(steps <= 200 * text.len() as u64 + 200, "{} steps for {} bytes", steps, text.len());
    }

    #[test]
    fn any_text_is_taken(text in "\\PC{0,200}") {
        let once = all(&text);
        // Masking what is masked already finds nothing that could not have been found before.
        let _ = all(&once);
    }

    #[test]
    fn emails_never_get_through(name in "[a-z][a-z0-9.]{2,12}[a-z]", domain in "[a-z]{2,10}", before in "[ ,;(<]", after in "[ ,;)>]") {
        let secret = format!("{name}@{domain}.example");
        let scrubbed = all(&format!("x{before}{secret}{after}y"));
        prop_assert!(!scrubbed.contains(&secret));
    }
}
