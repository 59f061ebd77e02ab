//! Scalars, values, numbers, dates and times, and the property with three states.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use kiln_runtime::json::{
    self, Base64, Date, DateTime, DecodeErrorKind, FromJson, Nullable, Number, Object,
    Value,
};

fn read<T: FromJson>(text: &str) -> Result<T, String> {
    json::from_slice(text.as_bytes()).map_err(|error| error.message().to_owned())
}

#[test]
fn an_integer_may_be_written_with_a_point_or_an_exponent() {
    for (text, value) in [
        ("1.0", 1),
        ("1e3", 1000),
        ("-1.50e1", -15),
        ("1200e-2", 12),
        ("-0", 0),
        ("0.0", 0),
        ("0e999999999999999999999", 0),
    ] {
        assert_eq!(read::<i64>(text), Ok(value), "{text}");
        assert_eq!(read::<i32>(text).map(i64::from), Ok(value), "{text}");
    }
    for text in ["1.5", "1e-1", "0.1e0", "1e-99999999999999999999"] {
        assert_eq!(
            read::<i64>(text),
            Err("expected an integer, found a number with a fraction".to_owned()),
            "{text}"
        );
    }
}

#[test]
fn an_integer_beyond_its_type_is_refused() {
    assert_eq!(read::<i32>("2147483647"), Ok(i32::MAX));
    assert_eq!(read::<i32>("-2147483648.0"), Ok(i32::MIN));
    assert_eq!(read::<i64>("9223372036854775807"), Ok(i64::MAX));
    assert_eq!(read::<i64>("9223372036854775807.00"), Ok(i64::MAX));
    assert_eq!(read::<u64>("18446744073709551615"), Ok(u64::MAX));
    assert_eq!(read::<u64>("-0"), Ok(0));
    let range = |what: &str| Err(format!("the number is out of the range of {what}"));
    assert_eq!(
        read::<i32>("2147483648").map(i64::from),
        range("a signed 32-bit integer")
    );
    assert_eq!(read::<i64>("9223372036854775808"), range("a signed 64-bit integer"));
    assert_eq!(read::<i64>("1e19"), range("a signed 64-bit integer"));
    assert_eq!(read::<i64>("1e99999999999999999999"), range("a signed 64-bit integer"));
    assert_eq!(read::<u64>("-1").map(|_| 0), range("an unsigned 64-bit integer"));
    assert_eq!(read::<i8>("-128"), Ok(i8::MIN));
    assert_eq!(read::<i8>("128").map(|_| 0), range("a signed 8-bit integer"));
    assert_eq!(read::<i16>("32768").map(|_| 0), range("a signed 16-bit integer"));
    assert_eq!(read::<u8>("2.55e2"), Ok(u8::MAX));
    assert_eq!(read::<u8>("256").map(|_| 0), range("an unsigned 8-bit integer"));
    assert_eq!(read::<u16>("-1").map(|_| 0), range("an unsigned 16-bit integer"));
    let wide = "-170141183460469231731687303715884105728";
    assert_eq!(read::<i128>(wide), Ok(i128::MIN));
    assert_eq!(json::to_string(&i128::MIN).as_deref(), Ok(wide));
    assert_eq!(read::<i128>("1e40").map(|_| 0), range("a signed 128-bit integer"));
}

#[test]
fn a_float_is_never_rounded_to_infinity() {
    assert_eq!(read::<f64>("1.7976931348623157e308"), Ok(f64::MAX));
    assert_eq!(
        read::<f64>("1e400"),
        Err("the number is out of the range of a 64-bit float".to_owned())
    );
    assert_eq!(
        read::<f32>("-1e39"),
        Err("the number is out of the range of a 32-bit float".to_owned())
    );
    assert_eq!(read::<f64>("7"), Ok(7.0));
    assert_eq!(read::<f64>("1e-400"), Ok(0.0));
}

