// kiln-runtime: support code, copied unchanged into generated crates.
//! Single values of a body, found and set by JSON pointer.
//!
//! Pointers lead through objects only. The body is not read into memory for it: what is
//! not on the way is skipped.

use super::super::json::{DecodeError, FromJson, Kind, Object, Reader, Value};

/// The value at a pointer; nothing where there is none, or where the body is no JSON.
pub(super) fn value(body: &[u8], pointer: &str) -> Option<Value> {
    let mut found = None;
    seek(body, pointer, &mut |r| {
        found = Some(Value::read(r)?);
        Ok(())
    })?;
    found
}

/// How many items the list at a pointer has; 0 where there is no list.
pub(super) fn count(body: &[u8], pointer: &str) -> u64 {
    let mut length = 0;
    let found = seek(body, pointer, &mut |r| {
        if r.peek_kind()? != Kind::Array {
            return r.skip();
        }
        length = Vec::<Skipped>::read(r)?.len();
        Ok(())
    });
    found.map_or(0, |()| length as u64)
}

/// An item that is not looked at.
struct Skipped;

impl FromJson for Skipped {
    fn read(r: &mut Reader<'_>) -> Result<Self, DecodeError> {
        r.skip()?;
        Ok(Self)
    }
}

/// Puts a value at a pointer; objects on the way that are missing are made.
pub(super) fn set(body: &mut Value, pointer: &str, value: Value) {
    *body = with(Some(std::mem::take(body)), &steps(pointer), value);
}

fn with(old: Option<Value>, steps: &[String], value: Value) -> Value {
    let Some((first, rest)) = steps.split_first() else { return value };
    let mut object = match old {
        Some(Value::Object(object)) => object,
        _ => Object::new(),
    };
    let inner = with(object.get(first).cloned(), rest, value);
    object.insert(first.as_str(), inner);
    Value::Object(object)
}

/// Reads what is at a pointer; nothing where the body is no JSON.
fn seek(body: &[u8], pointer: &str, read: &mut Read<'_>) -> Option<()> {
    let mut reader = Reader::from_bytes(body).ok()?;
    descend(&mut reader, &steps(pointer), read).ok()
}

type Read<'a> = dyn FnMut(&mut Reader<'_>) -> Result<(), DecodeError> + 'a;

fn descend(
    r: &mut Reader<'_>,
    steps: &[String],
    read: &mut Read<'_>,
) -> Result<(), DecodeError> {
    let Some((first, rest)) = steps.split_first() else { return read(r) };
    if r.peek_kind()? != Kind::Object {
        return r.skip();
    }
    r.object(&mut |r, name| {
        if name == first { descend(r, rest, read) } else { r.skip() }
    })
}

fn steps(pointer: &str) -> Vec<String> {
    let steps = pointer.split('/').skip(1);
    steps.map(|step| step.replace("~1", "/").replace("~0", "~")).collect()
}
