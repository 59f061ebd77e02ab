//! Scalar values for schemas.

use proptest::strategy::{Strategy as _, ValueTree as _};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use super::random::Random;

/// Texts for formats.
const FORMATS: [(&str, &[&str]); 13] = [
    (
        "date-time",
        &[
            "2026-11-24T10:00:00Z",
            "1999-12-31T23:59:59.123456+05:30",
            "2026-11-24t10:00:00.1z",
        ],
    ),
    ("date", &["2026-11-24", "2024-02-29"]),
    ("time", &["10:00:00Z", "23:59:59.5+01:00"]),
    ("duration", &["P1DT2H", "PT0.5S"]),
    (
        "uuid",
        &[
            "6f9619ff-8b86-d011-b42d-00cf4fc964ff",
            "6F9619FF-8B86-D011-B42D-00CF4FC964FF",
        ],
    ),
    ("uri", &["https://x.test/a?b=c#d", "urn:isbn:0451450523"]),
    ("uri-reference", &["/a/b", "https://x.test"]),
    ("email", &["a@x.test"]),
    ("ipv4", &["127.0.0.1"]),
    ("ipv6", &["::1", "2001:DB8::8:800:200C:417A"]),
    ("hostname", &["x.test"]),
    ("binary", &["bytes"]),
    ("decimal", &["0.10", "-12"]),
];
/// Texts for bytes, of which the independent validator does not know the form.
const BYTES: [(&str, &[&str]); 3] = [
    ("base64", &["AAEC", "", "+/+/AA=="]),
    ("base64url", &["AAEC", "", "-_-_AA"]),
    ("byte", &["AAEC", "", "+/+/AA=="]),
];
/// Texts for everything else.
const TEXTS: [&str; 6] = ["", "a", "text", "ü \"quoted\" \\ 日本", "line\nbreak", "null"];

/// An integer between the bounds, at them as often as anywhere else.
pub(super) fn integer(random: &mut Random, parts: &[&Value]) -> Value {
    let format = parts.iter().find_map(|part| part["format"].as_str());
    let (least, greatest) = match format {
        Some("int8") => (-0x80, 0x7f),
        Some("int16") => (-0x8000, 0x7fff),
        Some("int32") => (-0x8000_0000, 0x7fff_ffff),
        Some("uint8") => (0, 0xff),
        Some("uint16") => (0, 0xffff),
        Some("uint32") => (0, 0xffff_ffff),
        Some(other) if other.starts_with("uint") => (0, i64::MAX),
        _ => (i64::MIN, i64::MAX),
    };
    let (low, high) = bounds(parts);
    let (low, high) = (low.map_or(least, to_i64), high.map_or(greatest, to_i64));
    let inside = [0, 1, -1, 42, 1_000_000, 9_007_199_254_740_993, low, high];
    let inside: Vec<i64> = inside
        .into_iter()
        .filter(|value| (low..=high).contains(value))
        .collect();
    let value = random.of(&inside).copied().unwrap_or(low);
    match parts.iter().find_map(|part| part["multipleOf"].as_i64()) {
        Some(step) if step > 0 => json!(value / step * step),
        _ => json!(value),
    }
}

/// A number between the bounds; sometimes one without a fraction.
pub(super) fn number(random: &mut Random, parts: &[&Value]) -> Value {
    let (low, high) = bounds(parts);
    let (low, high) = (low.unwrap_or(-1e9), high.unwrap_or(1e9));
    let inside = [0.0, 1.0, 0.5, -0.25, 12.75, 1e6, low, high];
    let inside: Vec<f64> = inside
        .into_iter()
        .filter(|value| (low..=high).contains(value))
        .collect();
    let value = random.of(&inside).copied().unwrap_or(low);
    if value.fract() == 0.0 && random.once_in(2) {
        return json!(to_i64(value));
    }
    json!(value)
}

/// A string: of bytes, of the pattern, of the format, or of the length that is asked for.
pub(super) fn string(random: &mut Random, parts: &[&Value]) -> Value {
    if let Some(texts) = ["format", "contentEncoding"]
        .iter()
        .find_map(|key| listed(&BYTES, key, parts))
    {
        return json!(random.of(texts).copied().unwrap_or_default());
    }
    if let Some(pattern) = parts.iter().find_map(|part| part["pattern"].as_str()) {
        return json!(matching(random, pattern).unwrap_or_default());
    }
    let texts = listed(&FORMATS, "format", parts).unwrap_or(&TEXTS);
    let text = random.of(texts).copied().unwrap_or_default();
    let limit = |key: &str| parts.iter().find_map(|part| part[key].as_u64());
    let least = usize::try_from(limit("minLength").unwrap_or_default()).unwrap_or_default();
    let most = limit("maxLength")
        .and_then(|most| usize::try_from(most).ok())
        .unwrap_or(usize::MAX);
    let padding = "x".repeat(least.min(4096).saturating_sub(text.chars().count()));
    json!(text.chars().chain(padding.chars()).take(most).collect::<String>())
}

/// The texts of a table for what a keyword says.
fn listed<'t>(table: &[(&str, &'t [&'t str])], key: &str, parts: &[&Value]) -> Option<&'t [&'t str]> {
    let said = parts.iter().find_map(|part| part[key].as_str())?;
    let (_, texts) = table.iter().find(|(name, _)| *name == said)?;
    Some(texts)
}

/// A text that matches a pattern, where a pattern of Rust's kind means the same.
fn matching(random: &mut Random, pattern: &str) -> Option<String> {
    let strategy = proptest::string::string_regex(pattern.trim_start_matches('^').trim_end_matches('$')).ok()?;
    let seed: [u8; 32] = std::array::from_fn(|_| random.next().to_le_bytes()[0]);
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
    let tree = strategy
        .new_tree(&mut TestRunner::new_with_rng(Config::default(), rng))
        .ok()?;
    Some(tree.current())
}

/// The lower and the upper bound, either of which may be excluded: the validator tells.
fn bounds(parts: &[&Value]) -> (Option<f64>, Option<f64>) {
    let of = |keys: [&str; 2]| {
        let found = parts.iter().flat_map(|part| keys.map(|key| part[key].as_f64()));
        found.flatten().collect::<Vec<f64>>()
    };
    let low = of(["minimum", "exclusiveMinimum"]).into_iter().reduce(f64::max);
    let high = of(["maximum", "exclusiveMaximum"]).into_iter().reduce(f64::min);
    (low, high)
}

/// The integer of a float, the nearest there is beyond the range.
#[expect(clippy::cast_possible_truncation, reason = "saturates, which is what is wanted")]
fn to_i64(value: f64) -> i64 {
    value as i64
}
