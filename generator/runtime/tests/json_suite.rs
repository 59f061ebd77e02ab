//! What is JSON and what is not, case by case, in the manner of `JSONTestSuite`: texts that every parser must
//! accept, texts that every parser must refuse, and those where this one made a choice.

use kiln_runtime::json::{self, DecodeErrorKind, MAX_DEPTH, Value};

fn is_accepted(text: &[u8]) -> bool {
    json::from_slice::<Value>(text).is_ok()
}

/// Texts that must be accepted, with what they are written as again.
const ACCEPTED: &[(&str, &str)] = &[
    // Structure
    ("[]", "[]"),
    ("{}", "{}"),
    ("[[]   ]", "[[]]"),
    ("[[],[[]]]", "[[],[[]]]"),
    (" [] ", "[]"),
    ("\t[\n]\r\n", "[]"),
    ("[\"\"]", "[\"\"]"),
    ("[\"a\"]", "[\"a\"]"),
    ("[false]", "[false]"),
    ("[null, 1, \"1\", {}]", "[null,1,\"1\",{}]"),
    ("[null]", "[null]"),
    ("[1\n]", "[1]"),
    (" [1]", "[1]"),
    ("[1,null,null,null,2]", "[1,null,null,null,2]"),
    ("[2] ", "[2]"),
    ("{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\",\"dfg\":\"fgh\"}"),
    ("{\"asd\":\"sdf\"}", "{\"asd\":\"sdf\"}"),
    ("{\"a\":\"b\",\"a\":\"c\"}", "{\"a\":\"c\"}"),
    ("{\"a\":\"b\",\"a\":\"b\"}", "{\"a\":\"b\"}"),
    ("{\"\":0}", "{\"\":0}"),
    ("{\"foo\\u0000bar\": 42}", "{\"foo\\u0000bar\":42}"),
    ("{ \"min\": -1.0e+28, \"max\": 1.0e+28 }", "{\"min\":-1.0e+28,\"max\":1.0e+28}"),
    (
        "{\"x\":[{\"id\": \"x\"}], \"id\": \"y\"}",
        "{\"x\":[{\"id\":\"x\"}],\"id\":\"y\"}",
    ),
    ("{\"a\":[]}", "{\"a\":[]}"),
    ("{\"title\":\"\\u041f\\u043e\\u043b\"}", "{\"title\":\"Пол\"}"),
    ("{\n\"a\": \"b\"\n}", "{\"a\":\"b\"}"),
    // Values alone
    ("false", "false"),
    ("true", "true"),
    ("null", "null"),
    ("42", "42"),
    ("-0.1", "-0.1"),
    ("\"asd\"", "\"asd\""),
    ("\"\"", "\"\""),
    // Numbers, kept as they are written
    ("[123e65]", "[123e65]"),
    ("[0e+1]", "[0e+1]"),
    ("[0e1]", "[0e1]"),
    ("[ 4]", "[4]"),
    (
        "[-0.000000000000000000000000000000000000000001]",
        "[-0.000000000000000000000000000000000000000001]",
    ),
    ("[20e1]", "[20e1]"),
    ("[-0]", "[-0]"),
    ("[-123]", "[-123]"),
    ("[-1]", "[-1]"),
    ("[1E22]", "[1E22]"),
    ("[1E-2]", "[1E-2]"),
    ("[1E+2]", "[1E+2]"),
    ("[123e45]", "[123e45]"),
    ("[123.456e78]", "[123.456e78]"),
    ("[1e-2]", "[1e-2]"),
    ("[1e+2]", "[1e+2]"),
    ("[123]", "[123]"),
    ("[123.456789]", "[123.456789]"),
    ("[1.50]", "[1.50]"),
    ("[-1.5e-0]", "[-1.5e-0]"),
    ("[0.0]", "[0.0]"),
    ("[-0.0]", "[-0.0]"),
    ("[9223372036854775808]", "[9223372036854775808]"),
    ("[1e00000000000001]", "[1e00000000000001]"),
    // Strings
    ("[\"\\u0060\\u012a\\u12AB\"]", "[\"`Īካ\"]"),
    ("[\"\\uD801\\udc37\"]", "[\"𐐷\"]"),
    ("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"😹💍\"]"),
    ("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]", "[\"\\\"\\\\/\\b\\f\\n\\r\\t\"]"),
    ("[\"\\\\u0000\"]", "[\"\\\\u0000\"]"),
    ("[\"\\\"\"]", "[\"\\\"\"]"),
    ("[\"a/*b*/c/*d//e\"]", "[\"a/*b*/c/*d//e\"]"),
    ("[\"\\\\a\"]", "[\"\\\\a\"]"),
    ("[\"\\\\n\"]", "[\"\\\\n\"]"),
    ("[\"\\u0012\"]", "[\"\\u0012\"]"),
    ("[\"\\uFFFF\"]", "[\"\u{FFFF}\"]"),
    ("[\"\u{FFFF}\"]", "[\"\u{FFFF}\"]"),
    ("[\"\u{10FFFF}\"]", "[\"\u{10FFFF}\"]"),
    ("[\"asd\"]", "[\"asd\"]"),
    ("[ \"asd\"]", "[\"asd\"]"),
    ("[\"\\uDBFF\\uDFFF\"]", "[\"\u{10FFFF}\"]"),
    ("[\"new\\u00A0line\"]", "[\"new\u{A0}line\"]"),
    ("[\"\\u0000\"]", "[\"\\u0000\"]"),
    ("[\"\\u002c\"]", "[\",\"]"),
    ("[\"π\"]", "[\"π\"]"),
    ("[\"\u{1BFFF}\"]", "[\"\u{1BFFF}\"]"),
    ("[\"asd \"]", "[\"asd \"]"),
    ("\" \"", "\" \""),
    ("[\"\\uD834\\uDd1e\"]", "[\"𝄞\"]"),
    ("[\"\\u0821\"]", "[\"ࠡ\"]"),
    ("[\"\\u0123\"]", "[\"ģ\"]"),
    ("[\"\u{2028}\"]", "[\"\u{2028}\"]"),
    ("[\"\u{2029}\"]", "[\"\u{2029}\"]"),
    ("[\"\\u0061\\u30af\\u30EA\\u30b9\"]", "[\"aクリス\"]"),
    ("[\"new\\u000Aline\"]", "[\"new\\nline\"]"),
    ("[\"\u{7f}\"]", "[\"\u{7f}\"]"),
    ("[\"\\uA66D\"]", "[\"ꙭ\"]"),
    ("[\"\\u005C\"]", "[\"\\\\\"]"),
    ("[\"⍂㈴⍂\"]", "[\"⍂㈴⍂\"]"),
    ("[\"\\u200B\"]", "[\"\u{200B}\"]"),
    ("[\"\\u2064\"]", "[\"\u{2064}\"]"),
    ("[\"\\uFDD0\"]", "[\"\u{FDD0}\"]"),
    ("[\"\\uFFFE\"]", "[\"\u{FFFE}\"]"),
    ("[\"\\u0022\"]", "[\"\\\"\"]"),
    ("[\"\u{FEFF}\"]", "[\"\u{FEFF}\"]"),
    ("[\"€𝄞\"]", "[\"€𝄞\"]"),
    ("[\"aa\u{7f}a\"]", "[\"aa\u{7f}a\"]"),
];

