// kiln-runtime: support code, copied unchanged into generated crates.
//! Writing JSON text, and records by a table of members.
//!
//! ```text
//! w.record(&[
//!     Member::always("width", &self.width),
//!     Member::present("refresh_rate", &self.refresh_rate),   // left out when it is None
//!     Member::rest(&self.additional),
//! ]);
//! ```
//!
//! Writing cannot fail half-way for its callers: the first value without a JSON form is remembered
//! with its path, and [`Writer::finish`] returns it; so is one that is nested more than [`MAX_DEPTH`]
//! levels deep, which nobody could read. Members come in the order of the table, maps in
//! the order of their keys, without any white space.

use std::any::Any;
use std::collections::BTreeMap;

use super::string::is_special;
use super::{EncodeError, MAX_DEPTH, ToJson};

/// A JSON text that is being written.
#[derive(Debug, Default)]
pub struct Writer {
    text: String,
    error: Option<EncodeError>,
    /// What the next object says of itself: properties and their values.
    tags: Vec<(&'static str, &'static str)>,
    /// How many lists and objects are open.
    depth: u8,
    /// What stands beside the text, where it can have such values.
    attachments: Option<Attachments>,
}

/// Values that have no form in JSON, each with a mark in the text.
#[derive(Debug)]
struct Attachments {
    mark: String,
    values: Vec<Box<dyn Any>>,
}

/// A property of a record with its value.
pub struct Member<'a> {
    name: &'a str,
    value: Content<'a>,
}

