#[test]
fn the_reference_leads_to_the_schema_itself() {
    let text = r#"{"kids":[{"kids":[]},{}]}"#;
    same::<api::types::A>(text);
    let kids: Option<Vec<api::types::A>> = read::<api::types::A>(text).kids;
    assert_eq!(kids.map(|kids| kids.len()), Some(2));
    refused::<api::types::A>(r#"{"kids":[1]}"#);
}
