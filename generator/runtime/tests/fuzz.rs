//! The reader and the writer against `serde_json`, on random texts and values.
//!
//! Both must accept the same texts and read the same trees. Deliberate differences, all kept out of the comparison:
//!
//! * `serde_json` refuses a number beyond the range of `f64`; a `Value` keeps it.
//! * `serde_json` allows 127 levels, this reader 128.
//! * Numbers are compared as `serde_json` has them, as `i64`, `u64` or `f64`; a `Value` has the exact text.

use kiln_runtime::json::{self, Kind, Value};
use proptest::prelude::*;

/// The `serde_json` tree of one of our values, without going through serde.
fn convert(value: &Value) -> serde_json::Value {
    match value.kind() {
        Kind::Null => serde_json::Value::Null,
        Kind::Bool => value.as_bool().into(),
        Kind::String => value.as_str().into(),
        Kind::Number => {
            let lexeme = value.as_number().map(ToString::to_string).unwrap_or_default();
            serde_json::from_str(&lexeme).expect("a number is one for both")
        }
        Kind::Array => {
            value.as_array().unwrap_or_default().iter().map(convert).collect()
        }
        Kind::Object => {
            let object = value.as_object().expect("an object has members");
            object
                .iter()
                .map(|(name, value)| (name.to_owned(), convert(value)))
                .collect()
        }
    }
}

/// Checks that both accept or refuse a text, and that they read the same.
fn compare(text: &[u8]) -> Result<(), TestCaseError> {
    let ours = json::from_slice::<Value>(text);
    let theirs = serde_json::from_slice::<serde_json::Value>(text);
    let shown = String::from_utf8_lossy(text);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => prop_assert_eq!(&convert(ours), theirs, "{}", shown),
        (Err(_), Err(_)) => {}
        (Ok(_), Err(error)) => {
            let is_range = error.to_string().starts_with("number out of range");
            prop_assert!(is_range, "{}: only they refuse it: {}", shown, error);
        }
        (Err(error), Ok(_)) => {
            prop_assert!(false, "{}: only we refuse it: {}", shown, error);
        }
    }
    // Reading over a value is as strict as reading it.
    let skipped =
        json::Reader::from_bytes(text).and_then(|mut r| r.skip().and_then(|()| r.end()));
    prop_assert_eq!(skipped.is_ok(), ours.is_ok(), "{}", shown);
    Ok(())
}

fn white() -> impl Strategy<Value = String> {
    prop_oneof![8 => Just(String::new()), 1 => "[ \t\r\n]{1,3}"]
}

/// The text of a number, of every size and form.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<i64>().prop_map(|value| value.to_string()),
        any::<u64>().prop_map(|value| value.to_string()),
        any::<f64>()
            .prop_filter("finite", |value| value.is_finite())
            .prop_map(|value| format!("{value:e}")),
        "-?(0|[1-9][0-9]{0,24})(\\.[0-9]{1,24})?([eE][+-]?[0-9]{1,3})?",
    ]
}

/// The text of a string, with every kind of escape.
fn string() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => "[a-z0-9 _/]{0,12}",
        2 => any::<char>().prop_filter("plain", |c| *c >= ' ' && !"\"\\".contains(*c)).prop_map(String::from),
        2 => "\\\\[\"\\\\/bfnrt]",
        2 => "\\\\u[0-9a-cA-C][0-9a-fA-F]{3}",
        1 => any::<char>().prop_map(|c| {
            let mut units = [0; 2];
            let escapes = c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}"));
            escapes.collect::<Vec<_>>().concat()
        }),
    ];
    prop::collection::vec(piece, 0..5)
        .prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

/// The text of any value.
fn document() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![number(), string(), "true|false|null"];
    let tree = leaf.prop_recursive(5, 40, 6, |inner| {
        let item = (white(), inner, white())
            .prop_map(|(before, value, after)| before + &value + &after)
            .boxed();
        let member = (white(), string(), white(), item.clone()).prop_map(
            |(before, key, after, value)| format!("{before}{key}{after}:{value}"),
        );
        prop_oneof![
            prop::collection::vec(item, 1..6)
                .prop_map(|items| format!("[{}]", items.join(","))),
            prop::collection::vec(member, 1..6)
                .prop_map(|members| format!("{{{}}}", members.join(","))),
            white().prop_map(|white| format!("[{white}]")),
            white().prop_map(|white| format!("{{{white}}}")),
        ]
    });
    (white(), tree, white()).prop_map(|(before, value, after)| before + &value + &after)
}

