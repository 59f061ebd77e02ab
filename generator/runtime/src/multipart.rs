// kiln-runtime: support code, copied unchanged into generated crates.
//! `multipart/form-data` (RFC 7578): a record as parts.
//!
//! ```yaml
//! multipart/form-data:
//!   schema: { type: object, properties: { file: { type: string, format: binary }, meta: { type: object } } }
//!   encoding: { file: { contentType: image/png } }
//! ```
//!
//! ```text
//! --kiln-5f0c…
//! Content-Disposition: form-data; name="file"; filename="cat.png"
//! Content-Type: image/png
//!
//! …
//! ```
//!
//! | value | part |
//! | --- | --- |
//! | a [`File`] | its own media type, else the documented one, else `application/octet-stream` |
//! | a text, a number, a boolean | `text/plain`, or the documented media type |
//! | an object | `application/json`, unless [`Form::nested`] takes it apart |
//! | a list | a part of the same name for each item |
//! | a field with a style | a `text/plain` part for each pair that a query would have, unescaped |
//!
//! A file without a name is called `blob`, as browsers do it: many servers take a part
//! without one for a text. Names are escaped as browsers do it too (`%22`, `%0D`, `%0A`).
//! The boundary is random, so that no content can contain it on purpose.

use super::form::{self, Field, Form, Writing};
use super::http::payload::Payload;
use super::http::{Body, Call, Error, File, header, pairs};
use super::json::{self, ToJson, Value, Writer};
use std::any::Any;
use std::fmt::Write;

/// What generated code puts into a call; hidden, since callers have no use for it.
impl<T> Call<T> {
    /// A record as parts; nothing if the value is absent, as `None` is.
    #[doc(hidden)]
    pub fn multipart(mut self, value: &dyn ToJson, form: &Form) -> Self {
        if !value.is_absent() {
            Body(&mut self.draft).multipart(value, form);
        }
        self
    }
}

impl Body<'_> {
    /// A record as parts.
    pub fn multipart(&mut self, value: &dyn ToJson, form: &Form) {
        let encoded = encode(value, form);
        if let Some((body, content_type)) = self.0.keep(encoded) {
            self.0.payload(body, &content_type);
        }
    }
}

/// Writes a record as parts; brings the body and its content type.
fn encode(value: &dyn ToJson, form: &Form) -> Result<(Payload, String), Error> {
    let mark = random();
    let mut w = Writer::with_attachments(mark.clone());
    value.write(&mut w);
    let files = w.take_attachments();
    let text = w.finish().map_err(|source| form::unwritable("body", source))?;
    let record: json::Object =
        json::from_slice(text.as_bytes()).map_err(|_| form::no_object("body"))?;
    let mut parts = Parts {
        boundary: format!("kiln-{}", random()),
        head: String::new(),
        payload: Payload::default(),
    };
    let files = Files { mark, files };
    for (name, value) in record.iter() {
        parts.field(name, value, form, &files)?;
    }
    Ok(parts.finish())
}

fn random() -> String {
    format!("{:032x}", fastrand::u128(..))
}

/// The files of a record, each with a mark in its place.
struct Files {
    mark: String,
    files: Vec<Box<dyn Any>>,
}

impl Files {
    /// The file that stands in the place of a value.
    fn get(&self, value: &Value) -> Option<&File> {
        let index: usize = value.as_str()?.strip_prefix(&self.mark)?.parse().ok()?;
        self.files.get(index)?.downcast_ref()
    }

    /// Whether a file is somewhere inside of a text.
    fn are_in(&self, text: &str) -> bool {
        text.contains(&self.mark)
    }
}

/// The parts so far.
struct Parts {
    boundary: String,
    /// What follows the last file in the body.
    head: String,
    payload: Payload,
}

