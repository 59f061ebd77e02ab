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

#[cfg(test)]
mod tests {
    use super::Simple;
    use crate::json::Value;

    const COLOR: &[(&str, Simple)] = &[("R", Simple::Number), ("on", Simple::Bool)];

    fn read(form: &Simple, lines: &[&str]) -> Option<String> {
        form.read::<Value>(lines).map(|value| value.to_string())
    }

    #[test]
    fn lists_go_on_in_further_lines() {
        let numbers = Simple::List(&Simple::Number);
        assert_eq!(read(&numbers, &["3, 4 ,5", "6"]).as_deref(), Some("[3,4,5,6]"));
        assert_eq!(read(&numbers, &["1.50,,x"]).as_deref(), Some("[1.50,\"x\"]"));
        assert_eq!(read(&numbers, &[""]).as_deref(), Some("[]"));
        assert_eq!(read(&numbers, &[]), None);
        assert_eq!(numbers.read::<Vec<i64>>(&["3,x"]), None);
    }

    #[test]
    fn objects_have_names_with_commas_or_equals_signs() {
        let apart =
            Simple::Object { explode: false, members: COLOR, others: &Simple::Text };
        let color = r#"{"R":100,"on":true,"G":"200"}"#;
        assert_eq!(read(&apart, &["R,100,on,true", "G,200"]).as_deref(), Some(color));
        assert_eq!(read(&apart, &["R,100,on"]), None);
        let joined =
            Simple::Object { explode: true, members: COLOR, others: &Simple::Text };
        assert_eq!(read(&joined, &["R=100, on=true,G=200"]).as_deref(), Some(color));
        assert_eq!(read(&joined, &["R=a=b"]).as_deref(), Some(r#"{"R":"a=b"}"#));
        assert_eq!(read(&joined, &["R,100"]), None);
    }

    #[test]
    fn lines_and_json_are_not_taken_apart() {
        let lines = Simple::Lines(&Simple::Text);
        let cookies = ["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT", "b=2"];
        let expected = r#"["a=1; Expires=Wed, 21 Oct 2015 07:28:00 GMT","b=2"]"#;
        assert_eq!(read(&lines, &cookies).as_deref(), Some(expected));
        assert_eq!(
            read(&Simple::Json, &[r#" {"a":[1,2]} "#]).as_deref(),
            Some(r#"{"a":[1,2]}"#)
        );
        assert_eq!(read(&Simple::Json, &["{"]), None);
        assert_eq!(read(&Simple::Text, &["a,b", "c"]).as_deref(), Some("\"a,b\""));
    }
}
