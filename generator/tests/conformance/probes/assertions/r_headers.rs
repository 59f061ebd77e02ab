pub fn the_error_has_a_type(client: &api::Client, error: &api::Error) -> (api::Call<api::types::A>, bool) {
    let too_many = error.response::<api::responses::GetAThingTooManyRequests>();
    (client.a().get_thing(), too_many.is_some())
}
