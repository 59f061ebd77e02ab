//! How many calls a second the generated client makes, beside code written by hand with `reqwest` and serde that does the
//! same: the same request, the same answer, types with the same fields.
//!
//! ```text
//! cargo run --release -p kernel-tests --example call_speed
//! ```
//!
//! The server is a thread of this program that reads requests and writes one answer. The two take many short turns, each
//! pair of them a ratio of its own, so that what else the machine does meets both. The program fails if the median of the
//! ratios is less than it may be.
//!
//! Work can be counted instead of time, on any machine however busy it is: `client` or `by-hand` and a number make so many
//! calls, all of them on the first thread. Of two numbers the difference is free of what it takes to begin:
//!
//! ```text
//! valgrind --tool=callgrind --separate-threads=yes target/release/examples/call_speed client 1000
//! ```

use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::pin::Pin;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Duration, Instant};

use kernel_api::Client;
use kernel_api::types::{BrowserProfile, BrowserRequest, BrowserViewport};
use tokio::runtime::Runtime;

/// Turns of each; the median counts.
const TURNS: usize = 301;
/// How long a turn takes, about.
const TURN: Duration = Duration::from_millis(25);
/// What the client must reach of the speed of the other.
const LEAST: f64 = 0.95;

const BROWSER: &str = r#"{"session_id":"htzv5orfit78e1m2biiifpbv","cdp_ws_url":"wss://proxy.example.com/cdp?jwt=eyJhbGciOiJIUzI1NiJ9",
"webdriver_ws_url":"wss://proxy.example.com/webdriver?jwt=eyJhbGciOiJIUzI1NiJ9","browser_live_view_url":"https://live.example.com/v",
"headless":false,"stealth":true,"timeout_seconds":60,"created_at":"2026-01-02T03:04:05Z","kiosk_mode":false,
"viewport":{"width":1280,"height":800,"refresh_rate":60},"profile":{"id":"p1","name":"shopping","created_at":"2026-01-02T03:04:05Z"},
"usage":{"uptime_ms":12345}}"#;

/// The same by hand.
mod by_hand {
    use serde::{Deserialize, Serialize};

    #[derive(Serialize)]
    pub(crate) struct Request {
        pub(crate) stealth: Option<bool>,
        pub(crate) timeout_seconds: Option<i64>,
        pub(crate) profile: Option<ByName>,
        pub(crate) viewport: Option<Viewport>,
    }

    #[derive(Serialize)]
    pub(crate) struct ByName {
        pub(crate) name: String,
    }

    #[derive(Serialize, Deserialize)]
    pub(crate) struct Viewport {
        pub(crate) width: i64,
        pub(crate) height: i64,
        #[serde(skip_serializing_if = "Option::is_none")]
        pub(crate) refresh_rate: Option<i64>,
    }

