//! Enums of listed values: code as kiln generates it, open and closed.

use std::str::FromStr;

use kiln_runtime::json::{
    self, DecodeError, DecodeErrorKind, FromJson, Reader, Slot, ToJson, Value, Writer,
};

/// A closed enum of strings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Level {
    Low,
    High,
}

impl FromStr for Level {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "low" => Ok(Self::Low),
            "high" => Ok(Self::High),
            _ => Err(DecodeError::unlisted("`low` or `high`")),
        }
    }
}

impl FromJson for Level {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.listed_text()
    }
}

/// A closed enum of integers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Count {
    N1,
    N2,
}

impl TryFrom<i64> for Count {
    type Error = DecodeError;

    fn try_from(value: i64) -> Result<Self, Self::Error> {
        match value {
            1 => Ok(Self::N1),
            2 => Ok(Self::N2),
            _ => Err(DecodeError::unlisted("`1` or `2`")),
        }
    }
}

impl FromJson for Count {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.listed_value::<i64, Self>()
    }
}

/// An open enum of any values.
#[derive(Debug, Clone, PartialEq)]
enum Size {
    Auto,
    N1Point5,
    Pair,
    Fit,
    Unknown(Value),
}

impl From<Value> for Size {
    fn from(value: Value) -> Self {
        match value.index_in(&["\"auto\"", "1.5", "[1,2]", "{\"a\":null,\"b\":1}"]) {
            Some(0) => Self::Auto,
            Some(1) => Self::N1Point5,
            Some(2) => Self::Pair,
            Some(3) => Self::Fit,
            _ => Self::Unknown(value),
        }
    }
}

impl FromJson for Size {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        <Value as FromJson>::read(r).map(Self::from)
    }
}

impl ToJson for Size {
    fn write(&self, w: &mut Writer) {
        match self {
            Self::Auto => w.raw("\"auto\""),
            Self::N1Point5 => w.raw("1.5"),
            Self::Pair => w.raw("[1,2]"),
            Self::Fit => w.raw("{\"a\":null,\"b\":1}"),
            Self::Unknown(value) => value.write(w),
        }
    }
}

#[derive(Debug)]
struct Job {
    level: Level,
    counts: Option<Vec<Count>>,
}

impl FromJson for Job {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut level, mut counts) = (None, None);
        r.record(&mut [
            Slot::required("level", &mut level),
            Slot::optional("counts", &mut counts),
        ])?;
        Ok(Self { level: r.filled(level)?, counts })
    }
}

fn read<T: FromJson>(text: &str) -> Result<T, String> {
    json::from_slice(text.as_bytes()).map_err(|error| error.to_string())
}

#[test]
fn a_value_that_a_closed_enum_does_not_list_is_refused_with_its_place() {
    let job: Job = json::from_slice(b"{\"level\":\"high\",\"counts\":[1,2.0]}")
        .expect("all of these are listed");
    assert_eq!((job.level, job.counts), (Level::High, Some(vec![Count::N1, Count::N2])));
    for (text, message) in [
        ("{\"level\": \"secret\"}", "at /level: expected `low` or `high`"),
        ("{\"level\": 1}", "at /level: expected a string, found a number"),
        ("{\"level\":\"low\",\"counts\":[1, 3]}", "at /counts/1: expected `1` or `2`"),
    ] {
        assert_eq!(read::<Job>(text).map(|_| ()), Err(message.to_owned()));
    }
    let error = json::from_slice::<Job>(b"{\"level\": \"secret\"}")
        .expect_err("this is not listed");
    assert_eq!((error.kind(), error.offset()), (DecodeErrorKind::Mismatch, 10));
}

#[test]
fn values_of_any_type_are_compared_as_json_schema_has_it() {
    for (text, size) in [
        ("\"auto\"", Size::Auto),
        ("15e-1", Size::N1Point5),
        ("[1.0, 2]", Size::Pair),
        ("{\"b\":1.0,\"a\":null}", Size::Fit),
    ] {
        let found = read::<Size>(text);
        assert_eq!(found.as_ref(), Ok(&size), "{text}");
        let written = json::to_string(&size).expect("it has a JSON form");
        assert_eq!(read::<Value>(&written), read::<Value>(text), "{text}");
    }
    for text in ["\"Auto\"", "1.50001", "[2,1]", "{\"a\":null}", "null", "true"] {
        let found = read::<Size>(text).expect("it is kept");
        assert!(matches!(found, Size::Unknown(_)), "{text}");
        assert_eq!(json::to_string(&found).as_deref(), Ok(text));
    }
}
