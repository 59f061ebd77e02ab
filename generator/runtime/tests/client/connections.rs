//! How long connections are kept, and where they lead: what the transport is told besides
//! requests. The servers here are threads that block, so that no schedule decides.

use crate::environment::is_child;
use crate::support::{Client, GET, POST};
use kiln_runtime::http::{ErrorKind, RequestBody, ReqwestTransport, Transport, decode};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Answers 42 on every connection once, and then closes it after this time.
fn serve(listener: TcpListener, idle: Duration) -> Arc<AtomicUsize> {
    let connections = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&connections);
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n42";
            let _ = stream.write_all(answer);
            std::thread::sleep(idle);
        }
    });
    connections
}

fn client(address: impl std::fmt::Display) -> Client {
    let builder = Client::builder().base_url(format!("http://{address}"));
    builder.retries(0).timeout(Duration::from_secs(10)).build().expect("a client")
}

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_does_no_harm_to_a_post() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let client = client(listener.local_addr().expect("an address"));
    let connections = serve(listener, Duration::from_millis(10));
    for _ in 0..2 {
        let value = client.call(&POST, decode::json::<i64>).json(&1_i64).await;
        assert_eq!(value.expect("42"), 42);
        // The one thread of this runtime is blocked, so that nobody is told that the
        // server closes the connection: only its age speaks against it.
        std::thread::sleep(Duration::from_millis(4_100));
    }
    assert_eq!(connections.load(Ordering::SeqCst), 2);
}

/// Answers with the first line of the request and its host.
fn echo() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    std::thread::spawn(move || {
        while let Ok((mut stream, _)) = listener.accept() {
            let mut bytes = [0; 4096];
            let length = stream.read(&mut bytes).unwrap_or_default();
            let text = String::from_utf8_lossy(&bytes[..length]).into_owned();
            let host = text.lines().find(|line| line.starts_with("host: "));
            let body = format!("{} {host:?}", text.lines().next().unwrap_or_default());
            let _ = write!(
                stream,
                "HTTP/1.1 200 OK\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{body}",
                body.len()
            );
        }
    });
    address
}

/// What a server reads when a transport is asked for a URL.
async fn echoed(transport: &ReqwestTransport, uri: &str) -> String {
    let mut request = http::Request::new(RequestBody::default());
    *request.uri_mut() = uri.parse().expect("a URL");
    let mut body = transport.send(request).await.expect("an answer").into_body();
    let chunk = body.next().await.expect("a body").unwrap_or_default();
    String::from_utf8(chunk.to_vec()).expect("text")
}

#[tokio::test]
async fn a_url_is_requested_in_the_same_way_the_first_time_and_later() {
    let fresh = || ReqwestTransport::new(Duration::from_secs(5)).expect("TLS");
    let (here, there) = (echo(), echo());
    let known = fresh();
    let first = echoed(&known, &format!("http://{here}/first?a=1")).await;
    assert!(first.starts_with("GET /first?a=1 "), "{first}");
    for server in
        [here.to_string(), there.to_string(), format!("LOCALHOST:{}", here.port())]
    {
        for path in [
            "",
            "/",
            "/?",
            "/a?b=c&d=%20e",
            "//a/b",
            "//a",
            "/a//b/",
            "/a/../b",
            "/a/./%2e%2e/b",
            "/%C3%A9?%C3%A9",
            "/a:b@c",
            "/a;b=c",
            "/?//a",
            "/a|b",
            "/'\"?'",
        ] {
            let uri = format!("http://{server}{path}");
            if uri.parse::<http::Uri>().is_ok() {
                assert_eq!(
                    echoed(&known, &uri).await,
                    echoed(&fresh(), &uri).await,
                    "{uri}"
                );
            }
        }
    }
}

#[tokio::test]
async fn a_connection_that_does_not_open_is_given_up_after_its_own_time() {
    // A server that accepts nothing, and whose queue is full.
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).expect("a port");
    let address = socket.local_addr().expect("an address");
    let _server = socket.listen(1).expect("a server");
    let mut waiting = Vec::new();
    let short = Duration::from_millis(200);
    while let Ok(Ok(stream)) =
        tokio::time::timeout(short, tokio::net::TcpStream::connect(address)).await
    {
        waiting.push(stream);
        assert!(waiting.len() < 100, "the queue has an end");
    }
    let builder = Client::builder().base_url(format!("http://{address}")).retries(0);
    let client = builder.connect_timeout(short).build().expect("a client");
    let begin = std::time::Instant::now();
    let error = client.empty(&POST).await.expect_err("no connection");
    assert_eq!((error.kind(), error.is_timeout()), (ErrorKind::Connect, true));
    assert!(!error.may_have_been_handled());
    assert!((short..Duration::from_secs(5)).contains(&begin.elapsed()));
}

/// A proxy that nobody is, for every kind of request, with no exceptions.
const PROXY: &[(&str, &str)] = &[
    ("HTTP_PROXY", "http://user:s3cr3t-v4lue@127.0.0.1:9"),
    ("http_proxy", "http://user:s3cr3t-v4lue@127.0.0.1:9"),
    ("ALL_PROXY", "http://user:s3cr3t-v4lue@127.0.0.1:9"),
    ("NO_PROXY", ""),
    ("no_proxy", ""),
];

#[tokio::test]
async fn a_server_on_this_machine_is_called_without_the_proxy() {
    let test = "connections::a_server_on_this_machine_is_called_without_the_proxy";
    if is_child(test, PROXY) {
        let here = |address: SocketAddr| {
            let listener = TcpListener::bind(address).expect("a port");
            let port = listener.local_addr().expect("an address").port();
            serve(listener, Duration::ZERO);
            port
        };
        let port = here((Ipv4Addr::LOCALHOST, 0).into());
        let other = here((Ipv4Addr::new(127, 0, 0, 9), 0).into());
        let mut addresses = vec![
            format!("127.0.0.1:{port}"),
            format!("localhost:{port}"),
            format!("LOCALHOST:{port}"),
            format!("127.0.0.9:{other}"),
        ];
        if TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok() {
            addresses.push(format!("[::1]:{}", here((Ipv6Addr::LOCALHOST, 0).into())));
        }
        for address in addresses {
            let value = client(&address).call(&GET, decode::json::<i64>).await;
            assert_eq!(value.expect(&address), 42);
        }
    }
}

#[tokio::test]
async fn any_other_server_is_called_through_the_proxy() {
    if is_child("connections::any_other_server_is_called_through_the_proxy", PROXY) {
        for host in ["192.0.2.1", "128.0.0.1", "localhost.acme.test", "mylocalhost"] {
            // Nothing listens on the port of the proxy, which is found out at once;
            // these servers would time out or have no address.
            let call = client(host).empty(&GET);
            let error = call.await.expect_err("there is no proxy");
            assert_eq!((error.kind(), error.is_timeout()), (ErrorKind::Connect, false));
            let cause = crate::support::shown(&error);
            assert!(cause.contains("refused"), "{host}: {cause}");
        }
    }
}

#[test]
fn the_transport_does_not_show_the_password_of_a_proxy() {
    let test = "connections::the_transport_does_not_show_the_password_of_a_proxy";
    if is_child(test, PROXY) {
        let transport = ReqwestTransport::new(Duration::from_secs(1)).expect("TLS");
        let shown = format!("{transport:?}");
        assert!(shown.starts_with("ReqwestTransport"), "{shown}");
        assert!(!shown.contains("s3cr3t-v4lue") && !shown.contains("127.0.0.1"));
    }
}
