//! How receivers check who sent a request.
//!
//! ```toml
//! webhooks.signature = "github"
//! ```
//!
//! becomes `webhooks::verify(&secret, |name| …, &body)`. It says nothing of single webhooks: a service signs all alike.

use crate::ir::{self, Signature, SignatureHash, TimedForm};

use super::build::Context;
use super::doc_line::{WIDTH, listed, span, wrap};
use super::docs::append;

/// How signatures are checked.
#[derive(Debug, Clone)]
pub struct SignatureCheck {
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// What is signed, and how.
    pub signature: Signature,
}

impl SignatureCheck {
    /// Whether a time is signed, so that it matters when a request is checked.
    #[must_use]
    pub fn has_time(&self) -> bool {
        !matches!(self.signature, Signature::Body { .. })
    }
}

/// Builds the check, if requests are signed.
pub(super) fn build(context: &Context<'_>) -> Option<SignatureCheck> {
    let signature = signature(context)?;
    Some(SignatureCheck {
        docs: docs(&signature, context),
        signature,
    })
}

/// What the configuration says; else what the document does, if all webhooks have the headers of Standard Webhooks.
fn signature(context: &Context<'_>) -> Option<Signature> {
    let standard = || {
        let standard = Signature::standard("webhook-");
        let signed = |hook: &ir::Hook| {
            let has = |name: &str| {
                let mut headers = hook.parameters.iter().filter(|parameter| parameter.is_header);
                headers.any(|header| header.wire_name.eq_ignore_ascii_case(name))
            };
            standard.headers().into_iter().all(has)
        };
        context.api.hooks.iter().all(signed).then_some(standard)
    };
    context.settings.signature.clone().or_else(standard)
}

fn docs(signature: &Signature, context: &Context<'_>) -> Vec<String> {
    let first = "Checks that a request comes from someone who knows the secret, and that its body is what was sent.";
    let how = how(signature);
    let second = format!("`header` finds the value of a header by its name, whose case does not count: {how}");
    let mut docs = wrap(first, WIDTH);
    append(&mut docs, wrap(&second, WIDTH));
    let third = "What is signed is the bytes as they came: check those, before they are read.";
    append(&mut docs, vec![third.to_owned()]);
    let errors = "When the request is not signed so, or the secret is empty or malformed.".to_owned();
    append(&mut docs, vec!["# Errors".to_owned(), String::new(), errors]);
    append(&mut docs, example(context));
    docs
}

/// What the headers have, as a sentence or two.
fn how(signature: &Signature) -> String {
    let headers: Vec<String> = signature.headers().into_iter().map(span).collect();
    let hash = match signature.hash() {
        SignatureHash::Sha1 => "SHA-1",
        SignatureHash::Sha256 => "SHA-256",
        SignatureHash::Sha512 => "SHA-512",
    };
    let limit = |tolerance: u64| match tolerance {
        Signature::TOLERANCE => "five minutes".to_owned(),
        1 => "a second".to_owned(),
        seconds => format!("{seconds} seconds"),
    };
    match signature {
        Signature::Body { code, .. } => format!("{} has the HMAC of the body with {hash}.", span(&code.header)),
        Signature::Timed {
            code,
            form,
            before,
            between,
            tolerance,
        } => {
            let (code, limit) = (span(&code.header), limit(*tolerance));
            let signed = span(&format!("{before}{{timestamp}}{between}{{body}}"));
            let (has, time) = match form {
                TimedForm::Apart { timestamp, .. } => (format!("the HMAC of {signed} with {hash}"), span(timestamp)),
                TimedForm::Pairs { timestamp, code } => (
                    format!(
                        "the HMAC of {signed} with {hash} as {}, maybe several times",
                        span(code)
                    ),
                    span(timestamp),
                ),
            };
            format!("{code} has {has}. The time, {time}, may be {limit} from ours, either way.")
        }
        Signature::Standard { .. } => format!(
            "{} are those of Standard Webhooks, and the time in them may be {} from ours, either way.",
            listed(&headers, "and"),
            limit(Signature::TOLERANCE)
        ),
    }
}

/// Headers in a map, as any server has them in one way or another.
fn example(context: &Context<'_>) -> Vec<String> {
    let krate = context.crate_ident();
    let lines = [
        "# Examples",
        "",
        "```",
        &format!("use {krate}::webhooks::{{self, SignatureError}};"),
        "# use std::collections::HashMap;",
        "",
        "fn check(",
        "    secret: &str,",
        "    headers: &HashMap<String, String>,",
        "    body: &[u8],",
        ") -> Result<(), SignatureError> {",
        "    webhooks::verify(secret, |name| headers.get(name).map(String::as_str), body)",
        "}",
        "```",
    ];
    lines.map(str::to_owned).to_vec()
}
