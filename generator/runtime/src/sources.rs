//! The text of these very files, which the generator copies into crates.

/// The optional parts of the runtime; `json` is always there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "a crate may have any of these, not one of several"
)]
pub struct Parts {
    /// Calls over HTTP.
    pub http: bool,
    /// Tokens of OAuth 2.
    pub oauth: bool,
    /// Answers that are streams of values.
    pub stream: bool,
    /// Lists that come in pages.
    pub pages: bool,
    /// Checks of constraints.
    pub validate: bool,
    /// Regular expressions among those checks.
    pub patterns: bool,
    /// Those that need an engine for ECMA-262.
    pub ecma: bool,
    /// Tables of what JSON Schema demands beyond types and rules.
    pub assertions: bool,
    /// Forms of texts among those checks.
    pub formats: bool,
    /// Types of other crates.
    pub foreign: bool,
    /// Keys that what a service sends brings.
    pub keys: bool,
    /// Signatures of what a service sends.
    pub signature: bool,
    /// SHA-1 among those.
    pub sha1: bool,
    /// Bodies in XML.
    pub xml: bool,
    /// Forms: bodies and whole queries.
    pub forms: bool,
    /// Bodies of parts, which forms belong to.
    pub multipart: bool,
}

/// A table of files; the paths are below `src`.
macro_rules! files {
    ($($path:literal)*) => {
        &[$(($path, include_str!($path))),*]
    };
}

const JSON: &[(&str, &str)] = files!(
    "json/base64.rs"
    "json/choices.rs"
    "json/container.rs"
    "json/date.rs"
    "json/date_time.rs"
    "json/decimal.rs"
    "json/error.rs"
    "json/keys.rs"
    "json/lines.rs"
    "json/listed.rs"
    "json/mod.rs"
    "json/never.rs"
    "json/nullable.rs"
    "json/number.rs"
    "json/reader.rs"
    "json/record.rs"
    "json/redacted.rs"
    "json/scalar.rs"
    "json/simple.rs"
    "json/slot.rs"
    "json/serde.rs"
    "json/string.rs"
    "json/traits.rs"
    "json/tuple.rs"
    "json/union.rs"
    "json/value.rs"
    "json/writer.rs"
);

const VALIDATE: &[(&str, &str)] = files!(
    "validate/checks.rs"
    "validate/entry.rs"
    "validate/listed.rs"
    "validate/mod.rs"
    "validate/rules.rs"
    "validate/subject.rs"
    "validate/tuple.rs"
    "validate/violations.rs"
);

const ASSERTIONS: &[(&str, &str)] = files!(
    "assertion/arrays.rs"
    "assertion/keyword.rs"
    "assertion/mod.rs"
    "assertion/objects.rs"
    "assertion/seen.rs"
    "assertion/walk.rs"
);

const PATTERNS: &[(&str, &str)] = files!("pattern.rs");

const ECMA: &[(&str, &str)] = files!("ecma.rs");
const FORMATS: &[(&str, &str)] = files!(
    "format/duration.rs"
    "format/mod.rs"
    "format/net.rs"
    "format/pointer.rs"
    "format/regex.rs"
    "format/token.rs"
    "format/uri.rs"
);

const FOREIGN: &[(&str, &str)] = files!("foreign.rs");

const KEYS: &[(&str, &str)] = files!("same.rs");

const SIGNATURE: &[(&str, &str)] = files!(
    "signature/error.rs"
    "signature/hash.rs"
    "signature/hmac.rs"
    "signature/mod.rs"
    "signature/standard.rs"
    "signature/time.rs"
    "signature/timed.rs"
);

const SHA1: &[(&str, &str)] = files!("sha1.rs");

const OAUTH: &[(&str, &str)] =
    files!("oauth/answer.rs" "oauth/flight.rs" "oauth/mod.rs");

const STREAM: &[(&str, &str)] = files!(
    "stream/decode.rs"
    "stream/event.rs"
    "stream/event_stream.rs"
    "stream/feed.rs"
    "stream/json_lines.rs"
    "stream/mod.rs"
    "stream/parser.rs"
    "stream/pieces.rs"
);

const XML: &[(&str, &str)] = files!(
    "xml/decode.rs"
    "xml/error.rs"
    "xml/mod.rs"
    "xml/node.rs"
    "xml/read.rs"
    "xml/table.rs"
    "xml/write.rs"
);

const FORMS: &[(&str, &str)] = files!("form.rs");

const MULTIPART: &[(&str, &str)] = files!("multipart.rs");

