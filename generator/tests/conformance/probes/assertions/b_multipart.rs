pub fn the_body_has_files(client: &api::Client) -> api::Call<String> {
    let mut body = api::types::GetAThingRequest::new(api::File::from_path("cat.png").content_type("image/png"));
    body.tags = Some(vec!["a".to_owned()]);
    body.meta = Some(api::types::GetAThingRequestMeta { k: Some("v".to_owned()) });
    client.a().get_thing(body)
}
