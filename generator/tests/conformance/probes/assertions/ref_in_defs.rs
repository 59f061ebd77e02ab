#[test]
fn the_definition_is_a_type() {
    let n: Option<String> = read::<api::types::A>(r#"{"z":{"n":"x"}}"#).z.map(|z| z.n);
    assert_eq!(n.as_deref(), Some("x"));
    refused::<api::types::A>(r#"{"z":{}}"#);
}
