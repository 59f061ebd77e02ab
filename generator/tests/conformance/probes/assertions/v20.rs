pub fn the_answer_is_a_string(client: &api::Client) -> api::Call<String> {
    client.a().g()
}
