//! Files: what binary strings are in multipart bodies, and what they are elsewhere.
//!
//! ```yaml
//! Upload: { properties: { title: { type: string }, file: { type: string, format: binary } } }
//! ```
//!
//! In a multipart body `file` is a file, in JSON and everywhere else a string. A type that multipart bodies alone lead to
//! is what they need; one that is used in other ways too gets another form for them, and so does everything between a
//! body and a file. After this pass every [`Scalar::File`] is a file.
//!
//! Which properties are files without saying so is the matter of `untold`.
//!
//! Nothing is checked of a file; what a schema demands of one is dropped, with a warning.

mod untold;

use std::collections::{BTreeMap, BTreeSet};

use super::rewrite::{redirect, uses_mut};
use super::walk::{spread, uses};
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::ir::{Api, Content, Hint, PayloadKind, Rules, Scalar, Shape, Type, TypeId, TypeUse};

/// Settles every binary string.
pub(super) fn settle(api: &mut Api, locate: &dyn Fn(&Pointer) -> Option<Place>, sink: &mut Sink) {
    let untold = untold::untold(api);
    let files = spread(api, |id, def, found| {
        let leads = uses(&def.shape).iter().any(|(_, value)| leads(&value.ty, found));
        leads || untold.contains_key(&id)
    });
    let uploaded = reach(api, uploads(api), &files);
    let other = reach(api, others(api), &vec![true; files.len()]);
    let first = api.types.defs.len();
    let both = uploaded.iter().filter(|id| other.contains(id));
    let forms: BTreeMap<TypeId, TypeId> = both
        .enumerate()
        .map(|(index, id)| (*id, TypeId(first + index)))
        .collect();
    for id in forms.keys() {
        let mut def = api.types.get(*id).clone();
        def.hint = Hint::Upload(*id);
        api.types.defs.push(def);
    }
    let to = |id: TypeId| forms.get(&id).copied().unwrap_or(id);
    let mut unchecked = BTreeSet::new();
    for (index, def) in api.types.defs.iter_mut().enumerate() {
        let id = match def.hint {
            Hint::Upload(base) => base,
            _ => TypeId(index),
        };
        let is_upload = index >= first || (uploaded.contains(&id) && !forms.contains_key(&id));
        if let (true, Some(names), Shape::Record(record)) = (is_upload, untold.get(&id), &mut def.shape) {
            untold::tell(record, names);
        }
        for value in uses_mut(&mut def.shape) {
            if is_upload {
                redirect(&mut value.ty, &to);
                if drop_rules(value) {
                    unchecked.insert(def.provenance.pointer.clone());
                }
            } else {
                as_text(&mut value.ty);
            }
        }
    }
    for (content, value) in values_mut(api) {
        if content {
            redirect(&mut value.ty, &to);
        } else {
            as_text(&mut value.ty);
        }
    }
    for pointer in unchecked {
        let diagnostic = Diagnostic::new(
            Code::NotRepresented,
            "what this schema demands of a file is not checked",
        );
        sink.push(match locate(&pointer) {
            Some(place) => diagnostic.at(&place, "a file in here has constraints"),
            None => diagnostic,
        });
    }
}

/// Whether a type is a file or leads to one.
fn leads(ty: &Type, found: &[bool]) -> bool {
    match ty {
        Type::Scalar(scalar) => *scalar == Scalar::File,
        Type::Named(id) => found[id.0],
        Type::List(item) | Type::Map(item) => leads(&item.ty, found),
        Type::Tuple(items) => items.iter().any(|item| leads(&item.ty, found)),
        Type::Nullable(inner) => leads(inner, found),
        Type::Foreign(_) | Type::Any | Type::Never => false,
    }
}

/// Whether a body is one that can hold files.
fn is_upload(content: &Content) -> bool {
    content.kind == PayloadKind::Multipart
}

