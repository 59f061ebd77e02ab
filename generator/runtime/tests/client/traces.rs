//! Spans and events, as a subscriber sees them.

use crate::support::{
    Client, GET, OPERATION, SECRET, Script, Step, answer, client, status,
};
use kiln_runtime::http::{Error, Operation, decode};
use kiln_runtime::pages::{Items, Next, Paging};
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::DefaultGuard;
use tracing::{Event, Metadata, Subscriber};

static KEYED: Operation =
    Operation { security: &[&["queryKey", "bearerAuth"]], ..OPERATION };

/// Writes down every span, record and event, one a line.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).expect("a string");
    }
}

impl Log {
    fn write(&self, what: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(what.to_owned());
        record(&mut line);
        let mut log = self.0.lock().expect("not poisoned");
        log.push_str(&line.0);
        log.push('\n');
    }
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("kiln_runtime")
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.write("span", |line| span.record(line));
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        self.write("record", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.write("event", |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// Makes a log the subscriber of this thread.
///
/// A place in the code that another thread reaches for the first time just now may miss
/// that there is a subscriber, and be off for all; calls are made until all are on.
async fn subscribed(log: &Log) -> DefaultGuard {
    let guard = tracing::subscriber::set_default(log.clone());
    loop {
        client(&Script::new(&[status(200)])).empty(&GET).await.expect("200");
        let seen = std::mem::take(&mut *log.0.lock().expect("not poisoned"));
        if ["span", "event", "record"].iter().all(|what| seen.contains(what)) {
            return guard;
        }
        tracing::callsite::rebuild_interest_cache();
    }
}

/// What subscribers see of a call that meets these steps, and what comes of it.
async fn logged(steps: &[Step]) -> (String, Result<i64, Error>) {
    let log = Log::default();
    let guard = subscribed(&log).await;
    let builder = Client::builder().token(SECRET).transport(Script::new(steps));
    let client: Client = builder.build().expect("a client");
    let result = client.call(&GET, decode::json::<i64>).await;
    drop(guard);
    let log = log.0.lock().expect("not poisoned").clone();
    (log, result)
}

#[tokio::test(start_paused = true)]
async fn what_became_of_a_call_is_recorded_once() {
    let five = answer(200, &[], "5");
    let html = answer(200, &[("content-type", "text/html")], "<html>");
    for (steps, status, resends, error) in [
        (vec![five.clone()], Some(200), 0, None),
        (vec![status(503), Step::Break, five], Some(200), 2, None),
        (vec![answer(200, &[], "nonsense")], Some(200), 0, Some("Decode")),
        (vec![html], Some(200), 0, Some("ContentType")),
        (vec![status(503), status(404)], Some(404), 1, Some("Api")),
        (vec![status(503), Step::Unconnected], None, 2, Some("Connect")),
    ] {
        let (log, result) = logged(&steps).await;
        let kind = result.err().map(|error| format!("{:?}", error.kind()));
        assert_eq!(kind.as_deref(), error);
        let status = status.map(|code| format!("http.response.status_code={code}"));
        let error = error.map(|kind| format!("error.type={kind:?}"));
        let mut expected: Vec<_> = status.into_iter().collect();
        expected.push(format!("http.request.resend_count={resends}"));
        expected.extend(error);
        let recorded: Vec<_> =
            log.lines().filter_map(|line| line.strip_prefix("record ")).collect();
        assert_eq!(recorded, expected, "{log}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_is_a_span_and_an_attempt_an_event_and_neither_shows_a_credential() {
    let log = Log::default();
    let guard = subscribed(&log).await;
    let script = Script::new(&[status(503), answer(200, &[], "5")]);
    let client: Client =
        Client::builder().token(SECRET).transport(script).build().expect("a client");
    let call = client.call(&KEYED, decode::json::<i64>).query_pair("a", "1");
    assert_eq!(call.await.expect("5"), 5);
    drop(guard);

    let log = log.0.lock().expect("not poisoned").clone();
    assert!(!log.contains(SECRET), "{log}");
    let span = log.lines().find(|line| line.starts_with("span")).expect("a span");
    for field in [
        "http.request.method=\"GET\"",
        "url.full=\"https://api.acme.test/things?a=1&api%20key=REDACTED\"",
        "url.template=\"/things\"",
        "server.address=\"api.acme.test\"",
        "server.port=443",
    ] {
        assert!(span.contains(field), "{field} in {span}");
    }
    let events: Vec<_> = log.lines().filter(|line| line.starts_with("event")).collect();
    assert_eq!(events.len(), 2, "{log}");
    assert!(events[0].contains("http.response.status_code=503"), "{log}");
    assert!(events[0].contains("http.request.resend_count=0"), "{log}");
    assert!(events[0].contains("error.type=\"Api\""), "{log}");
    assert!(events[1].contains("http.response.status_code=200"), "{log}");
    assert!(events[1].contains("http.request.resend_count=1"), "{log}");
    assert!(!events[1].contains("error.type"), "{log}");
}

#[tokio::test]
async fn the_query_of_a_url_that_a_server_gave_is_not_shown() {
    static BY_LINK: Paging = Paging { next: Next::Link, more: None, items: "" };
    let log = Log::default();
    let guard = subscribed(&log).await;
    let link = format!("<https://cdn.acme.test/p2?sig={SECRET}>; rel=next");
    let script =
        Script::new(&[answer(200, &[("link", &link)], "[1]"), answer(200, &[], "[2]")]);
    let client: Client =
        Client::builder().token(SECRET).transport(script).build().expect("a client");
    let call = client.call(&KEYED, decode::json::<Vec<i64>>);
    let mut items = Items::new(call, &BY_LINK, |page| page);
    while let Some(item) = items.next().await {
        item.expect("an item");
    }
    drop(guard);

    let log = log.0.lock().expect("not poisoned").clone();
    assert!(!log.contains(SECRET), "{log}");
    assert!(log.contains("url.full=\"https://cdn.acme.test/p2\""), "{log}");
    assert_eq!(log.matches("server.address=\"cdn.acme.test\"").count(), 2, "{log}");
}
