//! Defaults of scalars, of types from elsewhere, and of anything.

use kiln_runtime::json::{self, Base64, Date, DateTime, Value};

use super::Fit;
use super::value::{Anything, DefaultValue, Digits};
use crate::ir::{Foreign, ForeignForm, JsonKind, Scalar};

/// The value of a scalar.
pub(super) fn fit(scalar: Scalar, value: &Value) -> Fit {
    match scalar {
        Scalar::Bool => fitting(value.as_bool().map(DefaultValue::Bool)),
        Scalar::I8 => integer(value, i8::MIN, i8::MAX),
        Scalar::I16 => integer(value, i16::MIN, i16::MAX),
        Scalar::I32 => integer(value, i32::MIN, i32::MAX),
        Scalar::I64 => integer(value, i64::MIN, i64::MAX),
        Scalar::I128 => integer(value, i128::MIN, i128::MAX),
        Scalar::U8 => integer(value, u8::MIN, u8::MAX),
        Scalar::U16 => integer(value, u16::MIN, u16::MAX),
        Scalar::U32 => integer(value, u32::MIN, u32::MAX),
        Scalar::U64 => integer(value, 0, i128::from(u64::MAX)),
        Scalar::Number => value.as_number().map_or(Fit::Misfit, |number| {
            Digits::parse(number.as_str())
                .map_or(Fit::Unwritten(LONG), |digits| Fit::Value(DefaultValue::Number(digits)))
        }),
        Scalar::F32 | Scalar::F64 => {
            let number = value.as_f64().filter(|number| number.is_finite());
            fitting(number.map(DefaultValue::Float))
        }
        Scalar::String => text(value, |_| true, DefaultValue::Text),
        Scalar::DateTime => text(value, |text| text.parse::<DateTime>().is_ok(), DefaultValue::DateTime),
        Scalar::Date => text(value, |text| text.parse::<Date>().is_ok(), DefaultValue::Date),
        Scalar::Base64 => text(value, |text| text.parse::<Base64>().is_ok(), DefaultValue::Base64),
        Scalar::File => value.as_str().map_or(Fit::Misfit, |_| Fit::Unwritten("it is a file")),
    }
}

const LONG: &str = "it has a number with more digits than code can write";

fn fitting(value: Option<DefaultValue>) -> Fit {
    value.map_or(Fit::Misfit, Fit::Value)
}

fn text(value: &Value, is_one: impl Fn(&str) -> bool, of: impl Fn(String) -> DefaultValue) -> Fit {
    let text = value.as_str().filter(|text| is_one(text));
    fitting(text.map(|text| of(text.to_owned())))
}

/// An integer, which may be written as `1.0` too.
fn integer(value: &Value, least: impl Into<i128>, most: impl Into<i128>) -> Fit {
    let number = value
        .as_number()
        .and_then(|number| json::from_slice::<i128>(number.as_str().as_bytes()).ok());
    let number = number.filter(|number| (least.into()..=most.into()).contains(number));
    fitting(number.map(DefaultValue::Integer))
}

/// The value of a type from elsewhere, of which only the kind of JSON is known here.
pub(super) fn foreign(foreign: &Foreign, value: &Value) -> Fit {
    let kind = match value {
        Value::Null => None,
        Value::Bool(_) => Some(JsonKind::Bool),
        Value::Number(_) => Some(JsonKind::Number),
        Value::String(_) => Some(JsonKind::String),
        Value::Array(_) => Some(JsonKind::Array),
        Value::Object(_) => Some(JsonKind::Object),
    };
    if foreign.kind.is_some() && foreign.kind != kind {
        return Fit::Misfit;
    }
    let text = match foreign.form {
        ForeignForm::Text => value.as_str().map(str::to_owned),
        ForeignForm::Number => value.as_number().map(|number| number.as_str().to_owned()),
        ForeignForm::Json => json::to_string(value).ok(),
    };
    fitting(text.map(|text| DefaultValue::Foreign(foreign.form, text)))
}

/// Any value.
pub(super) fn anything(value: &Value) -> Fit {
    written(value).map_or(Fit::Unwritten(LONG), |value| Fit::Value(DefaultValue::Anything(value)))
}

fn written(value: &Value) -> Option<Anything> {
    Some(match value {
        Value::Null => Anything::Null,
        Value::Bool(value) => Anything::Bool(*value),
        Value::Number(number) => Anything::Number(Digits::parse(number.as_str())?),
        Value::String(text) => Anything::Text(text.clone()),
        Value::Array(items) => Anything::List(items.iter().map(written).collect::<Option<_>>()?),
        Value::Object(members) => {
            let members = members
                .iter()
                .map(|(name, value)| Some((name.to_owned(), written(value)?)));
            Anything::Object(members.collect::<Option<_>>()?)
        }
    })
}
