#[test]
fn the_reference_leads_to_the_property() {
    let a: api::types::A = read::<api::types::B>(r#"{"n":"x"}"#).n;
    let _: String = a;
}
