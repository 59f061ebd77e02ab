//! Tests of a program that uses the client, without a server.

use kernel_api::testing::{Answer, MemoryTransport, Recorded};
use kernel_api::types::BrowserRequest;
use kernel_api::{Client, Error, Method, StatusCode};

const BROWSER: &str = r#"{"session_id":"s1","cdp_ws_url":"wss://proxy.test/cdp","webdriver_ws_url":"wss://proxy.test/webdriver",
"headless":false,"stealth":true,"timeout_seconds":60,"created_at":"2026-01-02T03:04:05Z"}"#;

/// The function of a program that is tested.
async fn stealthy(client: &Client) -> Result<String, Error> {
    let request = BrowserRequest {
        stealth: Some(true),
        ..Default::default()
    };
    Ok(client.browsers().create(request).await?.session_id)
}

fn client(memory: &MemoryTransport) -> Client {
    let builder = Client::builder().transport(memory.clone()).token("secret");
    builder.build().expect("a client")
}

#[tokio::test]
async fn a_program_is_answered_from_memory() {
    let busy = Answer::status(StatusCode::SERVICE_UNAVAILABLE).header("retry-after", "0");
    let memory =
        MemoryTransport::new()
            .on(Method::POST, "/browsers", busy)
            .on(Method::POST, "/browsers", Answer::json(BROWSER));
    assert_eq!(stealthy(&client(&memory)).await.expect("a browser"), "s1");

    let requests = memory.requests();
    assert_eq!(requests.len(), 2);
    assert_eq!(requests[1].header("authorization"), Some("Bearer secret"));
    let sent: BrowserRequest = requests[1].json().expect("what was sent");
    assert_eq!(sent.stealth, Some(true));
}

#[tokio::test]
async fn a_closure_answers_by_what_was_sent() {
    let answer = |request: &Recorded| match request.json::<BrowserRequest>() {
        Ok(sent) if sent.stealth == Some(true) => Answer::json(BROWSER),
        _ => Answer::status(StatusCode::BAD_REQUEST),
    };
    let memory = MemoryTransport::new().on(Method::POST, "/browsers", answer);
    let client = client(&memory);
    assert_eq!(stealthy(&client).await.expect("a browser"), "s1");
    let error = client
        .browsers()
        .create(BrowserRequest::default())
        .await
        .expect_err("400");
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
}

#[test]
fn what_the_client_has_may_go_to_other_threads() {
    fn shared<T: Clone + Send + Sync + Unpin + 'static>() {}
    fn sent<T: Send + 'static>(_: &T) {}
    shared::<Client>();
    shared::<MemoryTransport>();
    let client = client(&MemoryTransport::new());
    let call = client.browsers().create(BrowserRequest::default());
    sent(&call);
    sent(&call.send());
}
