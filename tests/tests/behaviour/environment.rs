//! A client from the environment.
//!
//! A process cannot change its own environment safely while tests run beside each other, so each test runs this very
//! program again, for the one ignored test below and with the variables to try.

use std::process::{Command, Output};

use kernel_api::Client;
use kernel_tests::{Answer, Server};

use crate::support::{Outcome, TOKEN};

/// Runs the ignored test with these variables.
fn child(variables: &[(&str, &str)]) -> std::io::Result<Output> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", "environment::creates_a_session", "--ignored", "--nocapture"]);
    command.env_remove("KERNEL_API_KEY").env_remove("KERNEL_BASE_URL");
    command.envs(variables.iter().copied()).output()
}

#[tokio::test]
#[ignore = "a part of the other tests, which give it its environment"]
async fn creates_a_session() -> Outcome {
    let session = Client::from_env()?.browsers().create(None).await?.session_id;
    println!("created {session}");
    Ok(())
}

#[test]
fn key_and_base_url_come_from_the_environment() -> Outcome {
    let server = Server::start([Answer::created()])?;
    let output = child(&[("KERNEL_API_KEY", TOKEN), ("KERNEL_BASE_URL", &server.url())])?;
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("created htzv5orfit78e1m2biiifpbv"),
        "{text}"
    );
    assert_eq!(
        server.requests()[0].header("authorization"),
        Some(&*format!("Bearer {TOKEN}"))
    );
    assert_eq!(server.hits(), 1);
    Ok(())
}

#[test]
fn a_missing_or_empty_key_is_an_error_that_names_the_variable() -> Outcome {
    let server = Server::start([])?;
    let url = server.url();
    for key in [None, Some(("KERNEL_API_KEY", ""))] {
        let variables: Vec<_> = [("KERNEL_BASE_URL", &*url)].into_iter().chain(key).collect();
        let output = child(&variables)?;
        let text = [output.stdout, output.stderr].concat();
        assert!(!output.status.success());
        assert!(
            String::from_utf8_lossy(&text).contains("KERNEL_API_KEY"),
            "{}",
            String::from_utf8_lossy(&text)
        );
    }
    assert_eq!((server.hits(), server.connections()), (0, 0));
    Ok(())
}
