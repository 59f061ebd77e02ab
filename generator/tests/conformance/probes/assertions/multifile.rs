#[test]
fn the_schema_of_the_other_file_is_the_type() {
    let n: Option<String> = read::<api::types::A>(r#"{"n":"x"}"#).n;
    assert_eq!(n.as_deref(), Some("x"));
    refused::<api::types::A>(r#"{"n":1}"#);
}
