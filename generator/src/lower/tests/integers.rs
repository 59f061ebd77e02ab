//! Which integer type formats, bounds and shown values lead to.

use crate::diag::Code;
use crate::lower::Settings;
use crate::lower::testing::{Lowered, schemas, schemas_with};

/// A document with one schema for each text, and what these become.
fn types(settings: &Settings, texts: &[&str]) -> (Vec<String>, Lowered) {
    let components: Vec<String> = texts
        .iter()
        .enumerate()
        .map(|(index, text)| format!("S{index}: {{ {text} }}\n"))
        .collect();
    let lowered = schemas_with(settings, &components.concat());
    let shown = (0..texts.len()).map(|index| lowered.show(&format!("S{index}")));
    (shown.collect(), lowered)
}

fn check(settings: &Settings, table: &[(&str, &str)]) {
    let texts: Vec<&str> = table.iter().map(|(text, _)| *text).collect();
    let (shown, lowered) = types(settings, &texts);
    for ((text, expected), shown) in table.iter().zip(&shown) {
        assert_eq!(shown, expected, "{text}");
    }
    assert_eq!(lowered.codes(), []);
}

#[test]
fn formats_bounds_and_shown_values_decide_together() {
    check(
        &Settings::default(),
        &[
            ("type: integer", "= i64"),
            ("type: integer, format: unix-time", "= i64"),
            ("type: integer, format: int8", "= i8"),
            ("type: integer, format: int16", "= i16"),
            ("type: integer, format: int32, minimum: 0", "= i32(0..)"),
            ("type: integer, format: int64", "= i64"),
            ("type: integer, format: uint8", "= u8"),
            ("type: integer, format: uint16, minimum: 0", "= u16"),
            ("type: integer, format: uint32", "= u32"),
            ("type: integer, format: uint64", "= u64"),
            ("type: integer, format: uint", "= u64"),
            ("type: integer, format: uint32, minimum: -1", "= i64(-1..)"),
            (
                "type: integer, format: int32, maximum: 3000000000",
                "= i64(..3000000000)",
            ),
            ("type: integer, format: int32, example: 1418556477882", "= i64"),
            ("type: integer, format: int8, default: 128", "= i16"),
            ("type: integer, format: int32, minimum: 1, maximum: 10", "= i32(1..10)"),
            ("type: integer, minimum: 0, maximum: 18446744073709551615", "= u64"),
            (
                "type: integer, maximum: 18446744073709551615",
                "= i128(..18446744073709551615)",
            ),
            (
                "type: integer, minimum: 0, maximum: 99999999999999999999",
                "= i128(0..99999999999999999999)",
            ),
            ("type: integer, exclusiveMaximum: 9223372036854775808", "= i64"),
        ],
    );
}

#[test]
fn numbers_are_double_unless_the_format_needs_less() {
    check(
        &Settings::default(),
        &[("type: number", "= f64"), ("type: number, format: double", "= f64")],
    );
}

#[test]
fn unsigned_types_are_for_those_who_ask() {
    let settings = Settings {
        unsigned: true,
        ..Settings::default()
    };
    check(
        &settings,
        &[
            ("type: integer", "= i64"),
            ("type: integer, minimum: 0", "= u64"),
            ("type: integer, minimum: 5", "= u64(5..)"),
            ("type: integer, exclusiveMinimum: -1", "= u64"),
            ("type: integer, format: int32, minimum: 0", "= u32"),
            (
                "type: integer, format: int32, minimum: 0, maximum: 5000000000",
                "= u64(..5000000000)",
            ),
            ("type: integer, minimum: -1", "= i64(-1..)"),
            ("type: integer, minimum: 0, default: -1", "= i64(0..)"),
            ("type: integer, maximum: 5", "= i64(..5)"),
        ],
    );
}

#[test]
fn rounded_limits_of_64_bits_mean_the_limits_and_are_reported() {
    let (shown, lowered) = types(
        &Settings::default(),
        &[
            "type: integer, minimum: -9223372036854776000, maximum: 9223372036854775807",
            "type: integer, format: int64, maximum: 9223372036854776000",
            "type: integer, minimum: 0, maximum: 1.8446744073709552e19",
        ],
    );
    assert_eq!(shown, ["= i64", "= i64", "= u64"]);
    let place = |key: &str| (Code::NotRepresented, format!("#/components/schemas/{key}"));
    assert_eq!(
        lowered.reports(),
        [place("S0/minimum"), place("S1/maximum"), place("S2/maximum")]
    );
}

#[test]
fn integers_beyond_128_bits_keep_their_digits() {
    let lowered = schemas(
        "A: { type: integer, minimum: 0, maximum: 115792089237316195423570985008687907853269984665640564039457584007913129639935 }",
    );
    assert_eq!(
        lowered.show("A"),
        "= number(0..115792089237316195423570985008687907853269984665640564039457584007913129639935)(multiple of 1)"
    );
    assert_eq!(lowered.codes(), []);
}