const PAGES: &[(&str, &str)] = files!(
    "pages/find.rs"
    "pages/items.rs"
    "pages/link.rs"
    "pages/mod.rs"
    "pages/paging.rs"
    "pages/walk.rs"
);

const HTTP: &[(&str, &str)] = files!(
    "http/answer.rs"
    "http/api.rs"
    "http/attempt.rs"
    "http/auth.rs"
    "http/authorize.rs"
    "http/base64.rs"
    "http/base_url.rs"
    "http/blocking.rs"
    "http/budget.rs"
    "http/builder.rs"
    "http/call.rs"
    "http/clock.rs"
    "http/content.rs"
    "http/core.rs"
    "http/decode.rs"
    "http/disk.rs"
    "http/draft.rs"
    "http/environment.rs"
    "http/error.rs"
    "http/error_make.rs"
    "http/error_response.rs"
    "http/escape.rs"
    "http/execute.rs"
    "http/expand.rs"
    "http/fetch_transport.rs"
    "http/file.rs"
    "http/header.rs"
    "http/idempotency.rs"
    "http/location.rs"
    "http/middleware.rs"
    "http/mod.rs"
    "http/open_body.rs"
    "http/pairs.rs"
    "http/parameter.rs"
    "http/path.rs"
    "http/payload.rs"
    "http/pending.rs"
    "http/prepare.rs"
    "http/provider.rs"
    "http/query.rs"
    "http/redirect.rs"
    "http/reference.rs"
    "http/repeat.rs"
    "http/reply.rs"
    "http/request_body.rs"
    "http/reqwest_transport.rs"
    "http/response.rs"
    "http/retry.rs"
    "http/retry_after.rs"
    "http/send.rs"
    "http/server.rs"
    "http/style.rs"
    "http/target.rs"
    "http/trace.rs"
    "http/transport.rs"
    "http/upload.rs"
    "testing/answer.rs"
    "testing/memory.rs"
    "testing/mod.rs"
    "testing/recorded.rs"
);

/// The files of these parts: path below the runtime's folder, and text.
pub fn files(parts: Parts) -> impl Iterator<Item = (&'static str, &'static str)> {
    let wanted = [
        (true, JSON),
        (parts.validate, VALIDATE),
        (parts.validate && parts.patterns, PATTERNS),
        (parts.validate && parts.ecma, ECMA),
        (parts.validate && parts.assertions, ASSERTIONS),
        (parts.validate && parts.formats, FORMATS),
        (parts.foreign, FOREIGN),
        (parts.keys, KEYS),
        (parts.signature, SIGNATURE),
        (parts.signature && parts.sha1, SHA1),
        (parts.xml, XML),
        (parts.http, HTTP),
        (parts.http && parts.forms, FORMS),
        (parts.http && parts.multipart, MULTIPART),
        (parts.http && parts.oauth, OAUTH),
        (parts.http && parts.stream, STREAM),
        (parts.http && parts.pages, PAGES),
    ];
    wanted
        .into_iter()
        .filter(|(wanted, _)| *wanted)
        .flat_map(|(_, files)| files)
        .copied()
}

#[cfg(test)]
mod tests {
    use super::{Parts, files};
    use std::collections::BTreeSet;
    use std::path::Path;

    #[test]
    fn every_file_of_the_parts_is_in_the_table() {
        let all = Parts {
            http: true,
            oauth: true,
            stream: true,
            pages: true,
            validate: true,
            patterns: true,
            ecma: true,
            formats: true,
            foreign: true,
            assertions: true,
            keys: true,
            signature: true,
            sha1: true,
            xml: true,
            forms: true,
            multipart: true,
        };
        let listed: BTreeSet<String> =
            files(all).map(|(path, _)| path.to_owned()).collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut found = BTreeSet::from(
            [
                "pattern.rs",
                "ecma.rs",
                "foreign.rs",
                "same.rs",
                "sha1.rs",
                "form.rs",
                "multipart.rs",
            ]
            .map(str::to_owned),
        );
        for part in [
            "json",
            "validate",
            "assertion",
            "format",
            "http",
            "testing",
            "oauth",
            "stream",
            "pages",
            "signature",
            "xml",
        ] {
            for entry in
                std::fs::read_dir(folder.join(part)).expect("the part is a folder")
            {
                let name = entry.expect("the folder is readable").file_name();
                found.insert(format!("{part}/{}", name.to_string_lossy()));
            }
        }
        assert_eq!(listed, found);
    }
}
