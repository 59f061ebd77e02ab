pub fn both_operations_are_there(client: &api::Client) -> [api::Call<api::types::A>; 2] {
    [client.a().get_thing(), client.b().get_thing()]
}
