//! What things would like to be called.

use super::super::Words;
use super::Kind;

/// What one thing would like to be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// The name in the document: a thing whose name is exactly the identifier keeps it when several want it.
    pub exact: String,
    /// Names from the most to the least preferred; of several things that want the same one, none gets it but the
    /// exact one, and the others go on to their next.
    pub names: Vec<Words>,
    /// An identifier that the document asks for, which is tried first and as it is.
    pub given: Option<String>,
}

impl Wanted {
    /// The name of a thing that the document names: its words; its words with the symbols spelled out; its words and
    /// the case that it is written in. `neutral` stands in where there is no word at all.
    #[must_use]
    pub fn text(text: &str, neutral: &str) -> Self {
        let plain = Words::split_or(text, neutral);
        let mut names = vec![plain.clone()];
        let spelled = Words::spelled(text);
        if !spelled.is_empty() {
            names.push(spelled);
        }
        if let Some(case) = written_case(text) {
            names.push(plain.then(&Words::split(case)));
        }
        Self {
            exact: text.to_owned(),
            names,
            given: None,
        }
    }

    /// A name that is made up of several, of which the document says none exactly.
    #[must_use]
    pub fn composed(names: Vec<Words>) -> Self {
        Self {
            exact: String::new(),
            names,
            given: None,
        }
    }

    /// Asks for an identifier, if there is one that things of this kind can have.
    #[must_use]
    pub fn called(mut self, name: Option<&str>, kind: Kind) -> Self {
        if let Some(name) = name.filter(|name| kind.accepts(name)) {
            self.names.insert(0, Words::split(name));
            self.given = Some(name.to_owned());
        }
        self
    }

    /// Adds a name that is preferred less than the others.
    #[must_use]
    pub fn or(mut self, words: Words) -> Self {
        self.names.push(words);
        self
    }

    /// The same names behind some other words: the name of something inside a thing with these names. Alternatives of
    /// the outer thing are tried with the plain inner name and with the inner alternative of the same rank.
    #[must_use]
    pub fn within(&self, outer: &Self) -> Self {
        let mut names = Vec::new();
        for rank in 0..outer.names.len().max(self.names.len()) {
            let pick = |names: &[Words]| names.get(rank).or(names.first()).cloned().unwrap_or_default();
            names.push(pick(&outer.names).then(&pick(&self.names)));
        }
        Self::composed(names)
    }
}

/// How a word is written, where names differ in nothing else.
fn written_case(text: &str) -> Option<&'static str> {
    let upper = text.contains(char::is_uppercase);
    let lower = text.contains(char::is_lowercase);
    match (upper, lower) {
        (true, false) => Some("upper"),
        (false, true) => Some("lower"),
        (true, true) => Some("mixed"),
        (false, false) => None,
    }
}
