//! Settings from the environment. Setting a variable in a process with threads is unsafe,
//! so each test runs itself again as a process with the variables that it is about.

use crate::support::{Client, OPERATION, Script, shown, status};
use kiln_runtime::http::{Api, Builder, ErrorKind, Operation, Scheme, SchemeKind};
use std::process::Command;
use std::sync::Arc;

const CHILD: &str = "KILN_RUNTIME_TEST_CHILD";

/// Runs a test, named with its module, again with these variables; true in that process.
pub(crate) fn is_child(test: &str, variables: &[(&str, &str)]) -> bool {
    if std::env::var_os(CHILD).is_some() {
        return true;
    }
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture"])
        .env(CHILD, "1")
        .env_remove("ACME_API_KEY")
        .env_remove("ACME_BASE_URL")
        .envs(variables.iter().copied())
        .output()
        .expect("it runs");
    let printed = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && printed.contains("1 passed"), "{output:?}");
    false
}

static BEARER: Operation = Operation { security: &[&["bearerAuth"]], ..OPERATION };

#[tokio::test]
async fn the_environment_names_the_key_and_the_server() {
    let variables =
        [("ACME_API_KEY", " from-env\n"), ("ACME_BASE_URL", "http://localhost:1/v1")];
    if is_child("environment::the_environment_names_the_key_and_the_server", &variables)
    {
        let script = Script::new(&[status(200)]);
        let builder = Client::builder().from_env().expect("a key");
        let client = builder.transport(Arc::clone(&script)).build().expect("a client");
        client.empty(&BEARER).await.expect("200");
        let seen = script.only();
        assert_eq!(seen.uri, "http://localhost:1/v1/things");
        assert_eq!(seen.header("authorization"), Some("Bearer from-env"));
    }
}

#[tokio::test]
async fn what_is_set_in_code_wins_over_the_environment() {
    let variables = [("ACME_API_KEY", "from-env"), ("ACME_BASE_URL", "not even a URL")];
    if is_child("environment::what_is_set_in_code_wins_over_the_environment", &variables)
    {
        let script = Script::new(&[status(200)]);
        let builder = Client::builder().token("mine").base_url("http://mine");
        let builder = builder.from_env().expect("a key").transport(Arc::clone(&script));
        builder.build().expect("a client").empty(&BEARER).await.expect("200");
        assert_eq!(script.only().header("authorization"), Some("Bearer mine"));
    }
}

#[test]
fn an_empty_key_is_a_missing_one_and_the_error_names_the_variable() {
    let variables = [("ACME_API_KEY", " "), ("ACME_BASE_URL", "")];
    if is_child(
        "environment::an_empty_key_is_a_missing_one_and_the_error_names_the_variable",
        &variables,
    ) {
        let error = Client::builder().from_env().expect_err("no key");
        assert_eq!(error.kind(), ErrorKind::Credential);
        assert!(error.to_string().contains("ACME_API_KEY is not set"), "{error}");
        assert!(error.to_string().contains("`bearerAuth`"), "{error}");
        assert!(Client::builder().token("mine").from_env().is_ok());
    }
}

static BASIC_ONLY: Api = Api {
    name: "basic",
    version: "1.0.0",
    base_url: "http://basic.test",
    servers: &[],
    env: "BASIC",
    schemes: &[Scheme { name: "login", kind: SchemeKind::Basic }],
};
static LOGIN: Operation = Operation { security: &[&["login"]], ..OPERATION };

#[tokio::test]
async fn basic_schemes_take_user_and_password_from_the_environment() {
    let variables = [("BASIC_USERNAME", "Aladdin"), ("BASIC_PASSWORD", "open sesame")];
    if is_child(
        "environment::basic_schemes_take_user_and_password_from_the_environment",
        &variables,
    ) {
        let script = Script::new(&[status(200)]);
        let builder = Builder::<Client>::new(&BASIC_ONLY).from_env().expect("a login");
        let client = builder.transport(Arc::clone(&script)).build().expect("a client");
        client.empty(&LOGIN).await.expect("200");
        let expected = Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
        assert_eq!(script.only().header("authorization"), expected);
    }
}

#[test]
fn basic_schemes_without_a_login_name_their_variables() {
    let test = "environment::basic_schemes_without_a_login_name_their_variables";
    if is_child(test, &[("BASIC_PASSWORD", "s3cr3t-v4lue")]) {
        let error =
            Builder::<Client>::new(&BASIC_ONLY).from_env().expect_err("no login");
        assert!(
            error.to_string().contains("BASIC_USERNAME and BASIC_PASSWORD are not set")
        );
        assert!(!shown(&error).contains("s3cr3t-v4lue"));
    }
}

#[test]
fn an_api_without_security_needs_nothing_from_the_environment() {
    static OPEN: Api = Api {
        name: "open",
        version: "1.0.0",
        base_url: "http://open.test",
        servers: &[],
        env: "OPEN",
        schemes: &[],
    };
    assert!(Builder::<Client>::new(&OPEN).from_env().is_ok());
}
