//! The text of one paragraph, collected as words between which a line may break.

use super::prose;

/// A word with its Markdown, or the end of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Word {
    /// Text without a place to break.
    Text(String),
    /// The line ends here.
    Break,
}

/// Collects words.
#[derive(Debug, Default)]
pub(super) struct Inline {
    words: Vec<Word>,
    word: String,
}

impl Inline {
    /// Adds prose; URLs in it become links where `link` allows it.
    pub(super) fn prose(&mut self, text: &str, link: bool) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c.is_whitespace() {
                self.space();
                rest = rest.trim_start();
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
                let word = prose::word(&rest[..end], link);
                self.glue(&word);
                rest = &rest[end..];
            }
        }
    }

    /// Adds a code span.
    pub(super) fn code(&mut self, code: &str) {
        let code = code.split_whitespace().collect::<Vec<_>>().join(" ");
        if code.is_empty() {
            return;
        }
        let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or_default();
        let fence = "`".repeat(longest + 1);
        let pad = if code.starts_with('`') || code.ends_with('`') {
            " "
        } else {
            ""
        };
        self.glue(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    /// Adds text without a space before it; finished Markdown.
    pub(super) fn glue(&mut self, text: &str) {
        if self.word.ends_with('`') && text.starts_with('`') {
            // Two code spans side by side would be one.
            self.space();
        }
        self.word.push_str(text);
    }

    /// Opens or closes emphasis.
    pub(super) fn mark(&mut self, mark: &str) {
        self.word.push_str(mark);
    }

    /// Ends a word.
    pub(super) fn space(&mut self) {
        if !self.word.is_empty() {
            self.words.push(Word::Text(std::mem::take(&mut self.word)));
        }
    }

    /// Ends a line.
    pub(super) fn hard_break(&mut self) {
        self.space();
        if matches!(self.words.last(), Some(Word::Text(_))) {
            self.words.push(Word::Break);
        }
    }

    /// The words so far.
    pub(super) fn take(&mut self) -> Vec<Word> {
        self.space();
        if self.words.last() == Some(&Word::Break) {
            self.words.pop();
        }
        std::mem::take(&mut self.words)
    }

    /// The words so far on one line.
    pub(super) fn take_line(&mut self) -> String {
        let words = self.take().into_iter().filter_map(|word| match word {
            Word::Text(text) => Some(text),
            Word::Break => None,
        });
        words.collect::<Vec<_>>().join(" ")
    }
}
