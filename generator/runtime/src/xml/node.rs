// kiln-runtime: support code, copied unchanged into generated crates.
//! A document as a tree, as much of it as values need.

use super::super::json;
use super::error::XmlError;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// How deep elements may be nested, as values in JSON.
const MAX_DEPTH: usize = json::MAX_DEPTH as usize;

/// An element.
#[derive(Debug, Default)]
pub(super) struct Node {
    /// The name without its prefix.
    pub(super) name: String,
    /// The attributes, by names without prefixes; no declarations of namespaces.
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
    /// The text in it, that of its children not included.
    pub(super) text: String,
    /// Whether it says that it is null.
    pub(super) nil: bool,
}

/// The root of a document.
pub(super) fn parse(text: &[u8]) -> Result<Node, XmlError> {
    let text = std::str::from_utf8(text)
        .map_err(|_| XmlError::syntax("it is not text in UTF-8"))?;
    let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
    let mut open: Vec<Node> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().map_err(|error| syntax(&error))? {
            Event::Start(tag) => {
                if open.len() >= MAX_DEPTH {
                    return Err(XmlError::syntax("it is nested too deep"));
                }
                open.push(node(&tag)?);
            }
            Event::Empty(tag) => close(node(&tag)?, &mut open, &mut root)?,
            Event::End(_) => {
                let done = open.pop().ok_or_else(|| {
                    XmlError::syntax("an element ends that did not begin")
                })?;
                close(done, &mut open, &mut root)?;
            }
            Event::Text(piece) => {
                append(&mut open, &piece.xml10_content())?;
            }
            Event::CData(piece) => {
                append(&mut open, &piece)?;
            }
            Event::GeneralRef(reference) => append(&mut open, &resolved(&reference)?)?,
            Event::DocType(_) => {
                return Err(XmlError::syntax("it declares a document type"));
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        Some(_) | None => Err(XmlError::syntax("an element is missing or does not end")),
    }
}

/// Puts a finished element where it belongs.
fn close(
    done: Node,
    open: &mut [Node],
    root: &mut Option<Node>,
) -> Result<(), XmlError> {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if root.is_none() => *root = Some(done),
        None => return Err(XmlError::syntax("it has more than one root")),
    }
    Ok(())
}

fn append(open: &mut [Node], text: &str) -> Result<(), XmlError> {
    match open.last_mut() {
        Some(node) => node.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(XmlError::syntax("there is text outside of the root")),
    }
    Ok(())
}

fn node(tag: &BytesStart<'_>) -> Result<Node, XmlError> {
    let mut node =
        Node { name: tag.local_name().as_ref().to_owned(), ..Node::default() };
    for attribute in tag.attributes() {
        let attribute = attribute.map_err(|error| syntax(&error))?;
        let name = attribute.key;
        let is_prefix = name.as_namespace_binding().is_some();
        let local = name.local_name().as_ref().to_owned();
        let value = quick_xml::escape::unescape(&attribute.value)
            .map_err(|error| syntax(&error))?;
        if local == "nil" && name.prefix().is_some() {
            node.nil = matches!(value.as_ref(), "true" | "1");
        } else if !is_prefix {
            node.attributes.push((local, value.into_owned()));
        }
    }
    Ok(node)
}

/// The text that `&amp;` or `&#65;` stands for.
fn resolved(reference: &BytesRef<'_>) -> Result<String, XmlError> {
    if let Some(character) =
        reference.resolve_char_ref().map_err(|error| syntax(&error))?
    {
        return Ok(character.to_string());
    }
    let name: &str = reference;
    quick_xml::escape::resolve_xml_entity(name)
        .map(str::to_owned)
        .ok_or_else(|| XmlError::syntax(format!("the entity `{name}` is not known")))
}

fn syntax(error: &dyn std::fmt::Display) -> XmlError {
    XmlError::syntax(error.to_string())
}
