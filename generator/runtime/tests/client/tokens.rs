//! Tokens of OAuth 2 and other credentials that are asked for, over real connections to a
//! service that counts what it is asked.

use crate::sockets::read_request;
use crate::support::{Client, OPERATION, SECRET, shown};
use kiln_runtime::http::{
    Api, Builder, ErrorKind, File, Operation, Scheme, SchemeKind, SecretString, decode,
};
use kiln_runtime::oauth::{OAuth, OAuthError};
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

static TABLE: Api = Api {
    name: "acme-api",
    version: "1.2.3",
    base_url: "",
    servers: &[],
    env: "ACME",
    schemes: &[
        Scheme {
            name: "oauth",
            kind: SchemeKind::OAuth { token_url: "/token", refresh_url: "/refresh" },
        },
        Scheme {
            name: "none",
            kind: SchemeKind::OAuth { token_url: "", refresh_url: "" },
        },
        Scheme { name: "digest", kind: SchemeKind::Http("Digest") },
        Scheme { name: "key", kind: SchemeKind::Query("key") },
    ],
};

pub(crate) static GET: Operation = Operation { security: &[&["oauth"]], ..OPERATION };
pub(crate) static SAVE: Operation = Operation { security: &[&["oauth"]], ..POST_LIKE };
static NOWHERE: Operation = Operation { security: &[&["none"]], ..OPERATION };
static DIGEST: Operation = Operation { security: &[&["digest", "key"]], ..OPERATION };
const POST_LIKE: Operation =
    Operation { method: kiln_runtime::http::Method::POST, ..OPERATION };

/// What the token endpoint and the API do.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    /// The life of a token in seconds, as JSON.
    pub(crate) expires_in: &'static str,
    /// The tokens before this one are rejected.
    pub(crate) first_good: usize,
    /// The time that the token endpoint takes.
    pub(crate) delay: Duration,
    /// The number of its first answers that are errors.
    pub(crate) failures: usize,
    /// The status and the headers of those; where it is empty, the connection is closed.
    pub(crate) failure: &'static str,
}

pub(crate) const PLAN: Plan = Plan {
    expires_in: "3600",
    first_good: 1,
    delay: Duration::ZERO,
    failures: 0,
    failure: "400 Bad Request",
};

pub(crate) struct Service {
    address: SocketAddr,
    pub(crate) tokens: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<String>>>,
}

impl Service {
    pub(crate) async fn start(plan: Plan) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let service = Self {
            address: listener.local_addr().expect("an address"),
            tokens: Arc::default(),
            requests: Arc::default(),
        };
        let shared = (Arc::clone(&service.tokens), Arc::clone(&service.requests));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, plan, shared.clone()));
            }
        });
        service
    }

    pub(crate) fn builder(&self) -> Builder<Client> {
        let builder = Builder::<Client>::new(&TABLE);
        builder.base_url(format!("http://{}/api", self.address)).retries(0)
    }

    pub(crate) fn client(&self) -> Client {
        let oauth = OAuth::client_credentials("id", SECRET);
        self.builder().credential_provider("oauth", oauth).build().expect("a client")
    }

    /// The requests with this path.
    pub(crate) fn seen(&self, path: &str) -> Vec<String> {
        let requests = self.requests.lock().expect("not poisoned").clone();
        let wanted = |request: &String| request.contains(&format!(" {path} "));
        requests.into_iter().filter(wanted).collect()
    }
}

type Shared = (Arc<AtomicUsize>, Arc<Mutex<Vec<String>>>);

async fn serve(mut stream: TcpStream, plan: Plan, (tokens, requests): Shared) {
    while let Some(request) = read_request(&mut stream).await {
        requests.lock().expect("not poisoned").push(request.clone());
        let (status, body) = if request.starts_with("POST /api") {
            api(plan, &request)
        } else if request.starts_with("POST") {
            let number = tokens.fetch_add(1, Ordering::SeqCst) + 1;
            sleep(plan.delay).await;
            if number <= plan.failures && plan.failure.is_empty() {
                return;
            }
            if number <= plan.failures {
                let secret =
                    format!("{{\"error\":\"invalid_grant\",\"why\":\"{SECRET}\"}}");
                (plan.failure, secret)
            } else {
                let life = plan.expires_in;
                let token = format!(
                    "{{\"access_token\":\"t{number}\",\"expires_in\":{life},\"refresh_token\":\"r{number}\"}}"
                );
                ("200 OK", token)
            }
        } else {
            api(plan, &request)
        };
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: application/json\r\nwww-authenticate: Digest nonce=n\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        if stream.write_all((head + &body).as_bytes()).await.is_err() {
            return;
        }
    }
}

