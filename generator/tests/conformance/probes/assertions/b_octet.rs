pub fn the_body_is_bytes(client: &api::Client) -> api::Call<String> {
    client.a().get_thing(vec![0_u8, 255])
}