impl Parts {
    fn field(
        &mut self,
        name: &str,
        value: &Value,
        form: &Form,
        files: &Files,
    ) -> Result<(), Error> {
        let field = form.field(name);
        match field.map(|field| field.writing) {
            Some(Writing::Content(media_type)) => {
                for item in form::items(value) {
                    self.value(name, item, Some(media_type), field, files)?;
                }
            }
            Some(Writing::Styled(style)) => {
                let misfits = |misfit| form::misfits(name, "body", misfit);
                for pair in pairs::pairs(name, value, style).map_err(misfits)? {
                    let text = Value::from(pair.unescaped().map_err(misfits)?);
                    self.value(&pair.name, &text, None, field, files)?;
                }
            }
            None => match form.nested.step().filter(|_| form::has_objects(value)) {
                Some(step) => {
                    let mut found = Vec::new();
                    pairs::leaves(name.to_owned(), value, step, &mut found);
                    for (name, leaf) in found {
                        self.value(&name, leaf, None, None, files)?;
                    }
                }
                None => {
                    for item in form::items(value) {
                        self.value(name, item, None, None, files)?;
                    }
                }
            },
        }
        Ok(())
    }

    /// One part; the media type is the documented one.
    fn value(
        &mut self,
        name: &str,
        value: &Value,
        media_type: Option<&str>,
        field: Option<&Field>,
        files: &Files,
    ) -> Result<(), Error> {
        if let Some(file) = files.get(value) {
            return self.file(name, file, media_type, field);
        }
        let is_scalar = !matches!(value, Value::Array(_) | Value::Object(_));
        let usual = if is_scalar { "text/plain" } else { "application/json" };
        let media_type = media_type.unwrap_or(usual);
        let text = form::text_of(value, media_type)
            .map_err(|misfit| form::misfits(name, "body", misfit))?;
        if files.are_in(&text) {
            let message = format!("a file inside of the field `{name}` cannot be sent");
            return Err(Error::request(message));
        }
        self.begin(name, None);
        let unsaid = media_type == "text/plain" && !text.is_ascii();
        self.header(
            "Content-Type",
            if unsaid { "text/plain; charset=utf-8" } else { media_type },
        )?;
        self.headers(field)?;
        self.head.push_str("\r\n");
        self.head.push_str(&text);
        self.head.push_str("\r\n");
        Ok(())
    }

    fn file(
        &mut self,
        name: &str,
        file: &File,
        media_type: Option<&str>,
        field: Option<&Field>,
    ) -> Result<(), Error> {
        self.begin(name, Some(file.name.as_deref().unwrap_or("blob")));
        let documented =
            media_type.filter(|media_type| !media_type.contains(['*', ',']));
        let media_type = file.content_type.as_deref().or(documented);
        self.header("Content-Type", media_type.unwrap_or("application/octet-stream"))?;
        self.headers(field)?;
        for (name, value) in &file.headers {
            self.header(name, value)?;
        }
        self.head.push_str("\r\n");
        self.payload.bytes(std::mem::take(&mut self.head));
        self.payload.file(file.clone());
        self.head.push_str("\r\n");
        Ok(())
    }

    fn begin(&mut self, name: &str, file_name: Option<&str>) {
        let (boundary, name) = (&self.boundary, escaped(name));
        // Writing to a String cannot fail.
        let _ = write!(
            self.head,
            "--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\""
        );
        if let Some(file_name) = file_name {
            let _ = write!(self.head, "; filename=\"{}\"", escaped(file_name));
        }
        self.head.push_str("\r\n");
    }

    fn headers(&mut self, field: Option<&Field>) -> Result<(), Error> {
        let headers = field.map_or(&[] as &[_], |field| field.headers);
        headers.iter().try_for_each(|(name, value)| self.header(name, value))
    }

    fn header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        header::checked(name, value).map_err(Error::request)?;
        // Writing to a String cannot fail.
        let _ = write!(self.head, "{name}: {value}\r\n");
        Ok(())
    }

    fn finish(mut self) -> (Payload, String) {
        let boundary = &self.boundary;
        let _ = write!(self.head, "--{boundary}--\r\n");
        self.payload.bytes(self.head);
        (self.payload, format!("multipart/form-data; boundary={boundary}"))
    }
}

/// A name in quotes, as HTML writes it.
fn escaped(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}