/// A change to some bytes: where, how many go, and what comes instead.
fn edit() -> impl Strategy<Value = (prop::sample::Index, usize, Vec<u8>)> {
    let structural = prop::sample::select(
        b"{}[]\",:\\+-.eEu0129tfn \n/\x00\x1f\x7f\xff\xc3\xa9".to_vec(),
    );
    let byte = prop_oneof![3 => structural, 1 => any::<u8>()];
    (any::<prop::sample::Index>(), 0_usize..3, prop::collection::vec(byte, 0..3))
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        any::<f64>()
            .prop_filter("finite", |value| value.is_finite())
            .prop_map(Into::into),
        any::<String>().prop_map(Into::into),
        "[\u{0}-\u{22}\\\\a]{0,40}".prop_map(Into::into),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Into::into),
            prop::collection::btree_map(any::<String>(), inner, 0..5).prop_map(|map| {
                map.into_iter().collect::<serde_json::Map<_, _>>().into()
            }),
        ]
    })
}

/// Our value from one of theirs, without going through text or serde.
fn build(value: &serde_json::Value) -> Value {
    match value {
        serde_json::Value::Null => Value::Null,
        serde_json::Value::Bool(value) => (*value).into(),
        serde_json::Value::Number(number) => {
            match (number.as_i64(), number.as_u64(), number.as_f64()) {
                (Some(value), _, _) => value.into(),
                (_, Some(value), _) => value.into(),
                (_, _, value) => Value::try_from(value.unwrap_or_default())
                    .expect("their numbers are finite"),
            }
        }
        serde_json::Value::String(value) => value.as_str().into(),
        serde_json::Value::Array(items) => {
            items.iter().map(build).collect::<Vec<_>>().into()
        }
        serde_json::Value::Object(members) => Value::Object(
            members.iter().map(|(name, value)| (name.as_str(), build(value))).collect(),
        ),
    }
}

proptest! {
    #[test]
    fn json_is_read_as_serde_json_reads_it(text in document()) {
        prop_assert!(json::from_slice::<Value>(text.as_bytes()).is_ok(), "{}", text);
        compare(text.as_bytes())?;
    }

    #[test]
    fn damaged_json_is_accepted_and_refused_as_by_serde_json(
        text in document(),
        edits in prop::collection::vec(edit(), 1..4),
    ) {
        let mut bytes = text.into_bytes();
        for (place, length, bytes_instead) in edits {
            let start = place.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            bytes.splice(start..end, bytes_instead);
        }
        compare(&bytes)?;
    }

    #[test]
    fn any_bytes_are_accepted_and_refused_as_by_serde_json(bytes in prop::collection::vec(any::<u8>(), 0..12)) {
        compare(&bytes)?;
    }

    #[test]
    fn what_is_written_reads_the_same_in_serde_json_and_here(theirs in value()) {
        let ours = build(&theirs);
        let text = json::to_vec(&ours).expect("every value has a JSON form");
        let back = serde_json::from_slice::<serde_json::Value>(&text).expect("this is JSON");
        prop_assert_eq!(&back, &theirs);
        prop_assert_eq!(&json::from_slice::<Value>(&text).expect("this is JSON"), &ours);
        let other_way = json::from_slice::<Value>(theirs.to_string().as_bytes()).expect("this is JSON");
        prop_assert_eq!(&other_way, &ours);
        prop_assert_eq!(serde_json::to_string(&ours).expect("serde writes it"), String::from_utf8_lossy(&text));
    }

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them(lexeme in number()) {
        let bytes = lexeme.as_bytes();
        let float: f64 = lexeme.parse().expect("this is a number");
        let read = json::from_slice::<f64>(bytes);
        prop_assert_eq!(read.ok().map(f64::to_bits), float.is_finite().then_some(float.to_bits()));
        if let Ok(integer) = lexeme.parse::<i64>() {
            prop_assert_eq!(json::from_slice::<i64>(bytes), Ok(integer));
        }
        if let Ok(integer) = json::from_slice::<i64>(bytes) {
            // Below 2^53 a float is exact: both must be the same integer.
            if integer.unsigned_abs() < 1 << 53 {
                prop_assert_eq!(integer.to_string().parse::<f64>(), Ok(float + 0.0));
            }
        }
    }

    #[test]
    fn floats_come_back_bit_by_bit(wide in any::<f64>(), narrow in any::<f32>()) {
        for (is_finite, text, back) in [
            (wide.is_finite(), json::to_vec(&wide), json::to_vec(&wide).ok().map(|text| {
                json::from_slice::<f64>(&text).map(f64::to_bits) == Ok(wide.to_bits())
            })),
            (narrow.is_finite(), json::to_vec(&narrow), json::to_vec(&narrow).ok().map(|text| {
                json::from_slice::<f32>(&text).map(f32::to_bits) == Ok(narrow.to_bits())
            })),
        ] {
            prop_assert_eq!(text.is_ok(), is_finite);
            prop_assert_eq!(back, is_finite.then_some(true));
        }
    }
}
