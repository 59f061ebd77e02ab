pub fn the_parameter_is_a_field(client: &api::Client) -> api::Call<String> {
    let mut params = api::resources::a::GetThingParams::default();
    params.q = Some("a/b".to_owned());
    client.a().get_thing("p", params)
}
