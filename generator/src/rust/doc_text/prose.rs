//! Words of prose: what is code among them, what is a URL, and what would be taken for Markdown.

/// Names with inner capitals that are no code; clippy knows these.
const NAMES: &[&str] = &[
    "BibTeX",
    "ClojureScript",
    "CoAP",
    "CoffeeScript",
    "CoreFoundation",
    "CoreGraphics",
    "CoreText",
    "DevOps",
    "DirectX",
    "ECMAScript",
    "FreeBSD",
    "GPLv2",
    "GPLv3",
    "GitHub",
    "GitLab",
    "GraphQL",
    "IPv4",
    "IPv6",
    "JavaScript",
    "LaTeX",
    "MinGW",
    "NaN",
    "NaNs",
    "NetBSD",
    "NixOS",
    "OAuth",
    "OCaml",
    "OpenBSD",
    "OpenGL",
    "OpenSSH",
    "OpenSSL",
    "OpenStreetMap",
    "OpenTelemetry",
    "PostScript",
    "PureScript",
    "TensorFlow",
    "TrueType",
    "TypeScript",
    "WebAssembly",
    "WebGL",
    "WebGPU",
    "WebP",
    "WebRTC",
    "WebSocket",
    "WebTransport",
    "eBay",
    "iCloud",
    "iOS",
    "iPad",
    "iPhone",
    "iTunes",
    "macOS",
    "sRGB",
];

/// Info strings of code blocks that rustdoc takes for Rust.
const RUST: &[&str] = &[
    "allow_fail",
    "compile_fail",
    "custom",
    "ignore",
    "no_run",
    "rs",
    "rust",
    "should_panic",
    "standalone",
    "standalone_crate",
    "test_harness",
];

/// The language of a code block; `text` where there is none, and where rustdoc would compile the code.
pub(super) fn language(info: &str) -> String {
    let word = info
        .trim_start()
        .split(|c: char| !(c.is_ascii_alphanumeric() || "_+#-".contains(c)))
        .next();
    let word = word.unwrap_or_default().to_ascii_lowercase();
    let error_code = word
        .strip_prefix('e')
        .is_some_and(|code| code.len() == 4 && code.parse::<u16>().is_ok());
    let rust = word.is_empty() || error_code || RUST.contains(&word.as_str());
    if rust || word.starts_with("edition") || word.starts_with("ignore") {
        "text".to_owned()
    } else {
        word
    }
}

/// Whether a link leads to a place of its own.
pub(super) fn is_absolute(target: &str) -> bool {
    ["http://", "https://", "mailto:"].iter().any(|scheme| {
        target
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
            && target.len() > scheme.len()
    })
}

/// The target of a link: brackets would be taken for links into the crate's own docs, angles for its end.
pub(super) fn target(url: &str) -> String {
    url.replace('<', "%3C")
        .replace('>', "%3E")
        .replace('[', "%5B")
        .replace(']', "%5D")
}

/// Writes a word of prose as Markdown that shows just this word. URLs become links where `link` allows it.
pub(super) fn word(word: &str, link: bool) -> String {
    if let Some((before, url, after)) = url(word) {
        let url = if link {
            format!("<{}>", target(url))
        } else {
            escape(url, None)
        };
        return marked(before) + &url + &marked(after);
    }
    marked(word)
}

/// Puts the identifiers and tags in a word between backticks, and escapes the rest.
fn marked(word: &str) -> String {
    if word.contains('`') {
        return escape(word, None);
    }
    let mut text = String::with_capacity(word.len() + 2);
    let mut rest = word;
    while !rest.is_empty() {
        let (before, core) = next_code(rest);
        rest = &rest[before.len() + core.len()..];
        text.push_str(&escape(before, core.chars().next()));
        // Two code spans side by side would be one.
        if is_code(core) && !text.ends_with('`') && !rest.starts_with('`') {
            text.extend(["`", core, "`"]);
        } else {
            text.push_str(&escape(core, rest.chars().next()));
        }
    }
    text
}

/// The next tag, identifier or path, and what stands before it.
fn next_code(text: &str) -> (&str, &str) {
    let (before, core) = next_core(text);
    let tag = before.find('<').and_then(|start| {
        let end = start + text[start..].find('>')? + 1;
        is_tag(&text[start..end]).then(|| (&text[..start], &text[start..end]))
    });
    tag.unwrap_or((before, core))
}

