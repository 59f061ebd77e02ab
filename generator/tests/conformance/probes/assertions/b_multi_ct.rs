pub fn the_json_body_is_optional(client: &api::Client) -> [api::Call<String>; 2] {
    let body = api::types::GetAThingRequest { r: Some(1), g: None };
    [client.a().get_thing(body), client.a().get_thing(None)]
}
