#[test]
fn the_client_takes_the_credential_and_does_not_show_it() {
    let client = api::Client::new("hunter2").expect("the base URL is one");
    assert!(!format!("{client:?}").contains("hunter2"));
}
