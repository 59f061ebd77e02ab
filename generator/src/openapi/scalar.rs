//! Scalars of the document: text, flags, counts and numbers.
//!
//! ```yaml
//! info: { version: 1.0 }     # a number where text is wanted: "1.0", with a warning
//! minLength: 1.0             # an integer in JSON Schema
//! maximum: 1e400             # kept as it is written
//! ```
//!
//! A number or a boolean is taken as text where text is wanted, because YAML writes text without quotes and the one
//! sensible meaning is what stands in the document. A number or a flag in quotes is read as what it says. Nothing else is
//! converted.

use std::fmt;

use super::reader::{Context, Read};
use crate::diag::{Code, Diagnostic};
use crate::source::{NodeId, NodeRef, Value};

/// A number as it was written, so that `1.0`, `1e400` and integers of any size keep their form.
///
/// Equality is that of the text: `1` and `1.0` differ.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

/// A limit of a numeric schema.
pub type Bound = Number;

impl Number {
    /// A number from its text in JSON or YAML.
    #[must_use]
    pub fn new(lexeme: impl Into<Box<str>>) -> Self {
        Self(lexeme.into())
    }

    /// The number as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The exact value, if it is an integer that fits: `1.0` and `1e3` are integers, `0.5` is not.
    #[must_use]
    pub fn as_i128(&self) -> Option<i128> {
        let (sign, digits) = self.split_sign();
        if let Some((radix, digits)) = prefixed_radix(digits) {
            return i128::from_str_radix(&format!("{sign}{digits}"), radix).ok();
        }
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (digits, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let significant = all.trim_end_matches('0');
        if significant.is_empty() {
            return Some(0);
        }
        let moved = i64::try_from(all.len() - significant.len()).ok()? - i64::try_from(fraction.len()).ok()?;
        let power = u32::try_from(exponent.checked_add(moved)?).ok()?;
        let value: i128 = format!("{sign}{significant}").parse().ok()?;
        value.checked_mul(10_i128.checked_pow(power)?)
    }

    /// The integers next to the value from below and from above, both the value itself if it is one, if they fit.
    #[must_use]
    pub fn neighbours(&self) -> Option<(i128, i128)> {
        if let Some(exact) = self.as_i128() {
            return Some((exact, exact));
        }
        let (sign, digits) = self.split_sign();
        let (mantissa, exponent) = match digits.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
            None => (digits, 0),
        };
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = format!("{whole}{fraction}");
        if all.is_empty() || !all.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        // A value that is no integer has its point before its last digit.
        let point = i64::try_from(whole.len()).ok()?.checked_add(exponent)?;
        let before = all.get(..usize::try_from(point).unwrap_or_default())?;
        let cut: i128 = if before.is_empty() { 0 } else { before.parse().ok()? };
        let beyond = cut.checked_add(1)?;
        Some(if sign.is_empty() {
            (cut, beyond)
        } else {
            (-beyond, -cut)
        })
    }

    /// The nearest double: infinite beyond its range, not a number for YAML's `.nan`.
    #[must_use]
    pub fn as_f64(&self) -> f64 {
        let (sign, digits) = self.split_sign();
        if let Some((radix, digits)) = prefixed_radix(digits) {
            let digits = digits.chars().filter_map(|digit| digit.to_digit(radix));
            let value = digits.fold(0.0, |value, digit| value * f64::from(radix) + f64::from(digit));
            return if sign.is_empty() { value } else { -value };
        }
        let digits = match digits.to_ascii_lowercase().as_str() {
            ".inf" => "inf".to_owned(),
            ".nan" => "nan".to_owned(),
            digits => digits.to_owned(),
        };
        format!("{sign}{digits}").parse().unwrap_or(f64::NAN)
    }

    fn split_sign(&self) -> (&'static str, &str) {
        match self.0.strip_prefix('-') {
            Some(rest) => ("-", rest),
            None => ("", self.0.strip_prefix('+').unwrap_or(&self.0)),
        }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The hexadecimal and octal forms of YAML's core schema.
fn prefixed_radix(digits: &str) -> Option<(u32, &str)> {
    let hexadecimal = digits.strip_prefix("0x").map(|digits| (16, digits));
    hexadecimal.or_else(|| digits.strip_prefix("0o").map(|digits| (8, digits)))
}

/// Whether a text is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let begins = digits.starts_with(|c: char| c.is_ascii_digit());
    let ends = digits.ends_with(|c: char| c.is_ascii_digit());
    let zero = digits.len() > 1 && digits.starts_with('0') && !digits.starts_with("0.") && !digits.starts_with("0e");
    begins && ends && !zero && text.parse::<f64>().is_ok()
}

impl Context<'_> {
    /// Reports a number or a flag in quotes.
    fn unquoted(&mut self, node: NodeRef<'_>, what: &str, text: &str) {
        let message = format!("expected {what}, found a string, which is read as {text}");
        let diagnostic = Diagnostic::new(Code::CoercedScalar, message).at(&node.place(), "write this without quotes");
        self.report(diagnostic.remedy("write the value without quotes"));
    }
}

impl Read for String {
    const MAPPED: bool = false;

    fn stands_alone(_: &Context<'_>, node: NodeRef<'_>) -> bool {
        node.as_str().is_some()
    }

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let (text, what) = match node.value() {
            Value::String(text) => return Some(text.to_string()),
            Value::Number(lexeme) => (lexeme.to_string(), "a number"),
            Value::Bool(value) => (value.to_string(), "a boolean"),
            Value::Null | Value::Array(_) | Value::Object(_) => {
                cx.wrong_type(node, "a string");
                return None;
            }
        };
        let message = format!("expected a string, found {what}, which is read as \"{text}\"");
        cx.repaired(Code::CoercedScalar, node, message, "write this in quotes");
        Some(text)
    }
}

