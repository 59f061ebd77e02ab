//! Code of the program around the transport.

use crate::support::{
    Client, GET, OPERATION, POST, SECRET, Script, answer, shown, status,
};
use kiln_runtime::http::{
    Bytes, ErrorKind, Middleware, Next, Operation, RequestBody, ResponseBody,
    TransportError, TransportFuture, decode,
};
use std::sync::{Arc, Mutex};
use std::time::Duration;

static KEYED: Operation = Operation { security: &[&["bearerAuth"]], ..OPERATION };

/// Writes its name into a header of every request, and into a log before and after.
struct Named(&'static str, Arc<Mutex<Vec<String>>>);

impl Named {
    fn log(&self, what: &str) {
        self.1.lock().expect("not poisoned").push(format!("{what} {}", self.0));
    }
}

impl Middleware for Named {
    fn handle<'a>(
        &'a self,
        mut request: http::Request<RequestBody>,
        next: Next<'a>,
    ) -> TransportFuture<'a> {
        Box::pin(async move {
            self.log("into");
            let name = self.0.parse().expect("a value");
            request.headers_mut().append("x-via", name);
            let response = next.send(request).await;
            self.log("out of");
            response
        })
    }
}

/// Does one thing in place of the transport.
struct Instead(fn(&http::Request<RequestBody>) -> Result<&'static str, TransportError>);

impl Middleware for Instead {
    fn handle<'a>(
        &'a self,
        request: http::Request<RequestBody>,
        _: Next<'a>,
    ) -> TransportFuture<'a> {
        let answer = (self.0)(&request);
        Box::pin(async move {
            answer.map(|text| {
                http::Response::new(ResponseBody::from(Bytes::from_static(
                    text.as_bytes(),
                )))
            })
        })
    }
}

/// Sends again, with another header, what is answered with 401.
struct Renewed;

impl Middleware for Renewed {
    fn handle<'a>(
        &'a self,
        request: http::Request<RequestBody>,
        next: Next<'a>,
    ) -> TransportFuture<'a> {
        let (head, body) = request.into_parts();
        Box::pin(async move {
            let bytes = body.into_bytes().await?;
            let build = || http::Request::from_parts(head.clone(), bytes.clone().into());
            let response = next.send(build()).await?;
            if response.status() != 401 {
                return Ok(response);
            }
            let mut again = build();
            again.headers_mut().insert("x-token", "new".parse().expect("a value"));
            next.send(again).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_is_the_outermost_and_each_sees_every_request() {
    let steps =
        [status(503), answer(302, &[("location", "/x")], ""), answer(200, &[], "5")];
    let (script, log) = (Script::new(&steps), Arc::default());
    let builder = Client::builder().transport(Arc::clone(&script));
    let builder = builder
        .middleware(Named("one", Arc::clone(&log)))
        .middleware(Arc::new(Named("two", Arc::clone(&log))));
    let client: Client = builder.build().expect("a client");
    let response = client.call(&GET, decode::json::<i64>).send().await.expect("5");
    assert_eq!((*response.body(), response.retries()), (5, 1));
    for seen in script.seen() {
        let via: Vec<_> = seen.headers.get_all("x-via").iter().collect();
        assert_eq!(via, ["one", "two"]);
    }
    let log = log.lock().expect("not poisoned");
    assert_eq!(log.len(), 3 * 4);
    assert_eq!(log[..4], ["into one", "into two", "out of two", "out of one"]);
}

#[tokio::test(start_paused = true)]
async fn it_can_answer_itself_and_fail_itself() {
    let script = Script::new(&[status(500)]);
    let built = |instead| -> Client {
        let builder = Client::builder().transport(Arc::clone(&script)).token(SECRET);
        builder.middleware(Instead(instead)).build().expect("a client")
    };
    let client = built(|request| {
        assert!(request.headers()["authorization"].is_sensitive());
        Ok("7")
    });
    assert_eq!(client.call(&KEYED, decode::json::<i64>).await.expect("7"), 7);
    for (instead, operation, kind, attempts) in [
        (built(|_| Err(TransportError::refused("no"))), &GET, ErrorKind::Request, 1),
        (built(|_| Err(TransportError::connect("no"))), &POST, ErrorKind::Connect, 3),
        (
            built(|_| Err(TransportError::interrupted("no"))),
            &POST,
            ErrorKind::Transport,
            1,
        ),
    ] {
        let error = instead.empty(operation).await.expect_err("no answer");
        assert_eq!((error.kind(), error.attempts()), (kind, attempts));
        assert!(!shown(&error).contains(SECRET));
    }
    assert_eq!(script.count(), 0);
}

#[tokio::test(start_paused = true)]
async fn it_can_send_more_than_once() {
    let script = Script::new(&[status(401), answer(200, &[], "5")]);
    let builder = Client::builder().transport(Arc::clone(&script)).middleware(Renewed);
    let client: Client = builder.build().expect("a client");
    let call = client.call(&POST, decode::json::<i64>).json(&1_i64);
    assert_eq!(call.await.expect("5"), 5);
    let seen = script.seen();
    assert_eq!((&*seen[0].body, &*seen[1].body), (&b"1"[..], &b"1"[..]));
    assert_eq!(
        (seen[0].header("x-token"), seen[1].header("x-token")),
        (None, Some("new"))
    );
}

/// Never comes to an end.
struct Stuck;

impl Middleware for Stuck {
    fn handle<'a>(
        &'a self,
        _: http::Request<RequestBody>,
        _: Next<'a>,
    ) -> TransportFuture<'a> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn it_is_given_up_when_the_time_is_over() {
    let builder = Client::builder().transport(Script::new(&[status(200)]));
    let client: Client = builder.middleware(Stuck).build().expect("a client");
    let call = client.empty(&POST).timeout(Duration::from_secs(1));
    assert_eq!(call.await.expect_err("overdue").kind(), ErrorKind::Timeout);
}
