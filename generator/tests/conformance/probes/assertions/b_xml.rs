pub fn the_body_is_a_record(client: &api::Client) -> api::Call<String> {
    client.a().get_thing(api::types::GetAThingRequest { r: Some(1), g: None })
}
