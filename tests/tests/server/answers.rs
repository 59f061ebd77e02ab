//! What the server answers: in order, late, in pieces, cut off, and never beyond its own end.

use std::io::{self, Read};
use std::net::TcpStream;
use std::time::{Duration, Instant, UNIX_EPOCH};

use kernel_tests::{Answer, Cut, Server, Side};
use serde_json::Value;

use crate::client::{Client, LIMIT, Reply, call, create};

#[test]
fn an_answer_of_the_script_that_does_not_fit_is_the_servers_violation() {
    let drifted = Answer::created_with(|browser| browser["timeout_seconds"] = "60".into());
    let server = Server::start([drifted, Answer::misfit(|_| ())]).expect("the server starts");
    call(&server, &create("{}"));
    call(&server, &create("{}"));
    let found: Vec<_> = server
        .take_violations()
        .into_iter()
        .map(|v| (v.side, v.message))
        .collect();
    let expected = [
        "body: /timeout_seconds: \"60\" is not of type \"integer\"",
        "claims to break the document but fits",
    ];
    assert_eq!(found, expected.map(|message| (Side::Server, message.to_owned())));
}

#[test]
fn answers_come_in_order_on_one_connection_and_the_last_repeats() {
    let date = UNIX_EPOCH + Duration::from_secs(1_800_000_000);
    let server = Server::start([
        Answer::bad_request(),
        Answer::unauthorized(),
        Answer::forbidden(),
        Answer::too_many_requests().retry_after_seconds(7),
        Answer::too_many_requests().retry_after_fraction(0.5),
        Answer::too_many_requests().retry_after_date(date),
        Answer::too_many_requests().retry_after_ms(250),
        Answer::internal_error(),
        Answer::unavailable(),
        Answer::capacity_exhausted(),
        Answer::created_complete(),
    ])
    .expect("the server starts");
    let mut client = Client::connect(&server);
    let replies: Vec<Reply> = (0..12).map(|_| client.call(&create("{}"))).collect();
    let statuses: Vec<&str> = replies.iter().map(Reply::status).collect();
    let expected = [
        "400", "401", "403", "429", "429", "429", "429", "500", "503", "529", "200", "200",
    ];
    assert_eq!(statuses, expected);
    let after: Vec<_> = replies[3..6].iter().map(|reply| reply.header("retry-after")).collect();
    assert_eq!(after, [Some("7"), Some("0.5"), Some("Fri, 15 Jan 2027 08:00:00 GMT")]);
    assert_eq!(replies[6].header("retry-after-ms"), Some("250"));
    assert_eq!(replies[9].json()["code"], "capacity_exhausted");
    assert_eq!(replies[11].json()["usage"]["uptime_ms"], 2_505_600_000_i64);
    assert_eq!((server.hits(), server.connections()), (12, 1));
}

#[test]
fn bodies_that_break_the_document_arrive_as_scripted() {
    let script = [
        Answer::malformed_json(),
        Answer::missing_required(),
        Answer::wrong_type(),
        Answer::html(),
    ];
    let server = Server::start(script).expect("the server starts");
    let mut client = Client::connect(&server);
    assert!(serde_json::from_slice::<Value>(&client.call(&create("{}")).body).is_err());
    assert_eq!(client.call(&create("{}")).json().get("session_id"), None);
    assert_eq!(client.call(&create("{}")).json()["viewport"]["width"], "wide");
    assert_eq!(
        client.call(&create("{}")).header("content-type"),
        Some("text/html; charset=utf-8")
    );
}

