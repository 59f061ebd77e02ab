#[test]
fn required_is_a_key_that_may_be_null() {
    same::<api::types::A>(r#"{"n":null}"#);
    same::<api::types::A>(r#"{"n":"x"}"#);
    refused::<api::types::A>("{}");
    let _: Option<String> = read::<api::types::A>(r#"{"n":null}"#).n;
}

#[test]
fn optional_has_three_states() {
    same::<api::types::A>(r#"{"n":null,"o":null}"#);
    same::<api::types::A>(r#"{"n":null,"o":"x"}"#);
    let _: api::Nullable<String> = read::<api::types::A>(r#"{"n":null}"#).o;
}
