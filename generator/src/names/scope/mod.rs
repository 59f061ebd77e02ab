//! Minting identifiers: the only place where an [`Ident`] comes into being.
//!
//! ```yaml
//! properties: { a-b: {}, a_b: {}, type: {}, self: {} }
//! ```
//!
//! A scope gives each of several things an identifier of its own: `a_b` to the property of exactly that name,
//! `a_dash_b` to the other one, `r#type`, `self_`.
//!
//! Guarantees: every identifier is valid in the 2024 edition, no two of a scope are equal (modules: not even for file
//! systems that ignore case), none is one of the words that the scope reserves, and what a thing is called does not
//! depend on the order of the requests.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use indexmap::IndexMap;

use super::Words;
use super::keywords::{Keyword, keyword};

mod ident;
mod kind;
mod wanted;

pub use ident::Ident;
pub use kind::Kind;

pub use wanted::Wanted;

/// Mints identifiers that live beside each other.
#[derive(Debug, Clone)]
pub struct Scope {
    kind: Kind,
    taken: BTreeSet<String>,
    reserved: BTreeMap<String, String>,
}

impl Scope {
    /// An empty scope.
    #[must_use]
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            taken: BTreeSet::new(),
            reserved: BTreeMap::new(),
        }
    }

    /// Reserves words: a thing that would be called so gets the suffix, such as `Option` → `OptionType`.
    #[must_use]
    pub fn reserve(mut self, words: &[&str], suffix: &str) -> Self {
        self.reserved
            .extend(words.iter().map(|word| ((*word).to_owned(), suffix.to_owned())));
        self
    }

    /// Mints one identifier; what was minted before in this scope keeps its name.
    pub fn mint(&mut self, wanted: &Wanted) -> Ident {
        let mut candidates = self.candidates(wanted).into_iter().map(|candidate| candidate.ident);
        let free = candidates.find(|ident| !self.taken.contains(ident.bare()));
        let ident = free.unwrap_or_else(|| self.numbered(&wanted.names));
        self.taken.insert(ident.bare().to_owned());
        ident
    }

    /// Mints an identifier for each request; keys are distinct, and each is minted what it is for the set of requests,
    /// in whatever order they come.
    ///
    /// In rounds, every thing without a name proposes its next one. A name that only one proposes and nobody has is
    /// granted; of several, the one whose exact name it is gets it, or else the one for which the document asks. Who has no name left to propose gets a number, in
    /// the order of the keys.
    pub fn allocate<K>(&mut self, requests: Vec<(K, Wanted)>) -> IndexMap<K, Ident>
    where
        K: Ord + Hash + Clone,
    {
        let order: Vec<K> = requests.iter().map(|(key, _)| key.clone()).collect();
        let mut pending: BTreeMap<K, Pending> = requests
            .into_iter()
            .map(|(key, wanted)| {
                let candidates = self.candidates(&wanted);
                let thing = Pending {
                    wanted,
                    candidates,
                    round: 0,
                };
                (key, thing)
            })
            .collect();
        let mut granted: BTreeMap<K, Ident> = BTreeMap::new();
        while let Some(round) = self.round(&mut pending) {
            for (key, ident) in round {
                self.taken.insert(ident.bare().to_owned());
                pending.remove(&key);
                granted.insert(key, ident);
            }
        }
        for (key, Pending { wanted, .. }) in pending {
            let ident = self.numbered(&wanted.names);
            self.taken.insert(ident.bare().to_owned());
            granted.insert(key, ident);
        }
        order
            .into_iter()
            .filter_map(|key| granted.remove(&key).map(|ident| (key, ident)))
            .collect()
    }

    /// One round of proposals; nothing once nobody has anything left to propose.
    fn round<K: Ord + Clone>(&self, pending: &mut BTreeMap<K, Pending>) -> Option<Vec<(K, Ident)>> {
        let mut proposals: BTreeMap<Ident, Vec<(K, Claim)>> = BTreeMap::new();
        for (key, thing) in pending.iter_mut() {
            if let Some(Candidate { ident, claim }) = thing.candidates.get(thing.round) {
                proposals.entry(ident.clone()).or_default().push((key.clone(), *claim));
                thing.round += 1;
            }
        }
        if proposals.is_empty() {
            return None;
        }
        let free = proposals
            .into_iter()
            .filter(|(ident, _)| !self.taken.contains(ident.bare()));
        let granted = free.filter_map(|(ident, proposers)| Some((winner(proposers)?, ident)));
        Some(granted.collect())
    }

    /// The identifiers for the wanted names, in their order, each once.
    fn candidates(&self, wanted: &Wanted) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let given = wanted.given.iter().filter(|name| !self.reserved.contains_key(*name));
        candidates.extend(given.map(|name| Candidate {
            ident: self.ident(name),
            claim: Claim::Given,
        }));
        for words in &wanted.names {
            let text = self.kind.case().write(words);
            let claim = if text == wanted.exact {
                Claim::Exact
            } else {
                Claim::Composed
            };
            let ident = self.ident(&text);
            if candidates.iter().all(|candidate| candidate.ident != ident) {
                candidates.push(Candidate { ident, claim });
            }
        }
        candidates
    }

    /// The most preferred name with the least number that makes it unique; without one if the name is free.
    fn numbered(&self, names: &[Words]) -> Ident {
        let base = names
            .first()
            .map(|words| self.kind.case().write(words))
            .unwrap_or_default();
        let mut ident = self.ident(&base);
        let mut number = 1_usize;
        while self.taken.contains(ident.bare()) {
            number += 1;
            let mut text = self.kind.shorten(&base, self.kind.limit() - 20);
            self.kind.case().append(&mut text, &number.to_string());
            ident = self.ident(&text);
        }
        ident
    }

    /// Makes a valid identifier of cased text: the only constructor of [`Ident`].
    fn ident(&self, text: &str) -> Ident {
        let mut text = self.kind.valid(text);
        while let Some(suffix) = self.reserved.get(&text) {
            self.kind.case().append(&mut text, suffix);
        }
        let raw = match (keyword(&text), self.kind) {
            (Keyword::No, _) => false,
            (Keyword::Raw, kind) if kind != Kind::Module => true,
            _ => {
                text.push('_');
                false
            }
        };
        Ident::new(text, raw)
    }
}

/// An identifier that a thing may get, and how good its claim to it is.
struct Candidate {
    ident: Ident,
    claim: Claim,
}

/// A thing that has no name yet.
struct Pending {
    wanted: Wanted,
    candidates: Vec<Candidate>,
    round: usize,
}

/// Why a thing should have a name; the best reason last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Claim {
    /// It is made up of its words.
    Composed,
    /// The document asks for it.
    Given,
    /// It is its name in the document.
    Exact,
}

/// Who gets a name: the only one who proposes it, or the only one with the best claim that is better than that of words.
fn winner<K>(proposers: Vec<(K, Claim)>) -> Option<K> {
    let only = proposers.len() == 1;
    let best = proposers.iter().map(|(_, claim)| *claim).max()?;
    let mut able = proposers
        .into_iter()
        .filter(|(_, claim)| only || (*claim == best && best > Claim::Composed));
    let first = able.next();
    if able.next().is_some() {
        None
    } else {
        first.map(|(key, _)| key)
    }
}

#[cfg(test)]
mod tests;
