pub fn events_are_values(client: &api::Client) -> api::Call<api::EventStream<api::types::A>> {
    client.a().get_thing()
}

pub async fn they_come_one_by_one(mut events: api::EventStream<api::types::A>) -> Result<String, api::Error> {
    let mut all = String::new();
    while let Some(event) = events.next().await {
        all.push_str(&event?.n);
    }
    Ok(all)
}
