#[test]
fn every_listed_value_and_new_ones_pass_through() {
    for e in ["a", "b-c", "A", "1x", "", "new"] {
        same::<api::types::A>(&format!("{{\"e\":\"{e}\"}}"));
    }
    for rest in [r#""i":1"#, r#""i":3"#, r#""c":"k""#, r#""mix":"a""#, r#""mix":1"#, r#""mix":null"#] {
        same::<api::types::A>(&format!("{{\"e\":\"a\",{rest}}}"));
    }
}

#[test]
fn values_that_differ_in_case_only_are_apart() {
    let [lower, upper] = ["a", "A"].map(|e| read::<api::types::A>(&format!("{{\"e\":\"{e}\"}}")).e);
    assert_ne!(lower, upper);
    assert_eq!(lower.as_str(), "a");
}

#[test]
fn a_value_of_another_kind_is_refused() {
    refused::<api::types::A>(r#"{"e":1}"#);
    refused::<api::types::A>(r#"{"e":"a","i":"1"}"#);
}
