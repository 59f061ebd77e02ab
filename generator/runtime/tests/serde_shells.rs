//! The serde shells, over a copy of the JSON code as a generated crate has it: `serde_impls!` is not visible outside
//! of its crate, and this shows that the files work where they are copied to.

#[path = "../src/json/mod.rs"]
#[expect(
    dead_code,
    unused_imports,
    unreachable_pub,
    reason = "this copy is used for its serde shells only"
)]
mod json;

use std::collections::BTreeMap;

use json::{
    DateTime, DecodeError, FromJson, Member, Object, Reader, Slot, ToJson, Value, Writer,
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq)]
struct Profile {
    id: i64,
    name: Option<String>,
    ratio: f64,
    since: Option<DateTime>,
    extra: BTreeMap<String, Value>,
}

impl FromJson for Profile {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let (mut id, mut name, mut ratio, mut since, mut extra) =
            (None, None, None, None, BTreeMap::new());
        r.record(&mut [
            Slot::required("id", &mut id),
            Slot::optional("name", &mut name),
            Slot::required("x-ratio", &mut ratio),
            Slot::optional("since", &mut since),
            Slot::rest(&mut extra),
        ])?;
        let (Some(id), Some(ratio)) = (id, ratio) else { return Err(r.incomplete()) };
        Ok(Self { id, name, ratio, since, extra })
    }
}

impl ToJson for Profile {
    fn write(&self, w: &mut Writer) {
        w.record(&[
            Member::always("id", &self.id),
            Member::present("name", &self.name),
            Member::always("x-ratio", &self.ratio),
            Member::present("since", &self.since),
            Member::rest(&self.extra),
        ]);
    }
}

json::serde_impls!(Profile);

/// A user's own type around one of ours.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Account {
    title: String,
    #[serde(flatten)]
    profile: Profile,
    others: Vec<Profile>,
}

const TEXT: &str = concat!(
    "{\"id\":-9007199254740993,\"name\":\"a\\\"ü\\n\",\"x-ratio\":0.1,\"since\":\"2026-11-24T10:00:00.0Z\",",
    "\"big\":18446744073709551615,\"deep\":[null,true,{\"x\":[1.5e300]}]}"
);

fn profile(text: &str) -> Profile {
    json::from_slice(text.as_bytes()).expect("this is a profile")
}

#[test]
fn serde_json_reads_and_writes_the_same_text() -> Result<(), serde_json::Error> {
    assert_eq!(serde_json::from_str::<Profile>(TEXT)?, profile(TEXT));
    let back: serde_json::Value =
        serde_json::from_str(&serde_json::to_string(&profile(TEXT))?)?;
    assert_eq!(back, serde_json::from_str::<serde_json::Value>(TEXT)?);
    assert_eq!(serde_json::from_reader::<_, Profile>(TEXT.as_bytes())?, profile(TEXT));
    Ok(())
}

#[test]
fn serde_json_values_convert_both_ways() -> Result<(), serde_json::Error> {
    let tree = serde_json::to_value(profile(TEXT))?;
    assert_eq!(tree, serde_json::from_str::<serde_json::Value>(TEXT)?);
    assert_eq!(serde_json::from_value::<Profile>(tree.clone())?, profile(TEXT));
    let value: Value = serde_json::from_value(tree.clone())?;
    assert_eq!(serde_json::to_value(&value)?, tree);
    Ok(())
}

#[test]
fn our_types_can_be_flattened_into_others() -> Result<(), serde_json::Error> {
    let text = "{\"title\":\"t\",\"id\":1,\"x-ratio\":2.0,\"flag\":true,\"others\":[{\"id\":2,\"x-ratio\":1}]}";
    let account: Account = serde_json::from_str(text)?;
    assert_eq!(
        (account.profile.id, account.profile.ratio, account.others.len()),
        (1, 2.0, 1)
    );
    assert_eq!(account.profile.extra.get("flag"), Some(&Value::Bool(true)));
    let again = serde_json::to_string(&account)?;
    assert_eq!(serde_json::from_str::<Account>(&again)?, account);
    assert!(
        again.starts_with(
            "{\"title\":\"t\",\"id\":1,\"x-ratio\":2.0,\"flag\":true,\"others\":["
        ),
        "{again}"
    );
    Ok(())
}