enum Content<'a> {
    Always(&'a dyn ToJson),
    Present(&'a dyn ToJson),
    Rest(&'a dyn Members),
}

impl<'a> Member<'a> {
    /// A property that is always written.
    pub fn always(name: &'a str, value: &'a dyn ToJson) -> Self {
        Self { name, value: Content::Always(value) }
    }

    /// A property that is left out when its value is absent.
    pub fn present(name: &'a str, value: &'a dyn ToJson) -> Self {
        Self { name, value: Content::Present(value) }
    }

    /// All properties of a map; none of them may have the name of another member.
    pub fn rest(map: &'a dyn Members) -> Self {
        Self { name: "", value: Content::Rest(map) }
    }

    fn is(&self, name: &str) -> bool {
        self.name == name && !matches!(self.value, Content::Rest(_))
    }
}

/// A list with JSON values.
pub trait WriteItem {
    /// The item at this index; `None` behind the last one.
    fn item(&self, index: usize) -> Option<&dyn ToJson>;
}

/// A map with JSON values.
pub trait Members {
    /// Shows every key with its value.
    fn each(&self, show: &mut dyn FnMut(&str, &dyn ToJson));
}

impl<T: ToJson> Members for BTreeMap<String, T> {
    fn each(&self, show: &mut dyn FnMut(&str, &dyn ToJson)) {
        for (key, value) in self {
            show(key, value);
        }
    }
}

impl Writer {
    /// An empty text.
    #[must_use]
    pub fn new() -> Self {
        let text = String::with_capacity(128);
        Self { text, error: None, tags: Vec::new(), depth: 0, attachments: None }
    }

    /// An empty text beside which values can stand that JSON has no form for: files. In the text
    /// there is a string for each, the mark and its number; no other string may begin with the mark.
    #[must_use]
    pub fn with_attachments(mark: String) -> Self {
        let attachments = Some(Attachments { mark, values: Vec::new() });
        Self { attachments, ..Self::new() }
    }

    /// Puts a value beside the text; false where there can be none, and then nothing is written.
    pub fn attach(&mut self, value: impl FnOnce() -> Box<dyn Any>) -> bool {
        let Some(attachments) = &mut self.attachments else { return false };
        let mark = format!("{}{}", attachments.mark, attachments.values.len());
        attachments.values.push(value());
        self.string(&mark);
        true
    }

    /// What stands beside the text so far, taken out.
    pub fn take_attachments(&mut self) -> Vec<Box<dyn Any>> {
        self.attachments.take().map(|attachments| attachments.values).unwrap_or_default()
    }

    /// The text that was written.
    ///
    /// # Errors
    /// The first value that has no JSON form.
    pub fn finish(self) -> Result<String, EncodeError> {
        match self.error {
            Some(error) => Err(error),
            None => Ok(self.text),
        }
    }

    /// Remembers that a value has no JSON form, and why.
    pub fn refuse(&mut self, message: &'static str) {
        self.fail(EncodeError::new(message));
    }

    /// Writes `null`.
    pub fn null(&mut self) {
        self.text.push_str("null");
    }

    /// Writes `true` or `false`.
    pub fn boolean(&mut self, value: bool) {
        self.text.push_str(if value { "true" } else { "false" });
    }

    /// Writes an integer.
    pub fn integer(&mut self, value: impl itoa::Integer) {
        self.text.push_str(itoa::Buffer::new().format(value));
    }

    /// Writes a float in the shortest form that reads as the same one; one that is not finite is an
    /// error.
    pub fn float(&mut self, value: impl zmij::Float + Into<f64>) {
        if value.into().is_finite() {
            self.text.push_str(zmij::Buffer::new().format_finite(value));
        } else {
            self.fail(EncodeError::new("JSON has no infinity and no NaN"));
        }
    }

    /// Writes a string in quotes.
    pub fn string(&mut self, value: &str) {
        self.text.reserve(value.len() + 3);
        self.text.push('"');
        // A fold, unlike a search, compiles to vector instructions; most strings have nothing special.
        if value.bytes().fold(false, |found, byte| found | is_special(byte)) {
            self.escaped(value);
        } else {
            self.text.push_str(value);
        }
        self.text.push('"');
    }

    /// Writes a member of a union, an object, with the property that tells it from the others.
    ///
    /// The tag is written whether the member declares the property or not, and whatever value it has
    /// there: without the right one nobody could read the text as this member.
    pub fn tagged(
        &mut self,
        property: &'static str,
        tag: &'static str,
        value: &dyn ToJson,
    ) {
        let outside = self.tags.len();
        self.tags.push((property, tag));
        value.write(self);
        self.tags.truncate(outside);
    }

    /// Writes a list.
    pub fn list(&mut self, items: &dyn WriteItem) {
        if !self.enter() {
            return;
        }
        self.tags.clear();
        self.text.push('[');
        let mut index = 0;
        while let Some(item) = items.item(index) {
            self.separate(index == 0);
            item.write(self);
            if let Some(error) = &mut self.error {
                return error.enter_item(index);
            }
            index += 1;
        }
        self.text.push(']');
        self.depth -= 1;
    }

    /// Writes an object with every key of a map.
    pub fn map(&mut self, map: &dyn Members) {
        self.record(&[Member::rest(map)]);
    }

    /// Writes an object.
    pub fn record(&mut self, members: &[Member<'_>]) {
        if !self.enter() {
            return;
        }
        // Objects inside of this one have tags of their own.
        let tags = std::mem::take(&mut self.tags);
        let tag_of = |name: &str| tags.iter().find(|(property, _)| *property == name);
        self.text.push('{');
        let mut first = true;
        for (property, tag) in &tags {
            if !members.iter().any(|member| member.is(property)) {
                self.member(&mut first, property, tag);
            }
        }
        for member in members {
            match member.value {
                Content::Present(value) | Content::Always(value) => {
                    if let Some((property, tag)) = tag_of(member.name) {
                        self.member(&mut first, property, tag);
                    } else if matches!(member.value, Content::Always(_))
                        || !value.is_absent()
                    {
                        self.member(&mut first, member.name, value);
                    }
                }
                Content::Rest(map) => map.each(&mut |name, value| {
                    if tag_of(name).is_some() {
                        // It stands there already.
                    } else if members.iter().any(|other| other.is(name)) {
                        let message =
                            "an additional property has the name of a declared one";
                        self.fail_in(name, EncodeError::new(message));
                    } else {
                        self.member(&mut first, name, value);
                    }
                }),
            }
        }
        self.text.push('}');
        self.depth -= 1;
    }

    /// Begins a list or an object, unless there is an error or one of too many levels.
    fn enter(&mut self) -> bool {
        if self.depth >= MAX_DEPTH {
            self.fail(EncodeError::new("the value is nested too deeply"));
        }
        self.depth += u8::from(self.error.is_none());
        self.error.is_none()
    }

    /// Writes text that is JSON already.
    /// Writes a text that is JSON already.
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    pub(super) fn fail(&mut self, error: EncodeError) {
        self.error.get_or_insert(error);
    }

    fn fail_in(&mut self, name: &str, mut error: EncodeError) {
        error.enter_property(name);
        self.fail(error);
    }

    fn member(&mut self, first: &mut bool, name: &str, value: &dyn ToJson) {
        // Behind an error nothing is written: it gets the names on its way out, and no others.
        if self.error.is_some() {
            return;
        }
        self.separate(*first);
        *first = false;
        self.string(name);
        self.text.push(':');
        value.write(self);
        if let Some(error) = &mut self.error {
            error.enter_property(name);
        }
    }

    pub(super) fn separate(&mut self, first: bool) {
        if !first {
            self.text.push(',');
        }
    }

    fn escaped(&mut self, value: &str) {
        let mut rest = value;
        while let Some(length) = rest.bytes().position(is_special) {
            self.text.push_str(rest.get(..length).unwrap_or_default());
            self.escape(rest.as_bytes().get(length).copied().unwrap_or_default());
            rest = rest.get(length + 1..).unwrap_or_default();
        }
        self.text.push_str(rest);
    }

    fn escape(&mut self, byte: u8) {
        match byte {
            b'"' => self.text.push_str("\\\""),
            b'\\' => self.text.push_str("\\\\"),
            b'\n' => self.text.push_str("\\n"),
            b'\r' => self.text.push_str("\\r"),
            b'\t' => self.text.push_str("\\t"),
            8 => self.text.push_str("\\b"),
            12 => self.text.push_str("\\f"),
            _ => {
                self.text.push_str("\\u00");
                for nibble in [byte >> 4, byte & 15] {
                    self.text
                        .push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
                }
            }
        }
    }
}
