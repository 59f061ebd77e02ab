pub fn the_parameter_is_a_field(client: &api::Client) -> api::Call<String> {
    let mut params = api::resources::a::GetThingParams::default();
    params.q = Some(vec!["a".to_owned()]);
    client.a().get_thing("p", params)
}

#[test]
fn it_is_sent_with_pipes() {
    assert!(source!("resources/a.rs").contains("http::Style::PIPE_DELIMITED"));
}
