//! `README.md` of a generated crate.

use std::fmt::Write as _;

use crate::rust::Crate;

/// The README's text, without the header line.
#[must_use]
pub fn readme(krate: &Crate) -> String {
    let mut text = format!("# {}\n\n{}\n", krate.name, krate.about);
    if let Some(client) = &krate.client {
        // What rustdoc hides is not for readers, and the fence's own words are for rustdoc.
        let code: Vec<&str> = client
            .quick_start
            .iter()
            .filter(|line| !line.starts_with("# ") && !line.starts_with("```"))
            .map(String::as_str)
            .collect();
        let _ = write!(
            text,
            "\n```rust\n{}\n```\n\nCalls run on a tokio runtime with its timer on; in browsers (`wasm32-unknown-unknown`) on none. `{}_BASE_URL`, if set, replaces the base URL.\n\n\
             | group | operations |\n| --- | --- |\n",
            code.join("\n"),
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
        "\nThe docs of the crate (`cargo doc --open`) describe every type and method.\n\nThe document's canonical JSON has the SHA-256 `{}`.\n",
        krate.digest
    );
    text
}
