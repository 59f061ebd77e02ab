#[test]
fn each_direction_has_what_it_is_for() {
    let api::types::A { id, .. } = read(r#"{"id":"x"}"#);
    let _: String = id;
    same::<api::types::A>(r#"{"id":"x"}"#);
    refused::<api::types::A>(r#"{"pw":"x"}"#);
    let request = api::types::ARequest::new("x");
    let _: &String = &request.pw;
    same::<api::types::ARequest>(r#"{"pw":"x"}"#);
    refused::<api::types::ARequest>(r#"{"id":"x"}"#);
    assert!(!format!("{request:?}").contains('x'), "{request:?}");
}
