//! YAML 1.2: the events of `granit-parser` → tree.
//!
//! ```yaml
//! openapi: 3.1.0
//! x-common: &common { type: string }
//! components: { schemas: { Id: *common, Name: { <<: *common, minLength: 1 } } }
//! ```
//!
//! The parser knows the syntax; what the values mean is decided here: scalars by [`scalar`](super::scalar), keys as their
//! text (`200:` is `"200"`), aliases as shared nodes. The parser is named in this module only.
//!
//! Of several documents in a file all but one may be empty. A scalar that JSON does not have, such as `.inf`, is read as
//! its text, and a tag that fits no type of JSON has no effect; both are said.

use std::collections::HashMap;
use std::ops::Range;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, StructureStyle, Tag, YamlVersion, options};

use super::build::{Builder, Measure, Shape};
use super::scalar::{self, Unfit};
use super::{Draft, Limits, NodeId, Part, Stop, Value};
use crate::diag::{Code, Diagnostic};

/// How many remarks are made about values of one file.
const REMARKS: usize = 100;

/// Reads a text that is one YAML document.
pub(super) fn read(part: Part<'_>, limits: &Limits) -> Result<Draft, Stop> {
    let nesting = limits.depth.saturating_add(1);
    let options = options! {
        emit_comments: false,
        block_nesting_limit: nesting,
        flow_nesting_limit: nesting,
    };
    let mut reader = Reader {
        builder: Builder::new(part, limits),
        anchors: HashMap::new(),
        open: Vec::new(),
        another: None,
        version: None,
        remarks: Vec::new(),
    };
    for event in Parser::new_from_str_with_options(part.text, options) {
        let (event, span) = event.map_err(|error| reader.syntax(&error))?;
        reader.event(event, span.byte_range().unwrap_or_default())?;
    }
    reader.finish()
}

/// A node that an alias can name.
#[derive(Debug, Clone, Copy)]
struct Anchor {
    node: NodeId,
    measure: Measure,
}

/// A scalar as the parser hands it over.
struct Scalar<'a> {
    text: &'a str,
    plain: bool,
    tag: Option<&'a Tag>,
    bytes: Range<usize>,
}

