pub fn there_is_one_or_none(client: &api::Client) -> api::Call<Option<api::types::A>> {
    client.a().get_thing()
}
