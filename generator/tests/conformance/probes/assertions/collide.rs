#[test]
fn every_property_has_a_field_of_its_own() {
    let text = r#"{"foo-bar":"1","foo_bar":"2","fooBar":"3","type":"4","self":"5","1st":"6","$x":"7","日本":"8"}"#;
    same::<api::types::A>(text);
    let a: api::types::A = read(text);
    assert_eq!(a.foo_bar.as_deref(), Some("2"));
    assert_eq!(a.r#type.as_deref(), Some("4"));
}

#[test]
fn names_of_the_prelude_are_no_obstacle() {
    same::<api::types::Client>(r#"{"n":"x"}"#);
    same::<api::types::Error>(r#"{"n":"x"}"#);
}
