#[test]
fn exactly_one_of_the_two() {
    same::<api::types::A>(r#"{"id":"x"}"#);
    same::<api::types::A>(r#"{"name":"x","save":true}"#);
    refused::<api::types::A>(r#"{"save":true}"#);
    refused::<api::types::A>(r#"{"id":"x","name":"y"}"#);
    let _ = [api::types::A::by_id("x"), api::types::A::by_name("x")];
}
