//! What the tests share.

use std::error::Error;

use kernel_api::{Client, ClientBuilder};
use kernel_tests::{Answer, Server};

/// What a test returns, so that it can use `?`.
pub(crate) type Outcome = Result<(), Box<dyn Error>>;

/// The token of all clients here; it must appear in no output.
pub(crate) const TOKEN: &str = "sk_test_0123456789";

/// A client of a server, still to be changed.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder().base_url(url).token(TOKEN)
}

/// A server with a script and a client of it.
pub(crate) fn play(script: impl IntoIterator<Item = Answer>) -> Result<(Server, Client), Box<dyn Error>> {
    let server = Server::start(script)?;
    let client = builder(&server.url()).build()?;
    Ok((server, client))
}

/// An error with its causes, one per line.
pub(crate) fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}\n{error}");
        cause = error.source();
    }
    text
}

/// The error of a call that must fail.
pub(crate) trait Failed<E> {
    fn failed(self) -> Result<E, Box<dyn Error>>;
}

impl<T, E> Failed<E> for Result<T, E> {
    fn failed(self) -> Result<E, Box<dyn Error>> {
        self.err().ok_or_else(|| "this must not succeed".into())
    }
}
