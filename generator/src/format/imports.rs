//! `use` and `mod` lines in rustfmt's order.

use std::cmp::Ordering;

use syn::{Item, UseTree};

/// Sorts the names of an import, and gives the key by which import lines are sorted.
pub(super) fn sort(tree: &mut UseTree) -> Vec<Segment> {
    match tree {
        UseTree::Path(path) => {
            let mut key = sort(&mut path.tree);
            key.insert(0, Segment::name(&path.ident.to_string()));
            key
        }
        UseTree::Name(name) => vec![Segment::name(&name.ident.to_string())],
        UseTree::Rename(rename) => vec![Segment::name(&rename.ident.to_string())],
        UseTree::Glob(_) => vec![Segment::Glob],
        UseTree::Group(group) => {
            let with_key = |mut tree: UseTree| (sort(&mut tree), tree);
            let mut keyed: Vec<_> = group.items.iter().cloned().map(with_key).collect();
            keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
            group.items = keyed.iter().map(|(_, tree)| tree.clone()).collect();
            vec![Segment::List(keyed.into_iter().map(|(key, _)| key).collect())]
        }
    }
}

/// One step of an import's path, in rustfmt's order of steps.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Segment {
    /// `self`
    Itself,
    /// `super`
    Super,
    /// `crate`
    Crate,
    /// A file module, by its characters.
    Module(String),
    /// Any other name.
    Name(Version),
    /// `*`
    Glob,
    /// Names in braces.
    List(Vec<Vec<Segment>>),
}

impl Segment {
    fn name(text: &str) -> Self {
        match text {
            "self" => Self::Itself,
            "super" => Self::Super,
            "crate" => Self::Crate,
            name => Self::Name(Version(name.trim_start_matches("r#").to_owned())),
        }
    }
}

/// A name in the order of the 2024 style: numbers by value, all else by character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(String);

impl Ord for Version {
    fn cmp(&self, other: &Self) -> Ordering {
        chunks(&self.0)
            .cmp(&chunks(&other.0))
            .then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Version {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Chunk {
    // An underscore sorts before everything else.
    Underscore,
    Number(usize, String),
    Letter(char),
}

fn chunks(text: &str) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let length = if digits > 0 {
            let number = rest[..digits].trim_start_matches('0');
            chunks.push(Chunk::Number(number.len(), number.to_owned()));
            digits
        } else {
            chunks.push(if c == '_' { Chunk::Underscore } else { Chunk::Letter(c) });
            c.len_utf8()
        };
        rest = &rest[length..];
    }
    chunks
}

/// The longest import on one line, and the longest line of names: rustfmt keeps room for what may follow.
const ONE_LINE: usize = 87;
const NAMES: usize = 88;

/// Breaks an import that rustfmt would not leave on one line.
pub(super) fn wrap(text: String) -> String {
    let trimmed = text.trim_end_matches('\n');
    if !trimmed.trim_start_matches("pub ").starts_with("use ") {
        return text;
    }
    // prettyplease breaks at other places, where it breaks.
    let line = trimmed.lines().map(str::trim).collect::<Vec<_>>().join(" ");
    let line = line.replacen("{ ", "{", 1).replace(",};", "};").replace(", };", "};");
    if line.chars().count() <= ONE_LINE {
        return line + "\n";
    }
    let Some((head, names)) = line.strip_suffix("};").and_then(|line| line.split_once('{')) else {
        return text;
    };
    if names.contains('{') {
        return text;
    }
    let mut lines = vec![format!("{head}{{")];
    let mut open = String::new();
    let mut rest = names.split(", ").peekable();
    while let Some(name) = rest.next() {
        // The last name has nothing behind it but its comma.
        let most = if rest.peek().is_some() { NAMES } else { NAMES + 1 };
        if !open.is_empty() && 4 + open.chars().count() + 1 + name.chars().count() + 1 > most {
            lines.push(format!("    {}", std::mem::take(&mut open)));
        }
        open.push_str(if open.is_empty() { "" } else { " " });
        open.push_str(name);
        open.push(',');
    }
    lines.push(format!("    {open}"));
    lines.push("};\n".to_owned());
    lines.join("\n")
}

/// The place of an item among its like; only imports and file modules have one.
pub(super) fn key(item: &mut Item) -> Option<(bool, Vec<Segment>)> {
    match item {
        Item::Use(item) => Some((true, sort(&mut item.tree))),
        Item::Mod(item) if item.content.is_none() => Some((false, vec![Segment::Module(item.ident.to_string())])),
        _ => None,
    }
}
