pub fn the_path_names_the_method(client: &api::Client) -> api::Call<()> {
    client.a().get_b("x")
}