/// Texts that must be refused.
const REFUSED: &[&str] = &[
    // Structure
    "",
    " ",
    "[",
    "]",
    "{",
    "}",
    "[1",
    "[1,",
    "[1,]",
    "[,1]",
    "[,]",
    "[1,,2]",
    "[\"x\",,]",
    "[1 true]",
    "[1:2]",
    "[x",
    "[x, y]",
    "[\"x\"]]",
    "[\"\",]",
    "[\"a\",\n4\n,1,",
    "[1,\n1\n,1",
    "[*]",
    "[\"a",
    "[\"asd]",
    "[3[4]]",
    "[{}",
    "[1}",
    "{1:1}",
    "{x:1}",
    "{\"x\", null}",
    "{\"x\"::\"b\"}",
    "{\"a\":\"a\" 123}",
    "{key: 'value'}",
    "{:\"b\"}",
    "{\"a\" \"b\"}",
    "{\"a\":",
    "{\"a\"",
    "{\"a\":1",
    "{\"a\":1,}",
    "{\"id\":0,,,,,}",
    "{\"a\":1,,\"b\":2}",
    "{,}",
    "{'a':0}",
    "{null:null,null:null}",
    "{9999E9999:1}",
    "{\"id\":0,}",
    "{\"a\":\"b\"}/**/",
    "{\"a\":\"b\"}/**//",
    "{\"a\":\"b\"}//",
    "{\"a\":\"b\"}/",
    "{\"a\":/*comment*/\"b\"}",
    "{\"a\":true} \"x\"",
    "{\"a\":\"b\"}#",
    "{}}",
    "{\"\":",
    "{\"a\":{}",
    "{\"a\":[}",
    "[1]x",
    "[][]",
    "1]",
    "2@",
    "{\"a\":true} 1",
    "[\"a\" \"b\"]",
    "{\"a\":1 \"b\":2}",
    "{[]:1}",
    "{{}:1}",
    "{true:1}",
    "[\"a\":1]",
    "{\"a\"}",
    "{\"a\":1]",
    "[1,2}",
    "[\u{c}]",
    "[\u{a0}]",
    "\u{2060}[]",
    "[\u{2060}]",
    "\u{feff}",
    "\u{feff}{}",
    "å",
    "[å]",
    "é",
    // Literals
    "nul",
    "nulll",
    "tru",
    "truee",
    "fals",
    "[fals]",
    "[nul]",
    "[tru]",
    "[True]",
    "TRUE",
    "None",
    "undefined",
    "NaN",
    "[NaN]",
    "Infinity",
    "[Infinity]",
    "[-Infinity]",
    "[-NaN]",
    "[nan]",
    "truefalse",
    "null,",
    "n",
    "t",
    "f",
    "[nu ll]",
    // Numbers
    "-",
    "[-]",
    "+1",
    "[+1]",
    "[++1234]",
    "[.5]",
    "[-.5]",
    "[.-1]",
    "[.2e-3]",
    "[-01]",
    "[-012]",
    "[-1.0.]",
    "[-2.]",
    "[0.1.2]",
    "[0.3e+]",
    "[0.3e]",
    "[0.e1]",
    "[0_1]",
    "[0E+]",
    "[0E]",
    "[0e+]",
    "[0e]",
    "[1.0e+]",
    "[1.0e-]",
    "[1.0e]",
    "[1 000.0]",
    "[1eE2]",
    "[2.e+3]",
    "[2.e-3]",
    "[2.e3]",
    "[9.e+]",
    "[012]",
    "[00]",
    "[-00]",
    "[01.5]",
    "[0x1]",
    "[0x42]",
    "[0x]",
    "[1+2]",
    "[- 1]",
    "[-1x]",
    "[1a]",
    "[1.2a-3]",
    "[1.8011670033376514H-308]",
    "[-a]",
    "[-123.123foo]",
    "[1e1e1]",
    "[1-]",
    "[\u{ff11}]",
    "[1.1.1]",
    "0.",
    "1e",
    "1e+",
    "[1_000]",
    "[1,000]x",
    "[0b1]",
    "[1f]",
    "[1n]",
    "- 1",
    "--1",
    ".1",
    "1.",
    // Strings
    "\"",
    "\"a",
    "[\"\\\"]",
    "[\"\\u\"]",
    "[\"\\u1\"]",
    "[\"\\u12\"]",
    "[\"\\u123\"]",
    "[\"\\u123x\"]",
    "[\"\\u+123\"]",
    "[\"\\u{1F600}\"]",
    "[\"\\x00\"]",
    "[\"\\a\"]",
    "[\"\\0\"]",
    "[\"\\'\"]",
    "[\"\\U0041\"]",
    "[\"\\\\\\\"]",
    "[\"\\🌀\"]",
    "[\"\\\t\"]",
    "[\"\\\n\"]",
    "[\"\t\"]",
    "[\"\n\"]",
    "[\"\u{1f}\"]",
    "[\"\u{0}\"]",
    "[\"new\nline\"]",
    "['single']",
    "[\"\\\u{e5}\"]",
    "[\u{0}]",
    "abc",
    "\"a\"b",
    "[\\u0020\"asd\"]",
    "[\\n]",
    "[\"\\u00A\"]",
    // Halves of surrogate pairs
    "[\"\\uD800\"]",
    "[\"\\uDC00\"]",
    "[\"\\uD800a\"]",
    "[\"\\uD800\\n\"]",
    "[\"\\uD800\\u\"]",
    "[\"\\uD800\\u1\"]",
    "[\"\\uD800\\u1x\"]",
    "[\"\\uD800\\uD800\"]",
    "[\"\\uD800\\uD800\\uDC00\"]",
    "[\"\\uDd1e\\uD834\"]",
    "[\"\\ud800abc\"]",
    "[\"\\uDFAA\"]",
    "[\"\\uD888\\u1234\"]",
    "[\"\\udbff",
    "{\"\\uDFAA\":0}",
    "{\"\\uD800\":0}",
];

