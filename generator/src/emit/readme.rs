//! `README.md` of a generated crate.

use std::fmt::Write as _;

use crate::rust::Crate;

/// The README's text, without the header line.
#[must_use]
pub fn readme(krate: &Crate) -> String {
    let mut text = format!(
        "# {}\n\nA Rust client of {}, version {} of the API.\n",
        krate.name, krate.title, krate.version
    );
    if let Some(client) = &krate.client {
        let name = krate.name.replace('-', "_");
        let key = if client.schemes.is_empty() {
            String::new()
        } else {
            format!("{}_API_KEY, optionally ", client.env)
        };
        let _ = write!(
            text,
            "\n```rust\nlet client = {name}::Client::from_env()?; // {key}{}_BASE_URL\n```\n\nCalls run on a tokio runtime with its timer on.\n\n| group | operations |\n| --- | --- |\n",
            client.env
        );
        for resource in &krate.resources {
            let methods: Vec<String> = resource
                .methods
                .iter()
                .map(|method| format!("`{}`", method.ident))
                .collect();
            let _ = writeln!(text, "| `client.{}()` | {} |", resource.accessor, methods.join(", "));
        }
    }
    let _ = write!(
        text,
        "\nThe docs of the crate (`cargo doc --open`) describe every type and method.\n\nDocument: {} {}, SHA-256 of its canonical JSON `{}`.\n",
        krate.title, krate.version, krate.digest
    );
    text
}