/// The types that multipart bodies have.
fn uploads(api: &Api) -> Vec<TypeId> {
    let bodies = api.operations.iter().filter_map(|operation| operation.body.as_ref());
    let contents = bodies
        .flat_map(|body| &body.contents)
        .filter(|content| is_upload(content));
    contents.flat_map(|content| content.value.ty.names()).collect()
}

/// The types that everything else has, and components of which nobody says what they are for.
fn others(api: &Api) -> Vec<TypeId> {
    let mut found = Vec::new();
    for operation in &api.operations {
        found.extend(
            operation
                .parameters
                .iter()
                .flat_map(|parameter| parameter.value.ty.names()),
        );
        let contents = operation.body.iter().flat_map(|body| &body.contents);
        let contents = contents.filter(|content| !is_upload(content));
        found.extend(contents.flat_map(|content| content.value.ty.names()));
        found.extend(operation.answers().flat_map(|value| value.ty.names()));
    }
    let failures = api.failures.iter().flat_map(crate::ir::Failure::values);
    found.extend(failures.flat_map(|value| value.ty.names()));
    found
}

/// The definitions that some lead to, among those that count.
fn reach(api: &Api, start: Vec<TypeId>, counts: &[bool]) -> BTreeSet<TypeId> {
    let (mut open, mut found) = (start, BTreeSet::new());
    while let Some(id) = open.pop() {
        if counts[id.0] && found.insert(id) {
            let inside = uses(&api.types.get(id).shape);
            open.extend(inside.into_iter().flat_map(|(_, value)| value.ty.names()));
        }
    }
    found
}

/// Every value that an operation sends or gets, headers that the service sends by itself, and whether it is a multipart body.
fn values_mut(api: &mut Api) -> Vec<(bool, &mut TypeUse)> {
    let mut all = Vec::new();
    for operation in &mut api.operations {
        all.extend(
            operation
                .parameters
                .iter_mut()
                .map(|parameter| (false, &mut parameter.value)),
        );
        let contents = operation.body.iter_mut().flat_map(|body| &mut body.contents);
        all.extend(contents.map(|content| (is_upload(content), &mut content.value)));
        for outcome in &mut operation.outcomes {
            all.extend(outcome.contents.iter_mut().map(|content| (false, &mut content.value)));
            all.extend(outcome.headers.iter_mut().map(|header| (false, &mut header.value)));
        }
    }
    for failure in &mut api.failures {
        all.extend(failure.contents.iter_mut().map(|content| (false, &mut content.value)));
        all.extend(failure.headers.iter_mut().map(|header| (false, &mut header.value)));
    }
    let headers = api.hooks.iter_mut().flat_map(|hook| &mut hook.headers);
    all.extend(headers.map(|header| (false, &mut header.value)));
    all
}

/// Makes strings of files.
fn as_text(ty: &mut Type) {
    match ty {
        Type::Scalar(scalar) if *scalar == Scalar::File => *scalar = Scalar::String,
        Type::List(item) | Type::Map(item) => as_text(&mut item.ty),
        Type::Tuple(items) => items.iter_mut().for_each(|item| as_text(&mut item.ty)),
        Type::Nullable(inner) => as_text(inner),
        Type::Scalar(_) | Type::Foreign(_) | Type::Named(_) | Type::Any | Type::Never => {}
    }
}

/// Drops what is demanded of files; true if there was something.
fn drop_rules(value: &mut TypeUse) -> bool {
    fn is_file(ty: &Type) -> bool {
        match ty {
            Type::Scalar(scalar) => *scalar == Scalar::File,
            Type::Nullable(inner) => is_file(inner),
            _ => false,
        }
    }
    if is_file(&value.ty) {
        return std::mem::take(&mut value.rules) != Rules::default();
    }
    match &mut value.ty {
        Type::List(item) | Type::Map(item) => drop_rules(item),
        Type::Tuple(items) => items.iter_mut().fold(false, |dropped, item| drop_rules(item) | dropped),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