fn api(plan: Plan, request: &str) -> (&'static str, String) {
    let header =
        request.lines().find_map(|line| line.strip_prefix("authorization: Bearer t"));
    let number = header.and_then(|number| number.trim().parse::<usize>().ok());
    if number.is_some_and(|number| number >= plan.first_good) {
        ("200 OK", "42".to_owned())
    } else {
        ("401 Unauthorized", "{}".to_owned())
    }
}

#[tokio::test]
async fn a_token_is_got_once_and_kept() {
    let service = Service::start(PLAN).await;
    let client = service.client();
    for _ in 0..3 {
        assert_eq!(client.call(&GET, decode::json::<i64>).await.expect("42"), 42);
    }
    let asked = service.seen("/token");
    assert_eq!(asked.len(), 1);
    let basic = "authorization: Basic aWQ6czNjcjN0LXY0bHVl\r\n";
    assert!(asked[0].contains(basic), "{}", asked[0]);
    assert!(asked[0].contains("content-type: application/x-www-form-urlencoded\r\n"));
    assert!(asked[0].ends_with("\r\n\r\ngrant_type=client_credentials"), "{}", asked[0]);
    assert_eq!(service.seen("/api/things").len(), 3);
}

#[tokio::test]
async fn what_is_set_up_is_sent() {
    let service = Service::start(PLAN).await;
    let oauth = OAuth::client_credentials("a b", "c&d")
        .scope("read write")
        .parameter("audience", "https://a")
        .credentials_in_body()
        .token_url(format!("http://{}/other", service.address));
    assert!(!format!("{oauth:?}").contains("c&d"));
    let builder = service.builder().credential_provider("oauth", oauth);
    assert!(!format!("{builder:?}").contains("c&d"));
    builder.build().expect("a client").empty(&GET).await.expect("200");
    let asked = service.seen("/other").remove(0);
    let form = "grant_type=client_credentials&client_id=a+b&client_secret=c%26d&scope=read+write&audience=https%3A%2F%2Fa";
    assert!(asked.ends_with(form), "{asked}");
    assert!(!asked.contains("authorization"), "{asked}");

    let oauth = OAuth::client_credentials("a b", "c:d");
    let builder = service.builder().credential_provider("oauth", oauth);
    builder.build().expect("a client").empty(&GET).await.expect("200");
    // `a+b:c%3Ad`
    assert!(service.seen("/token")[0].contains("Basic YStiOmMlM0Fk\r\n"));
}

