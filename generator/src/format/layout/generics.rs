//! Generic arguments that do not fit on one line.
//!
//! `Option<Vec<LongName>>`, `decode::failure::<LongName>`. Only what a path as a whole needs is known here: no bounds, no
//! associated types, no functions.

use syn::Type;

use super::{Room, newline};
use crate::format::flat;

/// The type of a field, with the space or line break before it; the room begins behind the space.
pub(in crate::format) fn field_type(ty: &Type, room: Room) -> String {
    let line = flat::ty(ty);
    let inner = room.nested(room.after);
    if !room.fits(&line) && inner.fits(&line) {
        newline(inner.indent) + &line
    } else {
        format!(" {}", path(&line, room))
    }
}

/// A path as an expression: rustfmt does not count what closes it.
pub(super) fn expression(line: &str, room: Room) -> String {
    let open = line.strip_suffix('>').unwrap_or(line);
    if room.before(0).fits(open) {
        line.to_owned()
    } else {
        path(line, room)
    }
}

/// A path that is called: rustfmt counts neither what closes it nor the last character before that.
pub(super) fn callee(line: &str, room: Room) -> String {
    let open = line.strip_suffix('>').unwrap_or(line);
    let counted = open.chars().count().saturating_sub(1);
    if room.column + counted <= super::WIDTH {
        line.to_owned()
    } else {
        path(line, room)
    }
}

/// A path; the arguments of one that is too long have lines of their own.
pub(super) fn path(line: &str, room: Room) -> String {
    match line.split_once('<') {
        Some((name, arguments)) if !room.fits(line) => {
            let arguments = arguments.strip_suffix('>').unwrap_or(arguments);
            let inner = room.nested(1);
            let separator = newline(inner.indent);
            let lines = top_level(arguments).map(|argument| format!("{separator}{},", path(argument, inner)));
            format!("{name}<{}{}>", lines.collect::<String>(), newline(room.indent))
        }
        _ => line.to_owned(),
    }
}

/// The arguments of a list, divided at its own commas.
fn top_level(list: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_usize;
    list.split(move |c| {
        match c {
            '<' => depth += 1,
            '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        c == ',' && depth == 0
    })
    .map(str::trim)
}
