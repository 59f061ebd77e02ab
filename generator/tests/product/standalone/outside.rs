//! The types of the Kernel document, decoded and encoded with `serde_json`.

use kernel_api::Nullable;
use kernel_api::types::{BrowserExtension, BrowserProfile, BrowserProfileBy, Profile};
use serde_json::{Value, from_value, json, to_value};

/// Decodes a value as a type and encodes it again.
macro_rules! again {
    ($ty:ty, $value:expr) => {
        from_value::<$ty>($value).map(|read| to_value(&read).expect("what was read can be written"))
    };
}

#[test]
fn a_profile_is_chosen_by_exactly_one_of_id_and_name() {
    for value in [
        json!({ "id": "p1" }),
        json!({ "name": "shopping" }),
        json!({ "name": "shopping", "save_changes": true }),
        json!({ "id": "p1", "save_changes": false }),
    ] {
        assert_eq!(again!(BrowserProfile, value.clone()).expect("one of them is there"), value);
    }
    for value in [json!({}), json!({ "save_changes": true }), json!({ "id": "p1", "name": "shopping" })] {
        let error = from_value::<BrowserProfile>(value).expect_err("both or neither").to_string();
        assert!(error.contains("exactly one of `id` and `name`"), "{error}");
    }
    let built = BrowserProfile { save_changes: Some(true), ..BrowserProfile::by_name("shopping") };
    assert_eq!(to_value(&built).expect("it is JSON"), json!({ "name": "shopping", "save_changes": true }));
    assert_eq!(built.by, BrowserProfileBy::Name("shopping".to_owned()));
}

#[test]
fn a_default_is_documented_and_not_sent() {
    let value = to_value(BrowserProfile::by_id("p1")).expect("it is JSON");
    assert_eq!(value, json!({ "id": "p1" }));
}

#[test]
fn an_extension_is_chosen_by_exactly_one_of_id_and_name() {
    for value in [json!({ "id": "e1" }), json!({ "name": "ad-blocker" })] {
        assert_eq!(again!(BrowserExtension, value.clone()).expect("one of them is there"), value);
    }
    for value in [json!({}), json!({ "id": "e1", "name": "ad-blocker" })] {
        assert!(from_value::<BrowserExtension>(value).is_err(), "both or neither");
    }
}

#[test]
fn the_name_of_a_profile_has_three_states() {
    let created = "2026-01-02T03:04:05Z";
    let with = |name: Option<Value>| {
        let mut value = json!({ "id": "p1", "created_at": created });
        if let Some(name) = name {
            value["name"] = name;
        }
        value
    };
    for (value, name) in [
        (with(None), Nullable::Absent),
        (with(Some(Value::Null)), Nullable::Null),
        (with(Some(json!("shopping"))), Nullable::Value("shopping".to_owned())),
    ] {
        let profile: Profile = from_value(value.clone()).expect("it is a profile");
        assert_eq!(profile.name, name);
        assert_eq!(to_value(&profile).expect("it is JSON"), value, "the round trip loses nothing");
    }
}
