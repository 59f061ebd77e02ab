pub fn the_method_of_3_2_is_called_like_the_others(
    client: &api::Client,
    a: api::types::A,
) -> [api::Call<api::types::A>; 2] {
    [client.a().get_thing(a), client.a().get_thing(None)]
}
