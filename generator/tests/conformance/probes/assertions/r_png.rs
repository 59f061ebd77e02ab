pub fn the_answer_is_bytes(client: &api::Client) -> api::Call<api::Bytes> {
    client.a().get_thing()
}
