#[test]
fn the_property_is_required() {
    same::<api::types::A>(r#"{"n":"x"}"#);
    refused::<api::types::A>("{}");
}

pub fn both_operations_are_there(client: &api::Client, a: api::types::A) -> [api::Call<api::types::A>; 2] {
    [client.a().get_thing(), client.a().post_thing(a)]
}
