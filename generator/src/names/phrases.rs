//! Fixed vocabulary: what statuses mean, and the singular of English nouns.

use crate::ir::StatusMatch;

/// The words for a status, such as `not found`.
pub(super) fn status(status: StatusMatch) -> String {
    match status {
        StatusMatch::Code(code) => reason(code).map_or_else(|| format!("status{code}"), str::to_owned),
        StatusMatch::Range(4) => "client error".to_owned(),
        StatusMatch::Range(5) => "server error".to_owned(),
        StatusMatch::Range(hundred) => format!("status{hundred}xx"),
        StatusMatch::Default => "default".to_owned(),
    }
}

/// Reads a status as documents write it: `404`, `4XX`, `default`.
pub(super) fn parse_status(text: &str) -> StatusMatch {
    let range = text.strip_suffix("XX").or(text.strip_suffix("xx"));
    if let Some(hundred) = range.and_then(|digit| digit.parse().ok()) {
        return StatusMatch::Range(hundred);
    }
    text.parse().map_or(StatusMatch::Default, StatusMatch::Code)
}

/// Whether a status says that all went well.
pub(super) fn is_success(status: StatusMatch) -> bool {
    matches!(status, StatusMatch::Code(200..=299) | StatusMatch::Range(2))
}

/// The registered reason phrases, as far as they occur in documents.
fn reason(code: u16) -> Option<&'static str> {
    Some(match code {
        200 => "ok",
        201 => "created",
        202 => "accepted",
        203 => "non authoritative",
        204 => "no content",
        205 => "reset content",
        206 => "partial content",
        207 => "multi status",
        301 => "moved permanently",
        302 => "found",
        303 => "see other",
        304 => "not modified",
        307 => "temporary redirect",
        308 => "permanent redirect",
        400 => "bad request",
        401 => "unauthorized",
        402 => "payment required",
        403 => "forbidden",
        404 => "not found",
        405 => "method not allowed",
        406 => "not acceptable",
        408 => "request timeout",
        409 => "conflict",
        410 => "gone",
        411 => "length required",
        412 => "precondition failed",
        413 => "content too large",
        414 => "uri too long",
        415 => "unsupported media type",
        416 => "range not satisfiable",
        417 => "expectation failed",
        421 => "misdirected request",
        422 => "unprocessable content",
        423 => "locked",
        424 => "failed dependency",
        425 => "too early",
        426 => "upgrade required",
        428 => "precondition required",
        429 => "too many requests",
        431 => "header fields too large",
        451 => "unavailable for legal reasons",
        500 => "internal error",
        501 => "not implemented",
        502 => "bad gateway",
        503 => "service unavailable",
        504 => "gateway timeout",
        507 => "insufficient storage",
        529 => "overloaded",
        _ => return None,
    })
}

/// Plurals that no rule leads back, sorted.
const IRREGULAR: [(&str, &str); 14] = [
    ("aliases", "alias"),
    ("analyses", "analysis"),
    ("atlases", "atlas"),
    ("biases", "bias"),
    ("caches", "cache"),
    ("calories", "calorie"),
    ("canvases", "canvas"),
    ("cookies", "cookie"),
    ("indices", "index"),
    ("matrices", "matrix"),
    ("movies", "movie"),
    ("people", "person"),
    ("quizzes", "quiz"),
    ("vertices", "vertex"),
];

/// The singular of a plural noun by the regular rules of English, and of the irregular ones that APIs use; other words
/// stay as they are.
pub(crate) fn singular(word: &str) -> String {
    let strip = |ending: &str| word.strip_suffix(ending).filter(|stem| stem.len() > 1);
    if let Ok(found) = IRREGULAR.binary_search_by_key(&word, |(plural, _)| plural) {
        return IRREGULAR[found].1.to_owned();
    }
    let uncountable = matches!(
        word,
        "news" | "series" | "species" | "aws" | "sms" | "dns" | "tls" | "https"
    );
    if uncountable || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") {
        word.to_owned()
    } else if let Some(stem) = strip("ies") {
        format!("{stem}y")
    } else if word.ends_with("sses")
        || word.ends_with("uses")
        || word.ends_with("xes")
        || word.ends_with("ches")
        || word.ends_with("shes")
    {
        strip("es").unwrap_or(word).to_owned()
    } else {
        strip("s").unwrap_or(word).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_become_singular() {
        for (plural, one) in [
            ("browsers", "browser"),
            ("proxies", "proxy"),
            ("addresses", "address"),
            ("boxes", "box"),
            ("databases", "database"),
            ("statuses", "status"),
            ("status", "status"),
            ("aliases", "alias"),
            ("caches", "cache"),
            ("cookies", "cookie"),
            ("people", "person"),
            ("vertices", "vertex"),
            ("auth", "auth"),
            ("s", "s"),
        ] {
            assert_eq!(singular(plural), one);
        }
    }

    #[test]
    fn statuses_have_words() {
        for (text, words) in [
            ("404", "not found"),
            ("4XX", "client error"),
            ("default", "default"),
            ("299", "status299"),
        ] {
            assert_eq!(status(parse_status(text)), words);
        }
    }
}