#[test]
fn scalars_are_written_in_their_shortest_form() {
    let cases: [(&dyn json::ToJson, &str); 10] = [
        (&true, "true"),
        (&i64::MIN, "-9223372036854775808"),
        (&u64::MAX, "18446744073709551615"),
        (&0.1_f64, "0.1"),
        (&0.1_f32, "0.1"),
        (&1.0_f64, "1.0"),
        (&"a\"\\\n\u{1}\u{7f}é".to_owned(), "\"a\\\"\\\\\\n\\u0001\u{7f}é\""),
        (&Vec::<i64>::new(), "[]"),
        (&vec![Some(1), None], "[1,null]"),
        (
            &BTreeMap::from([("b".to_owned(), 1), ("a".to_owned(), 2)]),
            "{\"a\":2,\"b\":1}",
        ),
    ];
    for (value, text) in cases {
        assert_eq!(json::to_string(value), Ok(text.to_owned()));
    }
}

#[test]
fn long_strings_are_escaped_wherever_the_special_characters_are() {
    for place in 0..70 {
        let text = format!("{}\"ü\u{0}{}", "x".repeat(place), "y".repeat(40));
        let written = json::to_string(&text).expect("every string has a JSON form");
        assert_eq!(written, serde_json::to_string(&text).expect("for serde as well"));
        assert_eq!(read::<String>(&written), Ok(text));
    }
}

#[test]
fn text_behind_a_value_is_refused() {
    assert_eq!(
        read::<i64>("1 2"),
        Err("there is more text behind the value".to_owned())
    );
    assert_eq!(read::<i64>(" 1\n"), Ok(1));
    let error = json::from_slice::<i64>(b"").expect_err("there is no value");
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Syntax, 0));
}

#[test]
fn a_nullable_tells_absent_null_and_a_value_apart() {
    assert_eq!(Nullable::<i64>::default(), Nullable::Absent);
    assert_eq!(Nullable::from(Some(7)), Nullable::Value(7));
    assert_eq!(Nullable::<i64>::from(None), Nullable::Null);
    assert_eq!(Nullable::from(7), Nullable::Value(7));
    assert_eq!(Nullable::Value(7).as_option(), Some(&7));
    assert_eq!(Nullable::Value(7).map(|value| value + 1).value(), Some(8));
    assert!(Nullable::<i64>::Null.map(|value| value + 1).is_null());
    assert!(Nullable::<i64>::Absent.map(|value| value + 1).is_absent());
    assert_eq!(Nullable::Absent.or_else(|| Some(7)), Nullable::Value(7));
    assert_eq!(Nullable::<i64>::Absent.or_else(|| None), Nullable::Absent);
    assert_eq!(Nullable::Null.or_else(|| Some(7)), Nullable::Null);
    assert_eq!(Nullable::Value(8).or_else(|| Some(7)), Nullable::Value(8));
}

#[test]
fn values_are_equal_by_what_they_mean() {
    let value = |text: &str| read::<Value>(text).expect("this is JSON");
    assert_eq!(value("[1, 1.0, 10e-1]"), value("[1.0, 100e-2, 1]"));
    assert_eq!(value("{\"a\":1,\"b\":-0}"), value("{\"b\":0.0,\"a\":1}"));
    assert_ne!(value("9007199254740993"), value("9007199254740992"));
    assert_ne!(value("9007199254740993"), value("9007199254740993.0000000001"));
    assert_ne!(value("{\"a\":1}"), value("{\"b\":1}"));
    assert_ne!(value("[1,2]"), value("[2,1]"));
    assert_ne!(value("-1"), value("1"));
    assert_ne!(value("1"), value("\"1\""));
}

