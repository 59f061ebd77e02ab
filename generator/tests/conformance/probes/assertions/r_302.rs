pub fn there_is_no_success_to_read(client: &api::Client) -> api::Call<()> {
    client.a().get_thing()
}