impl Read for bool {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let quoted = || match node.as_str()?.to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        };
        if let Some(value) = node.as_bool() {
            return Some(value);
        }
        let value = quoted();
        match value {
            Some(value) => cx.unquoted(node, "a boolean", &value.to_string()),
            None => cx.wrong_type(node, "a boolean"),
        }
        value
    }
}

impl Read for Number {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if let Some(number) = node.as_number() {
            return Some(Self::new(number));
        }
        let quoted = node.as_str().map(str::trim).filter(|text| is_number(text));
        match quoted {
            Some(text) => cx.unquoted(node, "a number", text),
            None => cx.wrong_type(node, "a number"),
        }
        quoted.map(Self::new)
    }
}

/// Reads a count: an integer from 0; one beyond 64 bits means the same as the greatest.
impl Read for u64 {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        let number = Number::read(cx, node)?;
        let count = match number.as_i128() {
            Some(value) if value < 0 => None,
            Some(value) => Some(Self::try_from(value).unwrap_or(Self::MAX)),
            None => (number.as_f64() > 1e30).then_some(Self::MAX),
        };
        if count.is_none() {
            let message = format!("`{number}` cannot count anything");
            cx.invalid(node, message, "write an integer from 0");
        }
        count
    }
}

/// Any value, kept as it stands.
impl Read for NodeId {
    const NULL_COUNTS: bool = true;

    fn read(_: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        Some(node.id())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{codes, read};

    fn integer(lexeme: &str) -> Option<i128> {
        Number::new(lexeme).as_i128()
    }

    #[test]
    fn integers_are_recognised_in_every_spelling() {
        for (lexeme, value) in [
            ("0", 0),
            ("-0.0", 0),
            ("0e999999999999999999", 0),
            ("0755", 755),
            ("+12", 12),
            ("1.0", 1),
            ("1e3", 1000),
            ("1.5e1", 15),
            ("1500E-2", 15),
            ("0x1F", 31),
            ("-0x10", -16),
            ("0o17", 15),
            ("9223372036854775808", 9_223_372_036_854_775_808),
        ] {
            assert_eq!(integer(lexeme), Some(value), "{lexeme}");
        }
        assert_eq!(integer(&i128::MIN.to_string()), Some(i128::MIN));
    }

    #[test]
    fn what_is_no_integer_of_128_bits_has_no_exact_value() {
        for lexeme in [
            "0.5",
            "1e-1",
            "1e400",
            "1e99999999999999999999",
            ".inf",
            ".nan",
            "",
            ".",
            "abc",
        ] {
            assert_eq!(integer(lexeme), None, "{lexeme}");
        }
    }

    #[test]
    fn doubles_come_from_json_and_yaml_forms() {
        for (lexeme, value) in [
            ("1.5", 1.5_f64),
            (".5", 0.5),
            ("0x10", 16.0),
            ("-0o17", -15.0),
            ("-.inf", f64::NEG_INFINITY),
            ("1e400", f64::INFINITY),
        ] {
            assert_eq!(Number::new(lexeme).as_f64().to_bits(), value.to_bits(), "{lexeme}");
        }
        assert!(Number::new(".NaN").as_f64().is_nan());
    }

    #[test]
    fn a_number_or_boolean_is_taken_as_text_with_a_warning() {
        for (yaml, text) in [("1.5", "1.5"), ("true", "true")] {
            let (value, sink) = read::<String>(yaml);
            assert_eq!(value.as_deref(), Some(text));
            assert_eq!(codes(&sink), [Code::CoercedScalar]);
        }
    }

    #[test]
    fn flags_and_numbers_in_quotes_are_read_with_a_warning_and_other_text_never_is() {
        let (value, sink) = read::<bool>("'True'");
        assert_eq!((value, codes(&sink)), (Some(true), vec![Code::CoercedScalar]));
        let (value, sink) = read::<Number>("'-1.5e3'");
        assert_eq!(
            (value, codes(&sink)),
            (Some(Number::new("-1.5e3")), vec![Code::CoercedScalar])
        );
        let (value, sink) = read::<bool>("'yes'");
        assert_eq!((value, codes(&sink)), (None, vec![Code::WrongType]));
        for text in ["'1 GB'", "''", "'nan'", "'-'", "'01'", "'0x1'", "'1.'", "'+1'", "'inf'"] {
            let (value, sink) = read::<Number>(text);
            assert_eq!((value, codes(&sink)), (None, vec![Code::WrongType]), "{text}");
            let message = &sink.diagnostics()[0].message;
            assert_eq!(message, "expected a number, found a string");
        }
    }

    #[test]
    fn counts_are_integers_from_zero_up_to_the_greatest() {
        assert_eq!(read::<u64>("3").0, Some(3));
        assert_eq!(read::<u64>("3.0").0, Some(3));
        assert_eq!(read::<u64>("1e25").0, Some(u64::MAX));
        assert_eq!(read::<u64>("1e200").0, Some(u64::MAX));
        for yaml in ["-1", "0.5", "-1e200"] {
            let (value, sink) = read::<u64>(yaml);
            assert_eq!((value, codes(&sink)), (None, vec![Code::InvalidValue]), "{yaml}");
        }
    }
}
