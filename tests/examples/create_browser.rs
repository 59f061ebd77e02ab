//! Creates a browser session and prints it.
//!
//! ```text
//! cargo run -p kernel-tests --example create_browser
//! KERNEL_API_KEY=… cargo run -p kernel-tests --example create_browser -- --live [PROFILE [EXTENSION]]
//! ```
//!
//! Without arguments it talks to a server inside this program, which checks the request against `spec/kernel.yaml`.
//! With `--live` it calls the real API, which may cost money; profile and extension, if named, must exist there.

use std::env;
use std::error::Error;
use std::process::ExitCode;

use kernel_api::Client;
use kernel_api::types::{BrowserExtension, BrowserProfile, BrowserRequest, BrowserViewport};
use kernel_tests::{Answer, Server};

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        [] => embedded().await,
        ["--live"] => live(None, None).await,
        ["--live", profile] => live(Some(profile), None).await,
        ["--live", profile, extension] => live(Some(profile), Some(extension)).await,
        _ => Err("usage: create_browser [--live [PROFILE [EXTENSION]]]".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            report(&*error);
            ExitCode::FAILURE
        }
    }
}

/// Calls a server inside this program.
async fn embedded() -> Result<(), Box<dyn Error>> {
    let server = Server::start([Answer::created()])?;
    let client = Client::builder()
        .base_url(server.url())
        .token("an-example-token")
        .build()?;
    create(&client, request(Some("shopping"), Some("ad-blocker"))).await
}

/// Calls the real API with the key from the environment.
async fn live(profile: Option<&str>, extension: Option<&str>) -> Result<(), Box<dyn Error>> {
    if env::var_os("KERNEL_API_KEY").is_none() {
        return Err("--live calls the real API: set KERNEL_API_KEY to a key of your account".into());
    }
    create(&Client::from_env()?, request(profile, extension)).await
}

fn request(profile: Option<&str>, extension: Option<&str>) -> BrowserRequest {
    BrowserRequest {
        stealth: Some(true),
        timeout_seconds: Some(60),
        profile: profile.map(BrowserProfile::by_name),
        extensions: extension.map(|name| vec![BrowserExtension::by_name(name)]),
        viewport: Some(BrowserViewport {
            width: 1280,
            height: 800,
            refresh_rate: None,
        }),
        ..Default::default()
    }
}

async fn create(client: &Client, request: BrowserRequest) -> Result<(), Box<dyn Error>> {
    let browser = client.browsers().create(request).await?;
    println!("session  {}", browser.session_id);
    println!("created  {}", browser.created_at.as_str());
    // The URLs of a session carry tokens: Debug does not show them, so it is safe in logs.
    println!("{browser:#?}");
    Ok(())
}

/// Prints an error with its causes.
fn report(error: &(dyn Error + 'static)) {
    eprintln!("error: {error}");
    let mut cause = error.source();
    while let Some(error) = cause {
        eprintln!("  caused by: {error}");
        cause = error.source();
    }
}