#[test]
fn values_are_built_and_looked_into() -> Result<(), json::EncodeError> {
    let mut object = Object::new();
    assert_eq!(object.insert("list", vec![1, 2]), None);
    assert_eq!(object.insert("none", None::<bool>), None);
    assert_eq!(object.insert("list", "text"), Some(Value::from(vec![1, 2])));
    object.insert("float", Value::try_from(1.5)?);
    let value = Value::from(object);
    assert_eq!(value.to_string(), "{\"list\":\"text\",\"none\":null,\"float\":1.5}");
    assert_eq!(format!("{value:?}"), value.to_string());
    assert_eq!(value.get("list").and_then(Value::as_str), Some("text"));
    assert_eq!(value.get("float").and_then(Value::as_f64), Some(1.5));
    assert_eq!(value.get("float").and_then(Value::as_i64), None);
    assert!(value.get("none").is_some_and(Value::is_null));
    assert_eq!(value.get("other"), None);
    assert!(Value::try_from(f64::NAN).is_err());
    assert_eq!(Number::from(u64::MAX).as_u64(), Some(u64::MAX));
    assert_eq!(
        Value::from_json(&vec![Some("a".to_owned()), None])?.to_string(),
        "[\"a\",null]"
    );
    Ok(())
}

#[test]
fn objects_with_many_doubled_keys_take_no_quadratic_time() {
    let members: Vec<_> =
        (0..200_000).map(|index| format!("\"{}\":{index}", index % 100_000)).collect();
    let value =
        read::<Value>(&format!("{{{}}}", members.join(","))).expect("this is JSON");
    assert_eq!(value.as_object().map(Object::len), Some(100_000));
    assert_eq!(value.get("5").and_then(Value::as_i64), Some(100_005));
}

fn seconds(text: &str) -> Option<i128> {
    let time = text.parse::<DateTime>().ok()?.instant()?;
    Some(match time.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_nanos()).ok()?,
        Err(before) => -i128::try_from(before.duration().as_nanos()).ok()?,
    })
}

#[test]
fn a_date_time_is_a_moment() {
    const SECOND: i128 = 1_000_000_000;
    for (text, moment) in [
        ("1970-01-01T00:00:00Z", 0),
        ("1970-01-01t00:00:00.5z", SECOND / 2),
        ("1970-01-01 01:00:00+01:00", 0),
        ("1969-12-31T23:59:59.25-00:00", -SECOND * 3 / 4),
        ("2000-02-29T00:00:00Z", 951_782_400 * SECOND),
        ("2026-11-24T10:00:00.000000001Z", 1_795_514_400 * SECOND + 1),
        ("2026-11-24T10:00:00.0000000019Z", 1_795_514_400 * SECOND + 1),
        ("2016-12-31T23:59:60Z", 1_483_228_800 * SECOND),
        ("2017-01-01T00:59:60+01:00", 1_483_228_800 * SECOND),
        ("0000-01-01T00:00:00Z", -62_167_219_200 * SECOND),
        ("9999-12-31T23:59:59Z", 253_402_300_799 * SECOND),
    ] {
        assert_eq!(seconds(text), Some(moment), "{text}");
    }
}

#[test]
fn what_is_no_date_time_is_not_parsed() {
    for text in [
        "",
        "2026-11-24",
        "2026-11-24T10:00:00",
        "2026-11-24T10:00Z",
        "2026-02-29T10:00:00Z",
        "1900-02-29T10:00:00Z",
        "2026-13-01T10:00:00Z",
        "2026-00-01T10:00:00Z",
        "2026-01-00T10:00:00Z",
        "2026-04-31T10:00:00Z",
        "2026-11-24T24:00:00Z",
        "2026-11-24T10:60:00Z",
        "2026-11-24T10:00:60Z",
        "2026-11-24T10:00:61Z",
        "2026-11-24T10:00:00.Z",
        "2026-11-24T10:00:00.5",
        "2026-11-24T10:00:00+0100",
        "2026-11-24T10:00:00+24:00",
        "2026-11-24T10:00:00+01:60",
        "2026-11-24T10:00:00 Z",
        "2026-11-24T+1:00:00Z",
        "2026-1-24T10:00:00Z",
        "+026-11-24T10:00:00Z",
        "２026-11-24T10:00:00Z",
        "2026-11-24T10:00:00Zx",
        "2026-11-24X10:00:00Z",
        "now",
        "2026-11-24T10:00:00é",
    ] {
        assert!(text.parse::<DateTime>().is_err(), "{text}");
    }
}