#[test]
fn yaml_is_read_and_written() -> Result<(), serde_yaml::Error> {
    let yaml =
        "id: 7\nx-ratio: 1.5\nsince: 2026-11-24T10:00:00Z\n1: one\ntrue: [~, .5, -3]\n";
    let from_yaml: Profile = serde_yaml::from_str(yaml)?;
    let json = "{\"id\":7,\"x-ratio\":1.5,\"since\":\"2026-11-24T10:00:00Z\",\"1\":\"one\",\"true\":[null,0.5,-3]}";
    assert_eq!(from_yaml, profile(json));
    let yaml = serde_yaml::to_string(&profile(TEXT))?;
    assert_eq!(serde_yaml::from_str::<Profile>(&yaml)?, profile(TEXT));
    Ok(())
}

#[test]
fn numbers_stay_exact() -> Result<(), serde_json::Error> {
    for text in [
        "9007199254740993",
        "-9223372036854775808",
        "18446744073709551615",
        "0.1",
        "5e-324",
        "1.7976931348623157e+308",
    ] {
        let value: Value = serde_json::from_str(text)?;
        assert_eq!(serde_json::to_string(&value)?, text);
    }
    let wide: Value = serde_yaml::from_str("170141183460469231731687303715884105727")
        .expect("YAML has 128 bits");
    assert_eq!(wide.to_string(), "170141183460469231731687303715884105727");
    // Wider than 128 bits with a sign, and no wider than those without one.
    let widest = "340282366920938463463374607431768211455";
    let value: Value = json::from_slice(widest.as_bytes()).expect("any size");
    assert_eq!(serde_json::to_string(&value)?, widest);
    assert!(serde_yaml::to_string(&value).expect("128 bits").contains(widest));
    let zero: Value = json::from_slice(b"[-0,0]").expect("zeros");
    assert_eq!(serde_json::to_string(&zero)?, "[-0.0,0]");
    let zero: Value = serde_json::from_str("-0")?;
    assert!(zero.as_f64().is_some_and(f64::is_sign_negative), "{zero}");
    let narrow = Value::deserialize(serde::de::value::F32Deserializer::<
        serde_json::Error,
    >::new(0.1))?;
    assert_eq!(narrow.to_string(), "0.1");
    Ok(())
}

#[test]
fn errors_name_the_place_in_the_value() {
    let error = serde_json::from_str::<Vec<Profile>>("[{\"id\":\"1\",\"x-ratio\":1}]")
        .expect_err("the id is a string");
    assert!(
        error.to_string().starts_with("at /id: expected a number, found a string"),
        "{error}"
    );
    let error = serde_json::from_str::<Profile>("{}").expect_err("nothing is there");
    assert!(
        error.to_string().contains("missing properties `id` and `x-ratio`"),
        "{error}"
    );
    let nan = Profile { ratio: f64::NAN, ..profile(TEXT) };
    let error = serde_json::to_string(&nan).expect_err("NaN has no JSON form");
    assert_eq!(error.to_string(), "at /x-ratio: JSON has no infinity and no NaN");
    assert!(serde_yaml::from_str::<Profile>("{id: 1, x-ratio: .nan}").is_err());
    let huge: Value = json::from_slice(b"1e400").expect("any size is a number");
    assert!(serde_json::to_value(&huge).is_err());
}

#[test]
fn values_that_are_nested_too_deeply_are_refused() {
    let mut tree = serde_json::Value::Null;
    for _ in 0..200 {
        tree = serde_json::Value::Array(vec![tree]);
    }
    let error = Value::deserialize(&tree).expect_err("it is too deep");
    assert_eq!(error.to_string(), "the value is nested too deeply");
}

