//! Plain scalars of YAML → JSON values, by the 1.2 core schema.
//!
//! ```yaml
//! [null, ~, true, 12, 0o17, 0x1F, 1.0, .5]                 # null, null, true, 12, 15, 31, 1.0, 0.5
//! [on, no, yes, y, 2024-01-01, 1_000, 12:30, 0b11]        # all of them strings
//! ```
//!
//! A number keeps its lexeme, apart from what JSON cannot write: a plus sign, leading zeros, a point without digits on
//! both sides, octal and hexadecimal digits. `.inf` and `.nan` are numbers that JSON does not have: refused, since as
//! strings they would mean something else.

use super::Value;

/// Why a scalar has no JSON value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unfit {
    /// `.inf` or `.nan`.
    NotFinite,
    /// Hexadecimal or octal, beyond 128 bits.
    TooLarge,
    /// The text is not of the type that the tag names.
    Mistagged,
    /// A tag outside of the core schema.
    UnknownTag,
}

/// The value of a plain scalar without a tag.
pub(super) fn plain(text: &str) -> Result<Value, Unfit> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Ok(Value::Null),
        "true" | "True" | "TRUE" => return Ok(Value::Bool(true)),
        "false" | "False" | "FALSE" => return Ok(Value::Bool(false)),
        _ => {}
    }
    match number(text)? {
        Some(lexeme) => Ok(Value::Number(lexeme.into())),
        None => Ok(Value::String(text.into())),
    }
}

/// The value of a scalar with a tag, given by its name in the core schema if it is there.
pub(super) fn tagged(text: &str, tag: Option<&str>) -> Result<Value, Unfit> {
    let of_type = |wanted: fn(&Value) -> bool| {
        plain(text).and_then(|value| {
            if wanted(&value) {
                Ok(value)
            } else {
                Err(Unfit::Mistagged)
            }
        })
    };
    match tag {
        Some("str") => Ok(Value::String(text.into())),
        Some("null") => of_type(|value| matches!(value, Value::Null)),
        Some("bool") => of_type(|value| matches!(value, Value::Bool(_))),
        Some("float") => of_type(|value| matches!(value, Value::Number(_))),
        Some("int") => of_type(|value| matches!(value, Value::Number(lexeme) if !lexeme.contains(['.', 'e', 'E']))),
        Some(_) => Err(Unfit::Mistagged),
        None => Err(Unfit::UnknownTag),
    }
}

/// The lexeme in JSON of what the core schema takes for a number.
fn number(text: &str) -> Result<Option<String>, Unfit> {
    if let Some(digits) = text.strip_prefix("0x") {
        return radix(digits, 16);
    }
    if let Some(digits) = text.strip_prefix("0o") {
        return radix(digits, 8);
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    match unsigned {
        ".inf" | ".Inf" | ".INF" => return Err(Unfit::NotFinite),
        ".nan" | ".NaN" | ".NAN" if unsigned == text => return Err(Unfit::NotFinite),
        _ => {}
    }
    Ok(decimal(unsigned).map(|lexeme| sign.to_owned() + &lexeme))
}

fn radix(digits: &str, radix: u32) -> Result<Option<String>, Unfit> {
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
        return Ok(None);
    }
    let value = u128::from_str_radix(digits, radix).map_err(|_| Unfit::TooLarge)?;
    Ok(Some(value.to_string()))
}

/// `12`, `012`, `1.5`, `1.`, `.5`, each with or without an exponent.
fn decimal(text: &str) -> Option<String> {
    let (integer, rest) = digits(text);
    let (fraction, rest) = match rest.strip_prefix('.') {
        Some(rest) => {
            let (fraction, rest) = digits(rest);
            (Some(fraction), rest)
        }
        None => (None, rest),
    };
    if integer.is_empty() && fraction.is_none_or(str::is_empty) {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let (power, rest) = digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent));
        if power.is_empty() || !rest.is_empty() {
            return None;
        }
    } else if !rest.is_empty() {
        return None;
    }
    let integer = match integer.trim_start_matches('0') {
        "" => "0",
        significant => significant,
    };
    Some(match fraction {
        None => format!("{integer}{rest}"),
        Some("") => format!("{integer}.0{rest}"),
        Some(fraction) => format!("{integer}.{fraction}{rest}"),
    })
}

/// The leading digits, and what follows them.
fn digits(text: &str) -> (&str, &str) {
    let end = text.bytes().take_while(u8::is_ascii_digit).count();
    text.split_at(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number_of(text: &str) -> String {
        match plain(text) {
            Ok(Value::Number(lexeme)) => lexeme.into(),
            other => panic!("{text} became {other:?}"),
        }
    }

    #[test]
    fn numbers_keep_their_lexeme_unless_json_cannot_write_it() {
        for same in [
            "0",
            "-0",
            "12",
            "-1.50",
            "1e400",
            "1.0E+07",
            "340282366920938463463374607431768211456",
        ] {
            assert_eq!(number_of(same), same);
        }
        for (yaml, json) in [
            ("+1", "1"),
            ("007", "7"),
            ("00", "0"),
            ("-00.5", "-0.5"),
            (".5", "0.5"),
            ("5.", "5.0"),
            ("5.e3", "5.0e3"),
            ("0o17", "15"),
            ("0xfF", "255"),
        ] {
            assert_eq!(number_of(yaml), json);
            assert!(super::super::json::is_number(json.as_bytes()), "{json}");
        }
    }

    #[test]
    fn what_only_older_yaml_resolves_is_a_string() {
        for text in [
            "on",
            "off",
            "yes",
            "no",
            "y",
            "n",
            "2024-01-01",
            "1_000",
            "12:30:45",
            "0b11",
            "0o8",
            "0x",
            "0xg",
            "-0x1",
            ".",
            "-",
            "+",
            "e3",
            ".e3",
            "1e",
            "1e+",
            "1.2.3",
            "1 2",
            "nUll",
            "tRUE",
            "inf",
            "nan",
            "-.nan",
            "٣",
        ] {
            assert_eq!(plain(text), Ok(Value::String(text.into())), "{text}");
        }
    }

    #[test]
    fn numbers_without_a_json_form_are_refused() {
        for text in [".inf", "-.INF", "+.Inf", ".nan", ".NaN"] {
            assert_eq!(plain(text), Err(Unfit::NotFinite), "{text}");
        }
        let long = format!("0x1{}", "0".repeat(32));
        assert_eq!(plain(&long), Err(Unfit::TooLarge));
    }

    #[test]
    fn tags_of_the_core_schema_choose_the_type() {
        assert_eq!(tagged("12", Some("str")), Ok(Value::String("12".into())));
        assert_eq!(tagged("12", Some("int")), Ok(Value::Number("12".into())));
        assert_eq!(tagged("12", Some("float")), Ok(Value::Number("12".into())));
        assert_eq!(tagged("1.5", Some("int")), Err(Unfit::Mistagged));
        assert_eq!(tagged("yes", Some("bool")), Err(Unfit::Mistagged));
        assert_eq!(tagged("x", Some("seq")), Err(Unfit::Mistagged));
        assert_eq!(tagged("x", None), Err(Unfit::UnknownTag));
    }
}