struct Reader<'a> {
    builder: Builder<'a>,
    anchors: HashMap<usize, Anchor>,
    /// The anchor and the style of every container that is open.
    open: Vec<(usize, StructureStyle)>,
    /// Where another document than the one that is read begins.
    another: Option<Range<usize>>,
    version: Option<Diagnostic>,
    /// What JSON does not have, as it was read.
    remarks: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, bytes: Range<usize>) -> Result<(), Stop> {
        if let Some(start) = &self.another {
            let nothing = match &event {
                Event::Scalar(..) => bytes.is_empty(),
                Event::SequenceStart(..) | Event::MappingStart(..) | Event::Alias(_) => false,
                _ => true,
            };
            if !nothing {
                let message = "the file holds several YAML documents";
                let label = "the second one begins here";
                let stop = self.builder.error(Code::NotJsonData, message, start.clone(), label);
                return Err(Box::new(stop.remedy("keep one document per file")));
            }
        }
        match event {
            Event::DocumentStart(_, version) => {
                self.document(version, bytes);
                Ok(())
            }
            _ if self.another.is_some() => Ok(()),
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain;
                let scalar = Scalar {
                    // An absent value comes as `~` of no length.
                    text: if plain && bytes.is_empty() { "" } else { &text },
                    plain,
                    tag: tag.as_deref(),
                    bytes: self.trim(bytes),
                };
                if self.builder.expects_key() {
                    self.key(&scalar, anchor)
                } else {
                    self.value(&scalar, anchor)
                }
            }
            Event::SequenceStart(style, anchor, tag) => self.start(Shape::Array, style, anchor, tag.as_deref(), bytes),
            Event::MappingStart(style, anchor, tag) => self.start(Shape::Object, style, anchor, tag.as_deref(), bytes),
            Event::SequenceEnd | Event::MappingEnd => self.end(&bytes),
            Event::Alias(anchor) => self.alias(anchor, bytes),
            _ => Ok(()),
        }
    }

    fn document(&mut self, version: Option<YamlVersion>, bytes: Range<usize>) {
        if self.builder.is_blank() {
            self.builder.restart();
            self.anchors.clear();
        } else if self.builder.is_done() {
            self.another = Some(bytes);
            return;
        }
        if let Some(YamlVersion { major, minor, .. }) =
            version.filter(|version| (version.major, version.minor) != (1, 2))
        {
            let directive = self.builder.part.text[..bytes.start]
                .rfind("%YAML")
                .unwrap_or(bytes.start);
            let line = self.builder.part.text[directive..].lines().next().unwrap_or_default();
            let place = self.builder.place(directive..directive + line.trim_end().len());
            let message = format!("the document asks for YAML {major}.{minor} and is read as YAML 1.2");
            self.version = Some(Diagnostic::new(Code::YamlVersion, message).at(&place, "asked for here"));
        }
    }

    fn value(&mut self, scalar: &Scalar<'_>, anchor: usize) -> Result<(), Stop> {
        let value = self.resolve(scalar);
        let (node, measure) = self.builder.scalar(value, scalar.bytes.clone())?;
        self.remember(anchor, node, measure);
        Ok(())
    }

    fn key(&mut self, scalar: &Scalar<'_>, anchor: usize) -> Result<(), Stop> {
        if scalar.plain && scalar.text.is_empty() {
            let at = scalar.bytes.start..scalar.bytes.start + 1;
            return Err(self.error("a key is missing", at, "nothing stands before this"));
        }
        if scalar.tag.is_some() || anchor != 0 {
            let value = self.resolve(scalar);
            let (node, measure) = self.builder.detached(value, scalar.bytes.clone())?;
            self.remember(anchor, node, measure);
        }
        let merges = scalar.plain && scalar.tag.is_none() && scalar.text == "<<";
        self.builder.key(scalar.text.into(), scalar.bytes.clone(), merges);
        Ok(())
    }

    fn start(
        &mut self,
        shape: Shape,
        style: StructureStyle,
        anchor: usize,
        tag: Option<&Tag>,
        bytes: Range<usize>,
    ) -> Result<(), Stop> {
        if self.builder.expects_key() {
            return Err(self.complex_key(self.visible(bytes)));
        }
        let fitting = match shape {
            Shape::Array => "seq",
            Shape::Object => "map",
        };
        if let Some(tag) = tag.filter(|tag| !is_non_specific(tag) && tag.core_suffix() != Some(fitting)) {
            self.remark(Unfit::UnknownTag, &tag.original(), self.visible(bytes.clone()));
        }
        self.builder.open(shape, bytes.start)?;
        self.open.push((anchor, style));
        Ok(())
    }

    fn end(&mut self, bytes: &Range<usize>) -> Result<(), Stop> {
        let (anchor, style) = self.open.pop().unwrap_or((0, StructureStyle::Flow));
        // The end of a block is where the next thing begins; its last child says more.
        let end = (style == StructureStyle::Flow && !bytes.is_empty()).then_some(bytes.end);
        let (node, measure) = self.builder.close(end)?;
        self.remember(anchor, node, measure);
        Ok(())
    }

    fn alias(&mut self, anchor: usize, bytes: Range<usize>) -> Result<(), Stop> {
        let Some(&Anchor { node, measure }) = self.anchors.get(&anchor) else {
            let message = "an alias names a value that contains the alias";
            return Err(self
                .builder
                .error(Code::NotJsonData, message, bytes, "this would go on forever"));
        };
        if !self.builder.expects_key() {
            return self.builder.share(node, measure, bytes);
        }
        let text: Box<str> = match self.builder.tree.node(node).value() {
            Value::Null => "null".into(),
            Value::Bool(value) => value.to_string().into(),
            Value::Number(text) | Value::String(text) => text.clone(),
            Value::Array(_) | Value::Object(_) => return Err(self.complex_key(bytes)),
        };
        self.builder.copied_key(text, bytes)
    }

    fn remember(&mut self, anchor: usize, node: NodeId, measure: Measure) {
        if anchor != 0 {
            self.anchors.insert(anchor, Anchor { node, measure });
        }
    }

    fn resolve(&mut self, scalar: &Scalar<'_>) -> Value {
        let text = || Value::String(scalar.text.into());
        let value = match scalar.tag {
            None if scalar.plain => scalar::plain(scalar.text),
            None => Ok(text()),
            Some(tag) if is_non_specific(tag) => Ok(text()),
            Some(tag) => scalar::tagged(scalar.text, tag.core_suffix()),
        };
        value.unwrap_or_else(|unfit| {
            let shown = scalar.tag.map_or_else(|| scalar.text.to_owned(), Tag::original);
            self.remark(unfit, &shown, scalar.bytes.clone());
            text()
        })
    }

    fn finish(self) -> Result<Draft, Stop> {
        let part = self.builder.part;
        let mut draft = self.builder.finish().ok_or_else(|| part.empty())?;
        let root = draft.tree.node(draft.root);
        if matches!(root.value(), Value::Null) && root.span().start == root.span().end {
            return Err(part.empty());
        }
        draft.problems.extend(self.version);
        draft.problems.extend(self.remarks);
        Ok(draft)
    }

    /// The bytes of a scalar without the line breaks that end a block scalar.
    fn trim(&self, bytes: Range<usize>) -> Range<usize> {
        let text = self.builder.part.text.get(bytes.clone()).unwrap_or_default();
        bytes.start..bytes.start + text.trim_end().len()
    }

    /// Bytes to mark for an event that may have none of its own: the rest of the line.
    fn visible(&self, bytes: Range<usize>) -> Range<usize> {
        if !bytes.is_empty() {
            return bytes;
        }
        let rest = self.builder.part.text.get(bytes.start..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        bytes.start..bytes.start + line.trim_end().len()
    }

    fn complex_key(&self, at: Range<usize>) -> Stop {
        self.builder.error(
            Code::ComplexKey,
            "a mapping or a sequence as a key",
            at,
            "keys are scalars",
        )
    }

    /// Says that a value is read as text, or without its tag; of many the first few.
    fn remark(&mut self, unfit: Unfit, shown: &str, at: Range<usize>) {
        if self.remarks.len() >= REMARKS {
            return;
        }
        let (message, remedy) = match unfit {
            Unfit::NotFinite => (
                format!("JSON has no number `{shown}`; it is read as text"),
                "quote it if it is a string",
            ),
            Unfit::TooLarge => (
                format!("`{shown}` has more than 128 bits; it is read as text"),
                "write it in decimal",
            ),
            Unfit::Mistagged => (
                format!("the value is not of the type of its tag `{shown}`; it is read as text"),
                "remove the tag",
            ),
            Unfit::UnknownTag => (
                format!("JSON data has no type `{shown}`; the tag has no effect"),
                "remove the tag",
            ),
        };
        let place = self.builder.place(at);
        let remark = Diagnostic::new(Code::RepairedValue, message).at(&place, "this value");
        self.remarks.push(remark.remedy(remedy));
    }

    fn syntax(&self, error: &ScanError) -> Stop {
        let text = self.builder.part.text;
        let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
        let rest = text.get(at..).unwrap_or_default();
        let word = rest.split(|c: char| c.is_whitespace() || ",[]{}".contains(c)).next();
        let length = word
            .filter(|word| !word.is_empty())
            .or(rest.get(..1))
            .map_or(0, str::len);
        let here = at..at + length;
        let label = "the parser stopped here";
        let (stop, remedy) = match error.kind() {
            ErrorKind::RecursionLimitExceeded => return self.builder.too_deep(here),
            ErrorKind::TabInIndentation | ErrorKind::TabInBlockIndentation | ErrorKind::TabNotAllowed => {
                let tab = text.get(..at).map_or(at, |before| before.trim_end_matches('\t').len());
                let tabs = if tab < at { tab..at } else { here };
                let stop = self.error("a tab in the indentation", tabs, "YAML wants spaces here");
                (stop, "indent with spaces")
            }
            ErrorKind::UnknownAnchor => {
                let stop = self.error("an alias without an anchor", here, "nothing before this has the anchor");
                (stop, "define the anchor before the alias, or quote the text")
            }
            ErrorKind::MappingValueNotAllowed => {
                let stop = self.error("a mapping cannot begin here", here, label);
                (stop, "quote text that contains `: `, or correct the indentation")
            }
            _ => return self.error(error.info(), here, label),
        };
        Box::new(stop.remedy(remedy))
    }

    fn error(&self, message: impl Into<String>, at: Range<usize>, label: &str) -> Stop {
        self.builder.error(Code::YamlSyntax, message, at, label)
    }
}

/// Whether the tag is `!`: of its natural type, but not to be resolved.
fn is_non_specific(tag: &Tag) -> bool {
    tag.original() == "!"
}