/// `<name>`, `</name>`
fn is_tag(text: &str) -> bool {
    let name = text
        .trim_start_matches('<')
        .trim_start_matches('/')
        .trim_end_matches(['>', '/']);
    text.starts_with('<') && name.starts_with(char::is_alphabetic) && !name.contains(['<', '>'])
}

/// The next run of characters that may be an identifier or a path, and what stands before it.
fn next_core(text: &str) -> (&str, &str) {
    let begins = |c: char| c.is_alphanumeric() || "_/$@".contains(c);
    let (before, rest) = text.split_at(text.find(begins).unwrap_or(text.len()));
    let path = rest.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '"', '\'']);
    if before.chars().all(|c| !c.is_alphanumeric()) && is_path(path) {
        return (before, path);
    }
    let first = rest.chars().next().map_or(0, char::len_utf8);
    let inside = |c: char| c.is_alphanumeric() || "_:.-".contains(c);
    let end = rest[first..].find(|c| !inside(c)).map_or(rest.len(), |end| first + end);
    let core = rest[..end].trim_end_matches([':', '.', '-']);
    let core = if rest[core.len()..].starts_with("()") {
        &rest[..core.len() + 2]
    } else {
        core
    };
    // What is all punctuation goes with the next run.
    if core.is_empty() && !rest.is_empty() {
        (&text[..before.len() + first], "")
    } else {
        (before, core)
    }
}

/// Whether a word is an identifier, a path or a call rather than language.
fn is_code(word: &str) -> bool {
    if word.contains('`') || NAMES.contains(&word) {
        return false;
    }
    if is_tag(word) {
        return true;
    }
    let letters = word.chars().any(char::is_alphanumeric);
    letters && (word.contains('_') || word.contains("::") || word.ends_with("()") || is_path(word) || is_camel(word))
}

/// `/browsers/{id}`
fn is_path(word: &str) -> bool {
    let inside = |c: char| c.is_alphanumeric() || "/_-.{}:~%@$*".contains(c);
    word.strip_prefix('/')
        .is_some_and(|rest| rest.contains(['/', '{', '_']) && rest.chars().all(inside))
}

/// `BrowserProfile`, `timeoutSeconds`.
fn is_camel(word: &str) -> bool {
    let parts: Vec<char> = word.chars().collect();
    let upper = parts.iter().filter(|c| c.is_uppercase()).count();
    let plural = word.strip_suffix('s').unwrap_or(word);
    let humps = parts
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a.is_lowercase() && b.is_uppercase()));
    parts.iter().all(|c| c.is_alphanumeric())
        && upper > usize::from(parts.first().is_some_and(|c| c.is_uppercase()))
        && plural.contains(char::is_lowercase)
        && (humps || parts.first().is_some_and(|c| c.is_uppercase()))
}

/// A URL inside a word, with what stands before and after it.
fn url(word: &str) -> Option<(&str, &str, &str)> {
    let start = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| word.find(scheme))
        .min()?;
    let (before, rest) = word.split_at(start);
    let end = rest
        .find(['<', '>', '"', '\'', '`', '|', '\\', '*'])
        .unwrap_or(rest.len());
    let mut url = rest[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
    for (open, close) in [('(', ')'), ('[', ']'), ('{', '}')] {
        let count = |c| url.matches(c).count();
        if url.ends_with(close) && count(close) > count(open) {
            url = url.trim_end_matches([close, '.', ',']);
        }
    }
    let host = url.split_once("://").is_some_and(|(_, host)| !host.is_empty());
    host.then(|| (before, url, &rest[url.len()..]))
}

/// Puts a backslash before everything that Markdown would act on, given what follows the text.
fn escape(text: &str, after: Option<char>) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().or(after);
        let acts = match c {
            '\\' | '*' | '_' | '`' | '[' | ']' | '~' => true,
            '<' => next.is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(next)),
            '&' => next.is_some_and(|next| next.is_ascii_alphabetic() || next == '#'),
            _ => false,
        };
        if acts {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}