/// Bytes that are not UTF-8; JSON must be, so none is accepted.
const NOT_UTF8: &[&[u8]] = &[
    b"[\"\xff\"]",
    b"[\xff]",
    b"\xff",
    b"[\"\x80\"]",
    b"[\"\xe5\"]",
    b"[\"\xed\xa0\x80\"]",
    b"[\"\xf4\xbf\xbf\xbf\"]",
    b"[\"\xc0\xaf\"]",
    b"[\"\xe0\x80\xaf\"]",
    b"[\"\xfc\x80\x80\x80\x80\x80\"]",
    b"[\"\xe6\x97\xa5\xd1\x88\xfa\"]",
    b"\xff\xfe[\x00]\x00",
    b"\xfe\xff\x00[\x00]",
    b"[1]\xe5",
    b"{\"\xb9\":\"0\",}",
    b"[\"\\u\xe5\"]",
    b"[1\xe5]",
    b"\xef\xbb",
    b"[\"a\xe2\x82\"]",
];

#[test]
fn everything_that_is_json_is_accepted_and_written_again() {
    for (text, expected) in ACCEPTED {
        let value = json::from_slice::<Value>(text.as_bytes());
        let value = value.unwrap_or_else(|error| panic!("{text:?}: {error}"));
        assert_eq!(value.to_string(), *expected, "{text:?}");
    }
}

