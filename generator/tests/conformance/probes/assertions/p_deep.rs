pub fn the_parameter_is_a_record(client: &api::Client) -> api::Call<String> {
    let mut params = api::resources::a::GetThingParams::default();
    params.q = Some(read(r#"{"r":1,"g":2}"#));
    client.a().get_thing("p", params)
}

#[test]
fn it_is_sent_as_a_deep_object() {
    let sent = r#".query_styled("q", &params.q, http::Style::DEEP_OBJECT)"#;
    assert!(source!("resources/a.rs").contains(sent));
}
