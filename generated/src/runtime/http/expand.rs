// kiln-runtime: support code, copied unchanged into generated crates.
//! Values as one text: paths and headers, in the styles simple, label and matrix.
//!
//! As RFC 6570 expands `{color}`, `{.color}` and `{;color}`, with and without `*`. A list
//! or an object without members is what the specification has for undefined: nothing,
//! `.` and `;color`.

use super::super::json::Value;
use super::escape::Escape;
use super::pairs::{Misfit, items, text};
use super::style::{Kind, Style};

/// The text of a value; nothing for null.
///
/// # Errors
///
/// Where the style has no form for the value.
pub(super) fn expanded(
    name: &str,
    value: &Value,
    style: Style,
    escape: Escape,
) -> Result<String, Misfit> {
    if style.kind == Kind::Json {
        return Ok(escape.text(&value.to_string()));
    }
    if value.is_null() {
        return Ok(String::new());
    }
    let (first, separator) = match style.kind {
        Kind::Label => (".", "."),
        Kind::Matrix => (";", ";"),
        _ => ("", ","),
    };
    let name = escape.name(name);
    let parts = if style.explode {
        exploded(&name, value, style, escape)?
    } else {
        let items: Vec<_> = items(value)?.iter().map(|item| escape.text(item)).collect();
        let joined = items.join(",");
        vec![if style.kind == Kind::Matrix { named(&name, &joined) } else { joined }]
    };
    Ok(format!("{first}{}", parts.join(separator)))
}

/// The items or members one by one, with their names where the style has them.
fn exploded(
    name: &str,
    value: &Value,
    style: Style,
    escape: Escape,
) -> Result<Vec<String>, Misfit> {
    let matrix = style.kind == Kind::Matrix;
    let mut parts = Vec::new();
    if let Value::Object(members) = value {
        for (key, value) in members.iter() {
            let Some(text) = text(value)? else { continue };
            let (key, text) = (escape.name(key), escape.text(&text));
            parts.push(if matrix {
                named(&key, &text)
            } else {
                format!("{key}={text}")
            });
        }
    } else {
        for item in items(value)? {
            let text = escape.text(&item);
            parts.push(if matrix { named(name, &text) } else { text });
        }
    }
    if parts.is_empty() && matrix {
        parts.push(name.to_owned());
    }
    Ok(parts)
}

/// `name=value`, or the name alone where the value is empty, as matrix has it.
fn named(name: &str, value: &str) -> String {
    if value.is_empty() { name.to_owned() } else { format!("{name}={value}") }
}
