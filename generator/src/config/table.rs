//! Reading one table of a TOML file: each key is asked for once, and what nobody asked for is unknown.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diag::{Code, Diagnostic, FileId, Place, Pointer, Span};

/// How alike a misspelt key must be to be suggested, from 0 to 1.
const ALIKE: f64 = 0.7;

/// A value as it stands in the file.
pub(super) type Value<'v> = Spanned<DeValue<'v>>;

/// The bytes of a value, or of a part of it, that is not what it must be.
pub(super) struct Misfit(pub(super) Range<usize>);

/// A type that the value of a key can have.
pub(super) trait Setting: Sized {
    /// What the value must be, such as `a string`.
    fn expected() -> String;

    /// The setting that a value means.
    fn read(value: &Value<'_>) -> Result<Self, Misfit>;
}

impl Setting for String {
    fn expected() -> String {
        "a string".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        parsed(value, |text| Some(text.to_owned()))
    }
}

impl Setting for bool {
    fn expected() -> String {
        "`true` or `false`".to_owned()
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        value.get_ref().as_bool().ok_or_else(|| Misfit(value.span()))
    }
}

impl<T: Setting> Setting for Vec<T> {
    fn expected() -> String {
        format!("a list, and each item {}", T::expected())
    }

    fn read(value: &Value<'_>) -> Result<Self, Misfit> {
        let items = value.get_ref().as_array().ok_or_else(|| Misfit(value.span()))?;
        items.iter().map(T::read).collect()
    }
}

/// A setting that is written as a string of a certain form.
pub(super) fn parsed<T>(value: &Value<'_>, parse: impl FnOnce(&str) -> Option<T>) -> Result<T, Misfit> {
    (value.get_ref().as_str())
        .and_then(parse)
        .ok_or_else(|| Misfit(value.span()))
}

/// A setting for something that the document names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named<T> {
    /// What the document calls it.
    pub name: String,
    /// The setting.
    pub setting: T,
    /// Where the name stands in the file.
    pub place: Place,
}

/// A table of the file, and what was asked for in it.
pub(super) struct Table<'a> {
    entries: &'a DeTable<'a>,
    file: FileId,
    /// The keys that lead here.
    path: Vec<&'static str>,
    known: Vec<&'static str>,
    /// Whether any key may stand in it.
    free: bool,
    problems: &'a mut Vec<Diagnostic>,
}

impl<'a> Table<'a> {
    /// The table that is the whole file.
    pub(super) fn root(entries: &'a DeTable<'a>, file: FileId, problems: &'a mut Vec<Diagnostic>) -> Self {
        Self {
            entries,
            file,
            path: Vec::new(),
            known: Vec::new(),
            free: false,
            problems,
        }
    }

    /// Lets a function ask for all keys, and reports those that it did not ask for.
    pub(super) fn read<T>(mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let value = read(&mut self);
        for key in self.entries.keys() {
            if !self.free && !self.known.contains(&&**key.get_ref()) {
                let unknown = self.unknown(key.get_ref(), key.span());
                self.problems.push(unknown);
            }
        }
        value
    }

    /// The value of a key, if the key is there.
    pub(super) fn optional<T: Setting>(&mut self, key: &'static str) -> Option<T> {
        let value = self.take(key)?;
        match T::read(value) {
            Ok(setting) => Some(setting),
            Err(misfit) => {
                self.misfit(key, &T::expected(), misfit);
                None
            }
        }
    }

    /// The value of a key with its place, if the key is there.
    pub(super) fn placed<T: Setting>(&mut self, key: &'static str) -> Option<Named<T>> {
        let setting: T = self.optional(key)?;
        let bytes = self.entries.get(key)?.span();
        Some(Named {
            name: key.to_owned(),
            setting,
            place: self.place(key, bytes),
        })
    }

    /// The value of a key, or the type's default.
    pub(super) fn or_default<T: Setting + Default>(&mut self, key: &'static str) -> T {
        self.optional(key).unwrap_or_default()
    }

