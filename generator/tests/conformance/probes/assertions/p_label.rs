pub fn the_parameter_is_a_list(client: &api::Client) -> api::Call<String> {
    client.a().get_thing(&["x".to_owned()])
}

#[test]
fn it_is_sent_with_a_label() {
    assert!(source!("resources/a.rs").contains("http::Style::LABEL"));
}
