pub fn the_operation_is_there(client: &api::Client) -> api::Call<api::types::A> {
    client.a().get_thing()
}
