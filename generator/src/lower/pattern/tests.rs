//! The plain form of patterns, against an engine for ECMA-262.

use proptest::prelude::*;

use super::*;

/// The plain form.
fn form(source: &str) -> Option<String> {
    let pattern = read(source).unwrap_or_else(|| panic!("`{source}` is no pattern"));
    pattern.plain
}

#[test]
fn what_means_the_same_stays_as_it_is_written() {
    for source in [
        "^[a-zA-Z0-9._-]{1,255}$",
        r"^\d{4}-\d{2}$",
        r"^[a-zA-Z0-9\-_.:+]+$",
        "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)$",
        r"^(user|org|mch)_\w{27}$",
        r"a+?b{2,}?|\bc",
        "^/v1/é",
        "",
    ] {
        assert_eq!(form(source).as_deref(), Some(source));
    }
}

#[test]
fn what_means_something_else_is_written_anew() {
    for (source, plain) in [
        (".", r"[^\n\r\x{2028}\x{2029}]"),
        (r"\/\-\@\_", "/-@_"),
        (r"^\cC\cj$", r"^\x{3}\n$"),
        (r"\x41\u0042\u{43}\uD83D\uDE00\0", r"ABC\x{1F600}\x{0}"),
        (
            r"[^,\s]",
            r"[^\t-\r ,\x{A0}\x{1680}\x{2000}-\x{200A}\x{2028}-\x{2029}\x{202F}\x{205F}\x{3000}\x{FEFF}]",
        ),
        ("[]", r"[^\x{0}-\x{10FFFF}]"),
        ("[^]", r"[\x{0}-\x{10FFFF}]"),
        (r"[\b]", r"[\x{8}]"),
        ("(?<year>[0-9]+)", "(?:[0-9]+)"),
        ("a{,2}}]", r"a\{,2\}\}\]"),
        ("[a[&&b]", r"[a\[\&\&b]"),
    ] {
        assert_eq!(form(source).as_deref(), Some(plain), "{source}");
    }
}

#[test]
fn what_has_no_plain_form_is_left_to_an_engine_of_its_own() {
    for source in ["^(?!sink_)[a-z]+$", r"^\p{L}+$", r"(a)\1", "(?<=a)b", r"(?<a>x)\k<a>"] {
        assert_eq!(form(source), None, "{source}");
    }
    let pattern = read(r"^(?!sink_)\p{L}+$").expect("a pattern");
    assert!(matches(&pattern, "é") && !matches(&pattern, "sink_a"));
}

#[test]
fn what_is_no_pattern_is_refused() {
    for source in ["(", "a)", "[a", "a**", "+", r"\", "[b-a]"] {
        assert_eq!(read(source), None, "{source}");
    }
}

#[test]
fn escapes_of_other_dialects_are_no_letters() {
    for (source, letter) in [
        (r"\Aa\z", 'A'),
        (r"^a\Z", 'Z'),
        (r"^\h+$", 'h'),
        (r"\Qa.b\E", 'Q'),
        (r"[\h]", 'h'),
        (r"\\\A", 'A'),
    ] {
        assert_eq!(read(source), None, "{source}");
        assert_eq!(escape::unknown(source), Some(letter), "{source}");
        assert!(escape::remedy(letter).contains(letter), "{source}");
    }
    for source in [r"\\A", r"^\p{L}\d$", r"(?<=a)\@", r"[\-\]]"] {
        assert!(read(source).is_some(), "{source}");
    }
}

/// Pieces of patterns that every rule of the translation is about.
const PIECES: &[&str] = &[
    "a", "b", ".", r"\s", r"\S", r"\d", r"\W", r"\w", "[a-c]", r"[^\s]", r"[\S]", r"[\s\d]", r"[^\W]", "[]", "[^]",
    r"\/", r"\t", r"\cJ", r"\u0061", "[-a]", "[a-]", r"[\-a]", "^", "$", "(a|b)", "(?:a|)", "a*", "b+?", "a{2}",
    "a{1,}", "x|y", r"\b", r"\B", "[.]", r"\.", "é",
];

/// Characters on which the dialects differ.
const CHARACTERS: &[char] = &[
    'a', 'b', 'c', 'x', 'y', '1', '_', '-', '/', '.', ' ', '\t', '\n', '\r', '\u{b}', '\u{a0}', '\u{2028}', '\u{feff}',
    'é', '\u{7c0}', '😀',
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_engines_agree(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..5),
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(CHARACTERS), 0..6), 8),
    ) {
        let source = pieces.concat();
        let Some(plain) = plain(&source) else { return Ok(()) };
        let ours = regex_lite::Regex::new(&plain).expect("the plain form is a regular expression");
        let theirs = ecma(&source).expect("the source is one of ECMA-262");
        for text in texts {
            let text: String = text.into_iter().collect();
            prop_assert_eq!(ours.is_match(&text), theirs.find(&text).is_some(), "{} as {} on {:?}", source, plain, text);
        }
    }
}
