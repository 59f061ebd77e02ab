// kiln-runtime: support code, copied unchanged into generated crates.
//! Values in headers: lists and objects without brackets, as the style `simple` of OpenAPI has them, JSON, and lines
//! that are a value each.
//!
//! ```text
//! X-Ids: 3, 4                    List(&Number)
//! X-Color: R=100,G=200           Object { explode: true, … }
//! X-Color: R,100,G,200           Object { explode: false, … }
//! X-Filter: {"a": 1}             Json
//! Set-Cookie: a=1; Path=/        Lines(&Text)
//! ```
//!
//! Lists and objects may go on in another line of the same name, as HTTP has it; of what is one value, the first line
//! counts. Nothing is unescaped: servers do not escape headers. What has not the form is no value, and it is the type that
//! says so, except where an object lacks the value of a name.

use super::{FromJson, Number, Object, Value, from_slice, to_vec};

/// How a value looks in a header. Plain data, so that generated code can be `static`.
#[derive(Debug)]
pub enum Simple {
    /// Text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Bool,
    /// JSON.
    Json,
    /// Values with commas between them.
    List(&'static Simple),
    /// A value in each line.
    Lines(&'static Simple),
    /// Names with values.
    Object {
        /// Whether an equals sign stands between a name and its value, not a comma.
        explode: bool,
        /// What the values of some names are.
        members: &'static [(&'static str, Simple)],
        /// What the others are.
        others: &'static Simple,
    },
}

impl Simple {
    /// Reads the lines of a header; nothing where there is none, or what they say is not of the type.
    #[must_use]
    pub fn read<T: FromJson>(&self, lines: &[&str]) -> Option<T> {
        let json = to_vec(&self.value(lines)?).ok()?;
        from_slice(&json).ok()
    }

    fn value(&self, lines: &[&str]) -> Option<Value> {
        let first = lines.first()?.trim();
        match self {
            Self::Text | Self::Number | Self::Bool => Some(self.scalar(first)),
            Self::Json => from_slice(first.as_bytes()).ok(),
            Self::List(item) => {
                let items = pieces(lines).filter(|piece| !piece.is_empty());
                Some(Value::Array(items.map(|piece| item.scalar(piece)).collect()))
            }
            Self::Lines(item) => Some(Value::Array(
                lines.iter().map(|line| item.scalar(line.trim())).collect(),
            )),
            Self::Object { explode, members, others } => {
                let mut object = Object::new();
                let mut pieces = pieces(lines);
                while let Some(piece) = pieces.next() {
                    let (name, text) = match explode {
                        true => piece.split_once('=')?,
                        false => (piece, pieces.next()?),
                    };
                    let known = members.iter().find(|(known, _)| *known == name);
                    let form = known.map_or(*others, |(_, form)| form);
                    object.insert(name, form.scalar(text));
                }
                Some(Value::Object(object))
            }
        }
    }

    /// A text as a scalar; what is not of its form stays text, and the type says what is wrong.
    fn scalar(&self, text: &str) -> Value {
        match (self, text) {
            (Self::Number, _) => from_slice::<Number>(text.as_bytes())
                .map_or_else(|_| Value::from(text), Value::Number),
            (Self::Bool, "true") => Value::Bool(true),
            (Self::Bool, "false") => Value::Bool(false),
            _ => Value::from(text),
        }
    }
}

/// What stands between the commas of all lines.
fn pieces<'t>(lines: &[&'t str]) -> impl Iterator<Item = &'t str> {
    lines.iter().flat_map(|line| line.split(',')).map(str::trim)
}