    #[derive(Deserialize)]
    #[expect(
        dead_code,
        clippy::struct_field_names,
        reason = "decoding them is what is measured, under the names of the document"
    )]
    pub(crate) struct Browser {
        pub(crate) session_id: String,
        cdp_ws_url: String,
        webdriver_ws_url: String,
        browser_live_view_url: Option<String>,
        base_url: Option<String>,
        headless: bool,
        stealth: bool,
        gpu: Option<bool>,
        timeout_seconds: i64,
        created_at: String,
        profile: Option<Profile>,
        proxy_id: Option<String>,
        viewport: Option<Viewport>,
        kiosk_mode: Option<bool>,
        start_url: Option<String>,
        deleted_at: Option<String>,
        usage: Option<Usage>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "decoding them is what is measured")]
    pub(crate) struct Profile {
        id: String,
        name: Option<String>,
        created_at: String,
        updated_at: Option<String>,
        last_used_at: Option<String>,
    }

    #[derive(Deserialize)]
    #[expect(dead_code, reason = "decoding them is what is measured")]
    pub(crate) struct Usage {
        uptime_ms: i64,
    }

    pub(crate) async fn create(
        client: &reqwest::Client,
        url: &str,
        request: &Request,
    ) -> Result<Browser, reqwest::Error> {
        let body = serde_json::to_vec(request).unwrap_or_default();
        let response = client
            .post(url)
            .bearer_auth("a-token")
            .header("content-type", "application/json")
            .header("accept", "application/json")
            .timeout(std::time::Duration::from_secs(60))
            .body(body)
            .send()
            .await?
            .error_for_status()?;
        let bytes = response.bytes().await?;
        Ok(serde_json::from_slice(&bytes).expect("the server's answer"))
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [] => measure(),
        [side, calls] => make(side, calls).map(|()| true),
        _ => Err("nothing, or a side and a number of calls".into()),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Makes so many calls, one after the other.
fn make(side: &str, calls: &str) -> Result<(), Box<dyn Error>> {
    let calls: usize = calls.parse()?;
    let (runtime, sides) = begin()?;
    let call = match side {
        "client" => &sides[0],
        "by-hand" => &sides[1],
        _ => return Err("the sides are `client` and `by-hand`".into()),
    };
    runtime.block_on(async {
        for _ in 0..calls {
            call().await;
        }
    });
    Ok(())
}

/// Measures and prints; whether the client is fast enough.
fn measure() -> Result<bool, Box<dyn Error>> {
    let (runtime, sides) = begin()?;
    println!("| calls at a time | generated client, calls/s | by hand, calls/s | ratio |\n| --- | --- | --- | --- |");
    let mut enough = true;
    for width in [1, 16] {
        let mut turns = [Vec::new(), Vec::new()];
        for turn in 0..=TURNS {
            // Each begins as often as the other.
            for side in [turn % 2, 1 - turn % 2] {
                turns[side].push(runtime.block_on(rate(width, Arc::clone(&sides[side]))));
            }
        }
        // The first turns open connections.
        let mut ratios: Vec<f64> = std::iter::zip(&turns[0], &turns[1])
            .skip(1)
            .map(|(ours, theirs)| ours / theirs)
            .collect();
        let ratio = median(&mut ratios);
        let [client, by_hand] = turns.map(|mut turns| median(&mut turns));
        println!("| {width} | {client:.0} | {by_hand:.0} | {ratio:.3} |");
        enough &= ratio >= LEAST;
    }
    Ok(enough)
}

/// One call.
type Call = Arc<dyn Fn() -> Pin<Box<dyn Future<Output = ()> + Send>> + Send + Sync>;

/// Starts the server; what runs the calls, and the calls of the generated client and by hand.
fn begin() -> Result<(Runtime, [Call; 2]), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let url = serve()?;
    let client = Client::builder().base_url(&url).token("a-token").build()?;
    let plain = reqwest::Client::builder().no_proxy().build()?;
    let path = format!("{url}/browsers");
    let ours: Call = Arc::new(move || {
        let client = client.clone();
        Box::pin(async move { generated(&client).await })
    });
    let theirs: Call = Arc::new(move || {
        let (client, path) = (plain.clone(), path.clone());
        Box::pin(async move { hand_written(&client, &path).await })
    });
    Ok((runtime, [ours, theirs]))
}

async fn generated(client: &Client) {
    let request = BrowserRequest {
        stealth: Some(true),
        timeout_seconds: Some(60),
        profile: Some(BrowserProfile::by_name("shopping")),
        viewport: Some(BrowserViewport {
            width: 1280,
            height: 800,
            refresh_rate: None,
        }),
        ..Default::default()
    };
    let browser = client.browsers().create(request).await.expect("an answer");
    assert_eq!(browser.session_id.len(), 24);
}

async fn hand_written(client: &reqwest::Client, url: &str) {
    let request = by_hand::Request {
        stealth: Some(true),
        timeout_seconds: Some(60),
        profile: Some(by_hand::ByName {
            name: "shopping".to_owned(),
        }),
        viewport: Some(by_hand::Viewport {
            width: 1280,
            height: 800,
            refresh_rate: None,
        }),
    };
    let browser = by_hand::create(client, url, &request).await.expect("an answer");
    assert_eq!(browser.session_id.len(), 24);
}

/// Calls a second in one turn, so many at a time.
async fn rate(width: usize, call: Call) -> f64 {
    let begin = Instant::now();
    let mut tasks = tokio::task::JoinSet::new();
    for _ in 0..width {
        let call = Arc::clone(&call);
        tasks.spawn(async move {
            let mut calls = 0_u32;
            while begin.elapsed() < TURN {
                call().await;
                calls += 1;
            }
            calls
        });
    }
    let calls: u32 = tasks.join_all().await.into_iter().sum();
    f64::from(calls) / begin.elapsed().as_secs_f64()
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Starts the server; its address.
fn serve() -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0")?;
    let url = format!("http://{}", listener.local_addr()?);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            std::thread::spawn(move || answer(stream));
        }
    });
    Ok(url)
}

/// Answers every request on a connection.
fn answer(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let length = BROWSER.len();
    let answer =
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{BROWSER}");
    let mut reader = BufReader::new(stream.try_clone()?);
    let (mut line, mut length) = (String::new(), 0);
    while reader.read_line(&mut line)? > 0 {
        let text = line.trim_end().to_ascii_lowercase();
        if let Some(value) = text.strip_prefix("content-length: ") {
            length = value.parse().unwrap_or_default();
        }
        if text.is_empty() {
            reader.read_exact(&mut vec![0; length])?;
            stream.write_all(answer.as_bytes())?;
        }
        line.clear();
    }
    Ok(())
}
