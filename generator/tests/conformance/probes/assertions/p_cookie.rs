pub fn the_parameter_is_a_field(client: &api::Client) -> api::Call<String> {
    let mut params = api::resources::a::GetThingParams::default();
    params.sid = Some("s".to_owned());
    client.a().get_thing("p", params)
}