#[tokio::test]
async fn a_token_that_expires_is_got_again() {
    for (expires_in, count) in [("0", 3), ("\"0\"", 3), ("3600", 1), ("null", 1)] {
        let service = Service::start(Plan { expires_in, ..PLAN }).await;
        let client = service.client();
        for _ in 0..3 {
            client.empty(&GET).await.expect("200");
        }
        assert_eq!(service.seen("/token").len(), count, "{expires_in}");
    }
    // Used for nine tenths of its life, and not until the end.
    let service = Service::start(Plan { expires_in: "1", ..PLAN }).await;
    let client = service.client();
    client.empty(&GET).await.expect("200");
    client.empty(&GET).await.expect("200");
    assert_eq!(service.seen("/token").len(), 1);
    sleep(Duration::from_millis(950)).await;
    client.empty(&GET).await.expect("200");
    assert_eq!(service.seen("/token").len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_at_the_same_time_share_one_request() {
    let delay = Duration::from_millis(200);
    let service = Service::start(Plan { delay, ..PLAN }).await;
    let client = service.client();
    let calls: Vec<_> =
        (0..20).map(|_| tokio::spawn(client.empty(&GET).into_future())).collect();
    for call in calls {
        call.await.expect("no panic").expect("200");
    }
    assert_eq!(service.seen("/token").len(), 1);
    assert_eq!(service.seen("/api/things").len(), 20);
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_at_the_same_time_share_one_error_and_the_next_call_tries_again() {
    let delay = Duration::from_millis(200);
    let service = Service::start(Plan { delay, failures: 1, ..PLAN }).await;
    let client = service.client();
    let calls: Vec<_> =
        (0..5).map(|_| tokio::spawn(client.empty(&GET).into_future())).collect();
    for call in calls {
        let error = call.await.expect("no panic").expect_err("no token");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
        assert!(!shown(&error).contains(SECRET), "{error:?}");
        let cause = std::error::Error::source(&error).expect("a cause");
        let cause = cause.downcast_ref::<OAuthError>().expect("of this type");
        assert_eq!(cause.code(), Some("invalid_grant"));
        assert_eq!(cause.status().map(|status| status.as_u16()), Some(400));
    }
    assert_eq!(service.seen("/token").len(), 1);
    assert_eq!(service.seen("/api/things").len(), 0);
    client.empty(&GET).await.expect("200");
}

#[tokio::test]
async fn a_call_that_is_dropped_hands_the_request_on() {
    let delay = Duration::from_millis(300);
    let service = Service::start(Plan { delay, ..PLAN }).await;
    let client = service.client();
    let first = timeout(Duration::from_millis(100), client.empty(&GET).into_future());
    let second = client.empty(&GET).timeout(Duration::from_secs(5)).into_future();
    let (first, second) = tokio::join!(first, second);
    assert!(first.is_err(), "dropped while it had the lead");
    second.expect("200");
    assert_eq!(service.seen("/token").len(), 2);
    client.empty(&GET).await.expect("200");
    assert_eq!(service.seen("/token").len(), 2);
}

#[tokio::test]
async fn the_time_of_a_call_runs_while_a_token_is_got() {
    let delay = Duration::from_secs(30);
    let service = Service::start(Plan { delay, ..PLAN }).await;
    let call = service.client().empty(&GET).timeout(Duration::from_millis(100));
    let error = call.await.expect_err("too late");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0));
    assert!(!error.may_have_been_handled());
}

#[tokio::test]
async fn a_rejected_token_is_renewed_once_whatever_the_method() {
    let service = Service::start(Plan { first_good: 2, ..PLAN }).await;
    let client = service.client();
    let value = client.call(&SAVE, decode::json::<i64>).json(&1_i64).await;
    assert_eq!(value.expect("42"), 42);
    let sent = service.seen("/api/things");
    assert_eq!((service.seen("/token").len(), sent.len()), (2, 2));
    assert!(sent.iter().all(|request| request.ends_with("\r\n\r\n1")));

    let service = Service::start(Plan { first_good: 99, ..PLAN }).await;
    let error = service.client().empty(&GET).await.expect_err("never good");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(
        (service.seen("/token").len(), service.seen("/api/things").len()),
        (2, 2)
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn calls_that_are_rejected_at_the_same_time_renew_once() {
    let delay = Duration::from_millis(100);
    let service = Service::start(Plan { delay, first_good: 2, ..PLAN }).await;
    let client = service.client();
    let calls: Vec<_> =
        (0..10).map(|_| tokio::spawn(client.empty(&GET).into_future())).collect();
    for call in calls {
        call.await.expect("no panic").expect("200");
    }
    assert_eq!(service.seen("/token").len(), 2);
}

#[tokio::test]
async fn a_body_that_was_read_is_not_sent_with_another_token() {
    let service = Service::start(Plan { first_good: 2, ..PLAN }).await;
    let body = File::from_reader(&b"1"[..]);
    let call = service.client().empty(&SAVE).file(body, "text/plain");
    let error = call.await.expect_err("rejected");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(
        (service.seen("/token").len(), service.seen("/api/things").len()),
        (1, 1)
    );
}

#[tokio::test]
async fn refresh_tokens_are_followed() {
    let service = Service::start(Plan { expires_in: "0", ..PLAN }).await;
    let stored: Arc<Mutex<Vec<String>>> = Arc::default();
    let store = Arc::clone(&stored);
    let oauth = OAuth::refresh_token("id", None, SECRET).on_rotation(move |token| {
        let token = secrecy::ExposeSecret::expose_secret(token).to_owned();
        store.lock().expect("not poisoned").push(token);
    });
    let builder = service.builder().credential_provider("oauth", oauth);
    let client = builder.build().expect("a client");
    client.empty(&GET).await.expect("200");
    client.empty(&GET).await.expect("200");
    let asked = service.seen("/refresh");
    let first = "grant_type=refresh_token&refresh_token=s3cr3t-v4lue&client_id=id";
    assert!(asked[0].ends_with(first), "{}", asked[0]);
    assert!(asked[1].ends_with("&refresh_token=r1&client_id=id"), "{}", asked[1]);
    assert_eq!(*stored.lock().expect("not poisoned"), ["r1", "r2"]);
}

#[tokio::test]
async fn a_token_endpoint_that_is_nowhere_is_an_error_before_anything_is_sent() {
    let service = Service::start(PLAN).await;
    let oauth = OAuth::client_credentials("id", SECRET);
    let builder = service.builder().credential_provider("none", oauth);
    let client = builder.build().expect("a client");
    let error = client.empty(&NOWHERE).await.expect_err("no token endpoint");
    assert_eq!(error.kind(), ErrorKind::Credential);
    assert!(shown(&error).contains("token_url"), "{}", shown(&error));
    assert_eq!(service.seen("/api/things").len(), 0);
}

#[tokio::test]
async fn a_closure_is_a_provider_and_gets_what_was_rejected() {
    let service = Service::start(PLAN).await;
    let asked: Arc<Mutex<Vec<bool>>> = Arc::default();
    let log = Arc::clone(&asked);
    let provider = move |rejected: Option<SecretString>| {
        log.lock().expect("not poisoned").push(rejected.is_some());
        async move { Ok::<_, std::io::Error>(SecretString::from("username=u")) }
    };
    let builder = service.builder().credential_provider("digest", provider);
    let client = builder.credential("key", SECRET).build().expect("a client");
    let error = client.empty(&DIGEST).await.expect_err("401");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert!(!shown(&error).contains(SECRET));
    assert_eq!(*asked.lock().expect("not poisoned"), [false, true]);
    let sent = service.seen("/api/things?key=s3cr3t-v4lue");
    assert_eq!(sent.len(), 2);
    assert!(sent[0].contains("authorization: Digest username=u\r\n"), "{}", sent[0]);
}

#[tokio::test]
async fn a_provider_that_fails_or_brings_nothing_is_an_error_of_the_call() {
    let service = Service::start(PLAN).await;
    for (answer, words) in [
        (Err("the vault is closed"), "the vault is closed"),
        (Ok(""), "is blank"),
        (Ok("a\nb"), "a character that headers cannot carry"),
    ] {
        let provider = move |_| async move {
            answer.map(SecretString::from).map_err(str::to_owned)
        };
        let builder = service.builder().credential_provider("oauth", provider);
        let client = builder.build().expect("a client");
        let error = client.empty(&GET).await.expect_err("no credential");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Credential, 0));
        assert!(shown(&error).contains(words), "{}", shown(&error));
    }
    assert_eq!(service.seen("/api/things").len(), 0);
    let by_hand = service
        .builder()
        .credential_provider("oauth", |_| async { Err::<SecretString, _>("not asked") });
    let client = by_hand.build().expect("a client");
    client.empty(&GET).header("authorization", "Bearer t7").await.expect("200");
}

#[tokio::test]
async fn a_client_of_ones_own_is_a_transport() {
    let service = Service::start(PLAN).await;
    let own = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client");
    let transport = kiln_runtime::http::ReqwestTransport::from(own);
    let builder = service.builder().token("t1").transport(transport);
    builder.build().expect("a client").empty(&GET).await.expect("200");
}