#[test]
fn everything_else_is_refused() {
    for text in REFUSED {
        let error = json::from_slice::<Value>(text.as_bytes());
        let error = error.expect_err(&format!("{text:?} is not JSON"));
        assert_eq!(error.kind(), DecodeErrorKind::Syntax, "{text:?}");
        assert!(error.offset() <= text.len(), "{text:?}");
    }
}

#[test]
fn text_that_is_not_utf8_is_refused_where_it_goes_wrong() {
    for text in NOT_UTF8 {
        assert!(!is_accepted(text), "{text:?}");
    }
    let error =
        json::from_slice::<Value>(b"[\"ab\xff\"]").expect_err("this is no UTF-8");
    assert_eq!((error.offset(), error.message()), (4, "the text is not UTF-8"));
}

#[test]
fn a_byte_order_mark_is_called_by_its_name() {
    for text in ["\u{feff}", "\u{feff}{}", "\u{feff}1"] {
        let error = json::from_slice::<Value>(text.as_bytes()).expect_err("refused");
        let name = "the text begins with a byte order mark, at byte 0";
        assert_eq!(error.to_string(), format!("at the top level: {name}"));
        assert_eq!(json::from_slice::<i64>(text.as_bytes()).err(), Some(error));
    }
    let error = json::from_slice::<Value>("[\u{feff}]".as_bytes()).expect_err("refused");
    assert_eq!(error.message(), "expected a value");
}

#[test]
fn there_are_enough_cases() {
    assert!(ACCEPTED.len() + REFUSED.len() + NOT_UTF8.len() > 300);
}

#[test]
fn serde_json_agrees_with_every_case() {
    let texts = ACCEPTED.iter().map(|(text, _)| text.as_bytes());
    for text in texts
        .chain(REFUSED.iter().map(|text| text.as_bytes()))
        .chain(NOT_UTF8.iter().copied())
    {
        let theirs = serde_json::from_slice::<serde_json::Value>(text).is_ok();
        assert_eq!(is_accepted(text), theirs, "{:?}", String::from_utf8_lossy(text));
    }
}

#[test]
fn numbers_beyond_every_type_are_accepted_as_values() {
    let cases = [
        "[0.4e00669999999999999999999999999999999999999999999]",
        "[1.5e+9999]",
        "[-1e+9999]",
        "[123123e100000]",
        "[123e-10000000]",
        "[1e-400]",
        "[-123123123123123123123123123123]",
        "[100000000000000000000]",
        "[1e400]",
    ];
    for text in cases {
        let value =
            json::from_slice::<Value>(text.as_bytes()).expect("any size is a number");
        assert_eq!(value.to_string(), text);
    }
}

#[test]
fn nesting_is_allowed_up_to_the_limit_and_refused_beyond() {
    let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    let objects =
        |depth: usize| format!("{}1{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    let limit = usize::from(MAX_DEPTH);
    assert!(is_accepted(nested(limit).as_bytes()));
    assert!(is_accepted(objects(limit).as_bytes()));
    for text in [nested(limit + 1), objects(limit + 1)] {
        let error =
            json::from_slice::<Value>(text.as_bytes()).expect_err("this is too deep");
        assert_eq!(error.kind(), DecodeErrorKind::Limit);
    }
}

#[test]
fn a_hundred_thousand_brackets_do_not_overflow_the_stack() {
    for text in
        ["[".repeat(100_000), "[{\"\":".repeat(50_000), "{\"a\":".repeat(100_000)]
    {
        assert!(!is_accepted(text.as_bytes()));
        assert!(json::Reader::new(&text).skip().is_err());
    }
    // Beside each other is something else.
    assert!(is_accepted(format!("[{}[]]", "[],".repeat(100_000)).as_bytes()));
}

#[test]
fn skipping_is_as_strict_as_reading() {
    for text in REFUSED {
        let mut r = json::Reader::new(text);
        assert!(r.skip().and_then(|()| r.end()).is_err(), "{text:?}");
    }
    for (text, _) in ACCEPTED {
        let mut r = json::Reader::new(text);
        assert!(r.skip().and_then(|()| r.end()).is_ok(), "{text:?}");
    }
}