#[test]
fn a_date_time_keeps_its_text_and_reading_is_lenient() {
    for text in [
        "\"2026-11-24T10:00:00.000Z\"",
        "\"2026-11-24T11:00:00+01:00\"",
        "\"yesterday\"",
    ] {
        let value = read::<DateTime>(text).expect("every string is read");
        assert_eq!(json::to_string(&value), Ok(text.to_owned()));
    }
    let lenient = read::<DateTime>("\"yesterday\"").expect("every string is read");
    assert_eq!((lenient.as_str(), lenient.instant()), ("yesterday", None));
    assert!(SystemTime::try_from(&lenient).is_err());
}

#[test]
fn a_moment_becomes_a_date_time() {
    let epoch = SystemTime::UNIX_EPOCH;
    let at = |seconds, nanos| {
        DateTime::from(epoch + Duration::new(seconds, nanos)).to_string()
    };
    assert_eq!(at(0, 0), "1970-01-01T00:00:00Z");
    assert_eq!(at(951_782_400, 120_000_000), "2000-02-29T00:00:00.12Z");
    assert_eq!(at(1_795_514_400, 1), "2026-11-24T10:00:00.000000001Z");
    assert_eq!(
        DateTime::from(epoch - Duration::new(0, 750_000_000)).as_str(),
        "1969-12-31T23:59:59.25Z"
    );
    assert_eq!(
        DateTime::from(epoch - Duration::from_secs(62_167_219_200)).as_str(),
        "0000-01-01T00:00:00Z"
    );
    for day in 0..150_000 {
        let moment = epoch + Duration::from_secs(day * 86_400 + 3_661);
        assert_eq!(DateTime::from(moment).instant(), Some(moment));
    }
}

#[test]
fn a_number_is_made_of_its_digits_and_their_places() {
    for (digits, places, text) in [
        (150, 2, "1.50"),
        (-5, 3, "-0.005"),
        (12, 0, "12"),
        (0, 1, "0.0"),
        (15, -3, "15e3"),
        (1, 400, "1e-400"),
        (i128::MIN, i32::MIN, "-170141183460469231731687303715884105728e2147483648"),
    ] {
        let number = Number::scaled(digits, places);
        assert_eq!(number.as_str(), text);
        assert_eq!(text.parse(), Ok(number));
    }
}

#[test]
fn texts_of_dates_and_bytes_are_taken_as_they_are() {
    assert_eq!(read("\"2026-11-24\""), Ok(Date::lenient("2026-11-24")));
    assert_eq!(Date::lenient("soon").parts(), None);
    assert_eq!(DateTime::lenient("soon").as_str(), "soon");
    assert_eq!(Base64::lenient("TQ==").bytes(), Some(b"M".to_vec()));
}

#[test]
fn an_object_is_made_of_pairs() {
    let object = Object::from([("a", 1), ("b", 2), ("a", 3)]);
    assert_eq!(json::to_string(&object).as_deref(), Ok(r#"{"a":3,"b":2}"#));
    assert_eq!(Value::from(["a", "b"]).to_string(), r#"["a","b"]"#);
}

#[test]
fn an_outline_tells_the_tag_and_the_length_and_nothing_else() {
    let outline = |text: &str| {
        let value = read::<Value>(text).expect("this is JSON");
        format!("{:?}", json::Outline::new(&value, "kind"))
    };
    assert_eq!(
        outline(r#"{"kind":"fox","token":"s3cret"}"#),
        r#"[an object with "kind": "fox", 31 bytes]"#
    );
    assert_eq!(outline(r#"{"kind":["s3cret"]}"#), "[an object, 19 bytes]");
    assert_eq!(outline(r#""s3cret""#), "[a string, 8 bytes]");
    let long = "x".repeat(65);
    assert_eq!(outline(&format!(r#"{{"kind":"{long}"}}"#)), "[an object, 76 bytes]");
}
