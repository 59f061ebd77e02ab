//! A transport of one's own, as a test double or a proxy is: it stands below credentials and retries.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use kernel_api::types::BrowserRequest;
// Nothing but what the crate itself offers: `http` too is its own.
use kernel_api::{
    Bytes, ChunkFuture, Chunks, RequestBody, ReqwestTransport, ResponseBody, StatusCode, Transport, TransportError,
    TransportFuture, http,
};

use crate::support::{Failed as _, Outcome, TOKEN, builder, play};

/// Answers from a list and keeps what was sent.
#[derive(Clone, Default)]
struct Double {
    answers: Arc<Mutex<VecDeque<Result<StatusCode, TransportError>>>>,
    sent: Arc<Mutex<Vec<http::Request<Bytes>>>>,
}

impl Double {
    fn new(answers: impl IntoIterator<Item = Result<StatusCode, TransportError>>) -> Self {
        let double = Self::default();
        double.answers.lock().expect("nobody panicked").extend(answers);
        double
    }

    fn sent(&self) -> Vec<http::Request<Bytes>> {
        self.sent.lock().expect("nobody panicked").clone()
    }
}

/// A body in two pieces.
struct Pieces(VecDeque<Bytes>);

impl Chunks for Pieces {
    fn next(&mut self) -> ChunkFuture<'_> {
        Box::pin(async { Ok(self.0.pop_front()) })
    }
}

impl Transport for Double {
    fn send(&self, request: http::Request<RequestBody>) -> TransportFuture<'_> {
        let request = request.map(|body| body.as_bytes().cloned().expect("JSON is in memory"));
        self.sent.lock().expect("nobody panicked").push(request);
        let answer = self.answers.lock().expect("nobody panicked").pop_front();
        Box::pin(async move {
            let status = answer.expect("as many answers as requests")?;
            let pieces =
                [r#"{"code":"busy","#, r#""message":"later"}"#].map(|piece: &str| Bytes::from(piece.to_owned()));
            let mut response = http::Response::new(ResponseBody::from_chunks(Pieces(pieces.into())));
            *response.status_mut() = status;
            Ok(response)
        })
    }
}

#[tokio::test]
async fn a_double_sees_every_attempt_with_its_credentials() -> Outcome {
    let double = Double::new([
        Err(TransportError::connect("no route")),
        Ok(StatusCode::TOO_MANY_REQUESTS),
        Ok(StatusCode::BAD_REQUEST),
    ]);
    let client = builder("http://double.example/v1").transport(double.clone()).build()?;
    let request = BrowserRequest {
        stealth: Some(true),
        ..Default::default()
    };
    let error = client
        .browsers()
        .create(request)
        .timeout(Duration::from_secs(30))
        .await
        .failed()?;
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    let body = error
        .body::<kernel_api::types::Error>()
        .ok_or("the body is documented")?;
    assert_eq!(body.message, "later");

    let sent = double.sent();
    assert_eq!(sent.len(), 3);
    for request in sent {
        assert_eq!(request.uri(), "http://double.example/v1/browsers");
        assert_eq!(request.headers()["authorization"], format!("Bearer {TOKEN}"));
        assert_eq!(request.body().as_ref(), br#"{"stealth":true}"#);
    }
    Ok(())
}

#[tokio::test]
async fn a_transport_can_stand_around_the_usual_one() -> Outcome {
    /// Adds a header below everything else.
    struct Tracing(ReqwestTransport);

    impl Transport for Tracing {
        fn send(&self, mut request: http::Request<RequestBody>) -> TransportFuture<'_> {
            let value = http::HeaderValue::from_static("abc");
            request.headers_mut().insert("x-trace", value);
            self.0.send(request)
        }
    }

    let (server, _) = play([kernel_tests::Answer::created()])?;
    let client = builder(&server.url())
        .transport(Tracing(ReqwestTransport::new(Duration::from_secs(5))?))
        .build()?;
    assert_eq!(client.browsers().create(None).await?.timeout_seconds, 60);
    assert_eq!(server.requests()[0].header("x-trace"), Some("abc"));
    assert_eq!(server.hits(), 1);
    Ok(())
}
