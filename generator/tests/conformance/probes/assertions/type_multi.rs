#[test]
fn each_type_is_an_alternative() {
    for text in [r#""x""#, "1", r#"{"a":[null]}"#] {
        same::<api::types::A>(text);
    }
    for text in ["true", "[]", "null"] {
        refused::<api::types::A>(text);
    }
}
