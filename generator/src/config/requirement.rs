//! Requirements on versions, as Cargo has them.
//!
//! ```toml
//! uuid = ">=1.2, <1.9"
//! ```
//!
//! Only their form is checked; whether there is such a version nobody here knows.

/// What may stand before a version; the longer ones first.
const OPERATORS: [&str; 7] = [">=", "<=", ">", "<", "=", "^", "~"];

/// Whether a text is a requirement: versions with commas between them, each with an operator or without.
pub(super) fn is_valid(text: &str) -> bool {
    text.split(',').all(|part| is_comparison(part.trim()))
}

fn is_comparison(text: &str) -> bool {
    let operator = OPERATORS.iter().find(|operator| text.starts_with(**operator));
    let version = operator.map_or(text, |operator| text[operator.len()..].trim_start());
    let (release, suffix) = match version.find(['-', '+']) {
        Some(at) => (&version[..at], Some(&version[at + 1..])),
        None => (version, None),
    };
    let parts: Vec<&str> = release.split('.').collect();
    let numbers = parts.iter().take_while(|part| is_number(part)).count();
    let wildcards = &parts[numbers..];
    // `*` stands for what is not said, so it comes last, and alone it needs no operator.
    let wild = wildcards.iter().all(|part| matches!(*part, "*" | "x" | "X"));
    let complete = numbers == 3;
    parts.len() <= 3
        && wild
        && (numbers > 0 || (operator.is_none() && parts.len() == 1))
        && suffix.is_none_or(|suffix| complete && is_suffix(suffix))
}

fn is_number(part: &str) -> bool {
    let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits && (part.len() == 1 || !part.starts_with('0')) && part.parse::<u64>().is_ok()
}

fn is_suffix(suffix: &str) -> bool {
    let inside = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let part = |part: &str| !part.is_empty() && part.bytes().all(inside);
    suffix.split(['.', '+']).all(part)
}

#[cfg(test)]
mod tests {
    use super::is_valid;

    #[test]
    fn requirements_are_those_of_cargo() {
        for text in [
            "1",
            "1.2",
            "1.2.3",
            "^1",
            "~1.2",
            "=1.2.3",
            ">=1.2, <1.9",
            "*",
            "1.*",
            "1.2.x",
            "> 1",
            "1.0.0-rc.1",
            "0.1.0+build",
            "=1.0.0-a+b",
        ] {
            assert!(is_valid(text), "{text}");
        }
        for text in [
            "",
            "latest",
            "1.",
            "1..2",
            "1.2.3.4",
            "01",
            "=*",
            "1, ",
            "!1",
            "1-rc",
            "1.0.0-",
            "*.1",
            "1.*.2",
            "v1",
            "1.0.0-é",
            "99999999999999999999",
        ] {
            assert!(!is_valid(text), "{text}");
        }
    }
}