#[test]
fn a_connection_is_cut_where_the_script_says() {
    for (cut, read) in [(Cut::BeforeReading, 0), (Cut::AfterReading, 1), (Cut::HalfBody, 1)] {
        let server = Server::start([Answer::created().cut(cut), Answer::created()]).expect("the server starts");
        let mut client = Client::connect(&server);
        client.send(&create("{}"));
        let mut received = Vec::new();
        let end = client.0.read_to_end(&mut received);
        let text = String::from_utf8_lossy(&received);
        match cut {
            Cut::BeforeReading => assert!(end.is_err_and(|e| e.kind() == io::ErrorKind::ConnectionReset)),
            Cut::AfterReading => assert_eq!((end.expect("a clean end"), &*text), (0, "")),
            Cut::HalfBody => {
                let (head, body) = text.split_once("\r\n\r\n").expect("a whole head");
                let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
                let length: usize = length.expect("a length").parse().expect("a number");
                assert_eq!(body.len(), length / 2);
            }
        }
        assert_eq!((server.hits(), server.requests().len()), (1, read), "{cut:?}");
        assert_eq!(
            call(&server, &create("{}")).status(),
            "200",
            "the next answer follows {cut:?}"
        );
    }
}

#[test]
fn a_head_and_a_body_come_late_when_told_so() {
    let pause = Duration::from_millis(150);
    let server = Server::start([Answer::created().delay_head(pause), Answer::created().delay_body(pause)]);
    let server = server.expect("the server starts");
    let mut client = Client::connect(&server);
    client.send(&create("{}"));
    let begun = Instant::now();
    client.0.read_exact(&mut [0]).expect("the head comes");
    assert!(begun.elapsed() >= pause.mul_f32(0.8));
    client.reply().expect("the rest comes");

    client.send(&create("{}"));
    client.0.read_exact(&mut [0]).expect("the head comes");
    let begun = Instant::now();
    client.reply().expect("the rest comes");
    assert!(begun.elapsed() >= pause.mul_f32(0.8));
}

#[test]
fn a_huge_body_comes_whole_with_a_length_and_in_chunks() {
    let server = Server::start([Answer::huge(3_000_000), Answer::huge(100_000).chunked()]).expect("the server starts");
    let mut client = Client::connect(&server);
    assert!(client.call(&create("{}")).body.len() > 3_000_000);

    let chunked = client.call(&create("{}"));
    assert_eq!(chunked.header("transfer-encoding"), Some("chunked"));
    assert_eq!(chunked.header("content-length"), None);
    let mut received = Vec::new();
    while !received.ends_with(b"\r\n0\r\n\r\n") {
        let mut piece = [0; 4096];
        let length = client.0.read(&mut piece).expect("the rest comes");
        received.extend_from_slice(&piece[..length]);
    }
    assert!(received.starts_with(b"4000\r\n"), "chunks of 16 KiB");
    assert!(received.len() > 100_000);
}

#[test]
fn a_reserved_port_refuses_until_the_server_opens_on_it() {
    let reserved = Server::reserve().expect("there is a port");
    let url = reserved.url();
    let address = url.strip_prefix("http://").expect("an address").to_owned();
    let refused = TcpStream::connect(&address).expect_err("nobody listens");
    assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
    let server = reserved.open([Answer::created()]).expect("the server starts");
    assert_eq!(server.url(), url);
    assert_eq!(call(&server, &create("{}")).status(), "200");
}

#[test]
fn with_an_empty_script_every_request_is_a_violation() {
    let server = Server::start([]).expect("the server starts");
    assert_eq!(call(&server, &create("{}")).status(), "400");
    let found = server.take_violations();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].message, "the test expects no request");
}

#[test]
fn dropping_the_server_ends_its_connections_at_once() {
    let server = Server::start([Answer::created().delay_head(Duration::from_secs(3600))]).expect("the server starts");
    let mut client = Client::connect(&server);
    client.send(&create("{}"));
    let deadline = Instant::now() + LIMIT;
    while server.hits() == 0 && Instant::now() < deadline {
        std::thread::yield_now();
    }
    let begun = Instant::now();
    let address = server.address();
    drop(server);
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert!(client.reply().is_err());
    assert!(TcpStream::connect(address).is_err());
}