    /// A table in this one; its defaults if it is not there.
    pub(super) fn table<T: Default>(&mut self, key: &'static str, read: impl FnOnce(&mut Table<'_>) -> T) -> T {
        let Some(value) = self.take(key) else {
            return T::default();
        };
        let Some(entries) = value.get_ref().as_table() else {
            self.misfit(key, "a table", Misfit(value.span()));
            return T::default();
        };
        let inner = Table {
            entries,
            file: self.file,
            path: [&self.path[..], &[key]].concat(),
            known: Vec::new(),
            free: false,
            problems: self.problems,
        };
        inner.read(read)
    }

    /// A table whose keys are names of the document's.
    pub(super) fn named<T: Setting>(&mut self, key: &'static str) -> Vec<Named<T>> {
        let mut named = Vec::new();
        self.table(key, |inner| {
            let entries = inner.entries;
            for (name, value) in entries {
                match T::read(value) {
                    Ok(setting) => named.push(Named {
                        name: name.get_ref().to_string(),
                        setting,
                        place: inner.place(name.get_ref(), name.span()),
                    }),
                    Err(misfit) => inner.misfit(name.get_ref(), &T::expected(), misfit),
                }
            }
            inner.free = true;
        });
        named
    }

    /// The items of a list, each with its place.
    pub(super) fn listed<T: Setting + fmt::Display>(&mut self, key: &'static str) -> Vec<Named<T>> {
        let Some(value) = self.take(key) else {
            return Vec::new();
        };
        let read = |item: &Value<'_>| match T::read(item) {
            Ok(setting) => Ok(Named {
                name: setting.to_string(),
                setting,
                place: self.place(key, item.span()),
            }),
            Err(misfit) => Err(misfit),
        };
        let items = value.get_ref().as_array().ok_or_else(|| Misfit(value.span()));
        let items = items.and_then(|items| items.iter().map(read).collect());
        items.unwrap_or_else(|misfit| {
            self.misfit(key, &Vec::<T>::expected(), misfit);
            Vec::new()
        })
    }

    /// Reports a name that is not what it must be.
    pub(super) fn refuse(&mut self, name: &str, place: &Place, expected: &str) {
        let message = format!("`{name}` must be {expected}");
        self.problems
            .push(Diagnostic::new(Code::ConfigSyntax, message).at(place, "this is something else"));
    }

    fn take(&mut self, key: &'static str) -> Option<&'a Value<'a>> {
        self.known.push(key);
        self.entries.get(key)
    }

    fn misfit(&mut self, key: &str, expected: &str, Misfit(bytes): Misfit) {
        let message = format!("`{}` must be {expected}", self.path_to(key));
        let place = self.place(key, bytes);
        self.problems
            .push(Diagnostic::new(Code::ConfigSyntax, message).at(&place, "this is something else"));
    }

    fn unknown(&self, key: &str, bytes: Range<usize>) -> Diagnostic {
        let message = format!("`{}` is not a key of kiln.toml", self.path_to(key));
        let place = self.place(key, bytes);
        let diagnostic = Diagnostic::new(Code::UnknownConfigKey, message).at(&place, "unknown key");
        let likeness = |known: &str| strsim::jaro_winkler(key, known);
        let best = (self.known.iter()).max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        match best.filter(|known| likeness(known) >= ALIKE) {
            Some(known) => diagnostic.remedy(format!("did you mean `{known}`?")),
            None => diagnostic.remedy(format!("the keys here are {}", quoted(&self.known))),
        }
    }

    /// The dotted name of a key.
    fn path_to(&self, key: &str) -> String {
        self.path.iter().flat_map(|step| [step, "."]).collect::<String>() + key
    }

    fn place(&self, key: &str, bytes: Range<usize>) -> Place {
        let steps = self.path.iter().copied().chain([key]);
        Place {
            span: span(self.file, bytes),
            pointer: steps.fold(Pointer::root(), |pointer, step| pointer.join(step)),
        }
    }
}

/// Some bytes of the file.
pub(super) fn span(file: FileId, bytes: Range<usize>) -> Span {
    let offset = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
    Span {
        file,
        start: offset(bytes.start),
        end: offset(bytes.end),
    }
}

fn quoted(keys: &[&str]) -> String {
    let quoted: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
    quoted.join(", ")
}
