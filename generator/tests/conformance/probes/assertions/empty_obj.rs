#[test]
fn any_object_fits_and_nothing_else() {
    same::<api::types::A>("{}");
    same::<api::types::A>(r#"{"a":[1,null],"b":{}}"#);
    refused::<api::types::A>("[]");
}
