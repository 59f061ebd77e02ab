pub fn the_body_is_text(client: &api::Client) -> api::Call<String> {
    client.a().get_thing("a text")
}