#[test]
fn as_many_levels_are_written_and_converted_as_are_read() {
    let nested = |levels: usize| {
        let value = (0..levels).fold(Value::Null, |inner, level| match level % 2 {
            0 => Value::Array(vec![inner]),
            _ => Value::Object([("k", inner)].into_iter().collect()),
        });
        [
            json::to_string(&value).map_err(|error| error.to_string()),
            serde_json::to_string(&value).map_err(|error| error.to_string()),
            Value::from_json(&value)
                .map(|value| value.to_string())
                .map_err(|error| error.to_string()),
        ]
    };
    let [direct, shell, again] = nested(128).map(|text| text.expect("128 levels"));
    assert_eq!((&direct, &direct), (&shell, &again));
    assert!(json::from_slice::<Value>(direct.as_bytes()).is_ok());
    let wide = Value::from(vec![vec![Value::from(Object::new())]; 300]);
    assert!(json::to_string(&wide).is_ok_and(|text| text.len() == 1_501));
    for result in nested(129) {
        let error = result.expect_err("129 levels");
        assert!(error.ends_with(": the value is nested too deeply"), "{error}");
    }
}

#[test]
fn a_deep_text_is_not_read_again_for_every_level() {
    let time = |levels: usize| {
        let (open, close) = ("[".repeat(levels), "]".repeat(levels));
        let text = format!("{open}{}0{close}", "0,".repeat(20_000));
        let value: Value = json::from_slice(text.as_bytes()).expect("JSON");
        let runs = (0..3).map(|_| {
            let start = std::time::Instant::now();
            assert_eq!(serde_json::to_string(&value).expect("JSON"), text);
            start.elapsed()
        });
        runs.min().expect("three runs")
    };
    let (flat, deep) = (time(1), time(128));
    assert!(deep < flat * 10, "{deep:?} for 128 levels, {flat:?} for one");
}

#[test]
fn toml_leaves_null_out_and_its_dates_are_text() -> Result<(), Box<dyn std::error::Error>>
{
    let value: Value = json::from_slice(b"{\"a\":1,\"b\":null}")?;
    assert_eq!(toml::to_string(&value)?, "a = 1\n");
    let text = "id = 1\nx-ratio = 0.5\nsince = 2026-11-24T10:00:00Z\nday = 2026-11-24\n";
    let read: Profile = toml::from_str(text)?;
    assert_eq!(read.since.as_ref().map(DateTime::as_str), Some("2026-11-24T10:00:00Z"));
    assert_eq!(read.extra.get("day").and_then(Value::as_str), Some("2026-11-24"));
    Ok(())
}

#[test]
fn numbers_that_serde_json_hands_out_as_text_are_numbers()
-> Result<(), serde_json::Error> {
    let key = "$serde_json::private::Number";
    let number = |text: &str| Value::deserialize(serde_json::json!({ key: text }));
    assert_eq!(number("1.50")?.to_string(), "1.50");
    assert!(number("1.50x").is_err());
    Ok(())
}

/// An integer beyond what other formats hold.
#[derive(Debug, PartialEq)]
struct Wide(i128);

impl FromJson for Wide {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        i128::read(r).map(Self)
    }
}

impl ToJson for Wide {
    fn write(&self, w: &mut Writer) {
        self.0.write(w);
    }
}

json::serde_impls!(Wide);

#[test]
fn no_digit_of_an_integer_is_lost_in_silence() {
    // serde_json hands out integers beyond 64 bits as floats.
    let large = "170141183460469231731687303715884105727";
    assert_eq!(serde_json::to_string(&Wide(i128::MAX)).ok().as_deref(), Some(large));
    let error = serde_json::from_str::<Wide>(large).expect_err("digits are lost before");
    assert!(error.to_string().contains("float"), "{error}");
    assert!(serde_json::from_str::<Wide>("18446744073709551617").is_err());
    for (text, value) in [
        ("18446744073709551615", i128::from(u64::MAX)),
        ("-9223372036854775808", i128::from(i64::MIN)),
        ("9007199254740992.0", 1 << 53),
        ("1e3", 1000),
    ] {
        assert_eq!(serde_json::from_str::<Wide>(text).ok(), Some(Wide(value)), "{text}");
    }
    // Our own reader has all the digits.
    assert_eq!(json::from_slice::<Wide>(large.as_bytes()).ok(), Some(Wide(i128::MAX)));
}
