//! The inside of a paragraph: words made safe one by one.

/// The longest content of a code span that stands for a value.
const LONGEST_CODE: usize = 200;

/// Words with inner capitals that are names of things and no identifiers; clippy knows them too.
const PROPER_NAMES: &[&str] = &[
    "ECMAScript", "GitHub", "GitLab", "GraphQL", "IPv4", "IPv6", "JavaScript", "LaTeX", "OAuth", "OpenDNS", "OpenSSH",
    "OpenSSL", "OpenStreetMap", "OpenTelemetry", "PostScript", "PowerShell", "TeX", "TypeScript", "WebAssembly", "WebGL",
    "WebGPU", "WebP", "WebRTC", "WebSocket", "WebTransport", "iOS", "macOS", "sRGB",
];

/// The text of a paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Inline {
    text: String,
    /// The addresses of the links that are open; `None` for one that leads nowhere outside of its document.
    links: Vec<Option<String>>,
}

impl Inline {
    /// Adds plain text; words that look like identifiers get backticks, addresses angle brackets.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let space = rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len());
            if space > 0 {
                self.space();
            }
            rest = &rest[space..];
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            if !word.is_empty() {
                let word = if self.links.iter().any(Option::is_some) { escape(word) } else { self.word(word) };
                self.text.push_str(&word);
            }
            rest = after;
        }
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, code: &str) {
        let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
        let run = longest_run(&code, '`');
        let fence = "`".repeat(run + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        if !code.is_empty() {
            self.text.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
        }
    }

    /// Adds a mark of emphasis.
    pub(super) fn mark(&mut self, mark: &str) {
        self.text.push_str(mark);
    }

    /// Adds a space between words.
    pub(super) fn space(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with(' ') {
            self.text.push(' ');
        }
    }

    /// Opens a link.
    pub(super) fn start_link(&mut self, address: &str) {
        let address = is_absolute(address).then(|| address.to_owned());
        if address.is_some() {
            self.text.push('[');
        }
        self.links.push(address);
    }

    /// Closes the innermost link.
    pub(super) fn end_link(&mut self) {
        if let Some(Some(address)) = self.links.pop() {
            let address = address.replace('<', "%3C").replace('>', "%3E").replace(char::is_whitespace, "%20");
            self.text.push_str(&format!("](<{address}>)"));
        }
    }

    /// The paragraph, empty marks of emphasis taken out.
    pub(super) fn finish(self) -> String {
        let text = self.text.trim().to_owned();
        if text.chars().all(|c| c == '*' || c.is_whitespace()) { String::new() } else { text }
    }

    /// One word; in the middle of a word (`a**b**`) nothing is put in backticks.
    fn word(&self, word: &str) -> String {
        let at_start = self.text.is_empty() || self.text.ends_with([' ', '(', '*', '[']);
        if at_start && is_absolute(word.trim_start_matches(['(', '<', '"', '\''])) {
            return address(word);
        }
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '_');
        if at_start && is_identifier(core) && let Some((before, after)) = word.split_once(core) {
            return format!("{}`{core}`{}", escape(before), escape(after));
        }
        let escaped = escape(word);
        if self.text.is_empty() || self.text.ends_with(' ') { at_line_start(&escaped) } else { escaped }
    }
}

/// An address in angle brackets, the punctuation around it outside.
fn address(word: &str) -> String {
    let start = word.find("http").unwrap_or(0);
    let (before, rest) = word.split_at(start);
    let end = rest.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '>', '"', '\'', '*', ']']).len();
    let (address, after) = rest.split_at(end);
    if address.contains(['<', '>', '`', '\\']) {
        return escape(word);
    }
    format!("{}<{address}>{}", escape(before), escape(after))
}

fn is_absolute(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

/// Whether a word is code: it has an underscore or `::` inside, or a hump.
fn is_identifier(word: &str) -> bool {
    let plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '.' | '-' | '/' | '\''));
    let stem = word.strip_suffix("'s").unwrap_or(word);
    let hump = stem.chars().zip(stem.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    plain && !PROPER_NAMES.contains(&stem) && (word.contains('_') || word.contains("::") || hump)
}

/// Text in which nothing is markup.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '|' | '&' | '$' | '{' | '}') {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// A word that could stand first on a line after wrapping: it must not start a list, a heading, a rule.
fn at_line_start(word: &str) -> String {
    let digits = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let marker = word == "+" || ["#", "-", "="].iter().any(|mark| word.trim_matches(|c| mark.contains(c)).is_empty());
    if marker {
        format!("\\{word}")
    } else if digits.len() < word.len() && (digits == "." || digits == ")") {
        format!("{}\\{digits}", &word[..word.len() - digits.len()])
    } else {
        word.to_owned()
    }
}

/// The content of a code span for a value: one line, no backticks, not too long.
#[must_use]
pub fn code(raw: &str) -> String {
    let text: String = visible(raw).chars().map(|c| if c == '`' { '\'' } else { c }).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() > LONGEST_CODE {
        text.chars().take(LONGEST_CODE).chain(['…']).collect()
    } else {
        text
    }
}

/// The tag of a code block: rustdoc must not take it for a test.
pub(super) fn language(info: &str) -> &str {
    let word = info.split([' ', ',', '{']).next().unwrap_or_default();
    let known = ["bash", "console", "css", "go", "html", "http", "java", "javascript", "js", "json", "php", "python"];
    let more = ["ruby", "sh", "shell", "sql", "toml", "ts", "typescript", "xml", "yaml"];
    if known.iter().chain(&more).any(|known| *known == word) { word } else { "text" }
}

/// The length of the longest run of a character.
pub(super) fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or(0)
}

/// The text without control characters and without marks that are invisible or change the direction of text.
pub(super) fn visible(text: &str) -> String {
    text.chars()
        .filter(|c| match c {
            '\n' => true,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{61c}' => false,
            c => !c.is_control() || *c == '\t',
        })
        .collect()
}
