pub fn lines_are_values(client: &api::Client) -> api::Call<api::JsonLines<api::types::A>> {
    client.a().get_thing()
}

pub async fn they_come_one_by_one(mut lines: api::JsonLines<api::types::A>) -> Result<Option<String>, api::Error> {
    Ok(lines.next().await.transpose()?.map(|line| line.n))
}
