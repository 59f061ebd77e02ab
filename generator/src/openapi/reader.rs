//! Reading one mapping of the document as a short list of its fields.
//!
//! ```yaml
//! info:
//!   title: Kernel API      # fields.required("title")
//!   sumary: Browsers       # K0108: did you mean `summary`?
//!   x-team: platform       # extensions are welcome everywhere
//! ```
//!
//! Every object of the specification implements [`Read`]: it opens its mapping with [`Context::object`] and asks
//! [`Fields`] for each field once. What nobody asked for is then reported as unknown, so a field that is read is a field
//! that is known, and no second list of names can go out of step.
//!
//! Guarantees: a value of the wrong type is reported and counts as absent, and reading goes on. References are data, so
//! reading ends on every document. Only where the specification has no `$ref` and authors write one nevertheless (in place
//! of an operation, of a list, of all schemas) it is followed, and said.

use indexmap::IndexMap;

use super::stray::{entries, text_of_reference};
use super::{Bundle, Version};
use crate::diag::{Code, Diagnostic, Place, Sink};
use crate::source::{Kind, NodeId, NodeRef};

/// Longer names are hardly misspelt versions of a field, and comparing them would take time.
const LONGEST_COMPARED_NAME: usize = 48;

/// Objects that need no field, so that null in their place can mean but one thing.
const EMPTY: [&str; 3] = ["Response Object", "Media Type Object", "Header Object"];

/// Something that can be read from one value of the document.
pub(super) trait Read: Sized {
    /// Reads the value; `None` after reporting why it cannot be read.
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self>;

    /// Whether a mapping of names to such values may be given as a `$ref` to one.
    const MAPPED: bool = true;
    /// Whether null in a list of such values is a value like any other.
    const NULL_COUNTS: bool = false;

    /// Whether the value can be nothing but one item that stands in place of a list of them.
    fn stands_alone(_: &Context<'_>, _: NodeRef<'_>) -> bool {
        false
    }

    /// Whether the value is a Reference Object where either a reference or this object may stand.
    fn is_reference(node: NodeRef<'_>) -> bool {
        node.get("$ref").is_some()
    }
}

/// What reading needs everywhere: the version and a place for diagnostics.
///
/// What 2.0 says of one thing stands in several places, so there the document and the operation are at hand too.
pub(super) struct Context<'s> {
    /// The version that the file follows.
    pub(super) version: Version,
    /// The operation that is read, in 2.0.
    pub(super) operation: Option<NodeRef<'s>>,
    /// Whether keywords of a schema are read, whose faults cost no more than the keyword.
    pub(super) in_schema: bool,
    /// All files with their versions.
    pub(super) files: Option<(&'s Bundle, &'s [Version])>,
    pub(super) sink: &'s mut Sink,
}

impl<'s> Context<'s> {
    /// A context for something that refers to nothing.
    pub(super) fn new(version: Version, sink: &'s mut Sink) -> Self {
        Self {
            version,
            operation: None,
            in_schema: false,
            files: None,
            sink,
        }
    }

    /// A context for a node of one of these files.
    pub(super) fn among(bundle: &'s Bundle, versions: &'s [Version], node: NodeId, sink: &'s mut Sink) -> Self {
        Self {
            version: versions[bundle.file_of(node)],
            operation: None,
            in_schema: false,
            files: Some((bundle, versions)),
            sink,
        }
    }

    /// The root of the main document, where there is one.
    pub(super) fn root(&self) -> Option<NodeRef<'s>> {
        self.files.map(|(bundle, _)| bundle.node(bundle.root()))
    }

    /// What the reference in a node names; absent where it leads nowhere, which is said when it is resolved.
    pub(super) fn target(&self, node: NodeRef<'_>) -> Option<NodeRef<'s>> {
        let (bundle, _) = self.files?;
        let text = text_of_reference(node)?.as_str()?;
        let target = bundle.resolve(node.id(), text).ok()?;
        Some(bundle.node(target.node))
    }

    /// Reads a mapping: `read` asks for the fields, then the fields that nobody asked for are reported.
    ///
    /// `name` is how the specification calls the object. Where `read` gives up with `None`, it has reported a reason, and
    /// the unknown fields stay unreported because not every field was asked for.
    pub(super) fn object<T>(
        &mut self,
        node: NodeRef<'_>,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        self.through_object(node, name, |cx, node| cx.fields(node, name, read))
    }

    fn fields<T>(
        &mut self,
        node: NodeRef<'_>,
        name: &'static str,
        read: impl FnOnce(&mut Fields<'_>) -> Option<T>,
    ) -> Option<T> {
        if node.kind() == Kind::Null && EMPTY.contains(&name) {
            let message = format!("null in place of the {name} counts as an empty one");
            self.repaired(Code::NullField, node, message, "null");
        } else if node.kind() != Kind::Object {
            self.wrong_type(node, &format!("a mapping ({name})"));
            return None;
        }
        let mut fields = Fields {
            cx: Context {
                version: self.version,
                operation: self.operation,
                in_schema: self.in_schema,
                files: self.files,
                sink: self.sink,
            },
            node,
            name,
            known: Vec::new(),
            renamed: Vec::new(),
            unknown: Code::UnknownField,
        };
        let value = read(&mut fields)?;
        fields.report_unknown();
        Some(value)
    }

    /// Reads a word out of the specification's list of possible ones.
    pub(super) fn choice<T: Copy>(&mut self, node: NodeRef<'_>, choices: &[(&'static str, T)]) -> Option<T> {
        let Some(text) = node.as_str() else {
            self.wrong_type(node, "a string");
            return None;
        };
        let meant = text.trim();
        let found = choices.iter().find(|(word, _)| *word == text);
        let found = found.or_else(|| choices.iter().find(|(word, _)| word.eq_ignore_ascii_case(meant)));
        if let Some((word, _)) = found.filter(|(word, _)| *word != text) {
            let message = format!("`{text}` is read as `{word}`");
            self.repaired(Code::RepairedValue, node, message, "another spelling");
        } else if found.is_none() {
            let words: Vec<&'static str> = choices.iter().map(|(word, _)| *word).collect();
            let remedy = match nearest(text, &words) {
                Some(word) => format!("did you mean `{word}`?"),
                None => format!("use one of `{}`", words.join("`, `")),
            };
            self.invalid(node, format!("`{text}` is not possible here"), remedy);
        }
        found.map(|(_, value)| *value)
    }

    /// Reports a value of another type than the specification wants.
    pub(super) fn wrong_type(&mut self, node: NodeRef<'_>, expected: &str) {
        let found = kind_name(node.kind());
        self.report(
            Diagnostic::new(Code::WrongType, format!("expected {expected}, found {found}"))
                .at(&node.place(), format!("this is {found}")),
        );
    }

    /// Reports a value of the right type that the specification does not allow.
    pub(super) fn invalid(&mut self, node: NodeRef<'_>, message: impl Into<String>, remedy: impl Into<String>) {
        self.report(
            Diagnostic::new(Code::InvalidValue, message)
                .at(&node.place(), "not allowed here")
                .remedy(remedy),
        );
    }

    /// Reports that something was read with the one meaning that it can have.
    pub(super) fn repaired(&mut self, code: Code, node: NodeRef<'_>, message: impl Into<String>, label: &str) {
        self.report(Diagnostic::new(code, message).at(&node.place(), label));
    }

    /// Adds a diagnostic. A fault inside of a schema is a warning: the keyword says nothing then.
    pub(super) fn report(&mut self, mut diagnostic: Diagnostic) {
        let fault = matches!(
            diagnostic.code,
            Code::MissingField | Code::WrongType | Code::InvalidValue
        );
        if self.in_schema && fault {
            diagnostic.code = Code::UnreadKeyword;
        }
        self.sink.push(diagnostic);
    }
}

/// The fields of one mapping while it is read.
pub(super) struct Fields<'r> {
    /// For reading what does not fit a helper.
    pub(super) cx: Context<'r>,
    node: NodeRef<'r>,
    name: &'static str,
    known: Vec<&'static str>,
    /// Fields that were read under another name.
    renamed: Vec<String>,
    unknown: Code,
}

impl<'r> Fields<'r> {
    /// The mapping itself.
    pub(super) fn node(&self) -> NodeRef<'r> {
        self.node
    }

    /// The mapping's id, which every object keeps.
    pub(super) fn id(&self) -> NodeId {
        self.node.id()
    }

    /// The value of a field as it stands, `null` included.
    pub(super) fn raw(&mut self, field: &'static str) -> Option<NodeRef<'r>> {
        self.known.push(field);
        self.node.get(field)
    }

    /// The id of a field's value, `null` included.
    pub(super) fn raw_id(&mut self, field: &'static str) -> Option<NodeId> {
        self.raw(field).map(NodeRef::id)
    }

    /// The value of a field; `null` is reported and counts as absent.
    pub(super) fn present(&mut self, field: &'static str) -> Option<NodeRef<'r>> {
        let value = self.raw(field)?;
        if value.kind() == Kind::Null {
            let message = format!("`{field}` is null and counts as absent");
            self.cx.repaired(Code::NullField, value, message, "null");
            return None;
        }
        Some(value)
    }

    /// A field that may be absent.
    pub(super) fn optional<T: Read>(&mut self, field: &'static str) -> Option<T> {
        let value = self.present(field)?;
        T::read(&mut self.cx, value)
    }

    /// A field whose absence means the type's default: no items, or false.
    pub(super) fn or_default<T: Read + Default>(&mut self, field: &'static str) -> T {
        self.optional(field).unwrap_or_default()
    }

    /// A field that has to be there; its absence is an error.
    pub(super) fn required<T: Read>(&mut self, field: &'static str) -> Option<T> {
        let value = self.required_node(field)?;
        T::read(&mut self.cx, value)
    }

    /// The value of a field that has to be there and whose type the caller checks; its absence is an error.
    pub(super) fn required_node(&mut self, field: &'static str) -> Option<NodeRef<'r>> {
        self.report_absence(field, Code::MissingField);
        self.present(field)
    }

    /// A field that has to be there; its absence is a warning, and means the type's default.
    pub(super) fn expected<T: Read + Default>(&mut self, field: &'static str) -> T {
        self.report_absence(field, Code::AbsentField);
        self.or_default(field)
    }

    /// Reports a field that is not there at all.
    pub(super) fn report_absence(&mut self, field: &'static str, code: Code) {
        if self.node.get(field).is_none() {
            let message = format!("the {} has no `{field}`", self.name);
            self.cx.report(
                Diagnostic::new(code, message)
                    .at(&self.node.place(), format!("`{field}` is missing here"))
                    .remedy(format!("add `{field}`")),
            );
        }
    }

    /// A field with one word out of a list.
    pub(super) fn choice<T: Copy>(&mut self, field: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let value = self.present(field)?;
        self.cx.choice(value, choices)
    }

    /// The fields whose names start with `x-`.
    pub(super) fn extensions(&self) -> IndexMap<String, NodeId> {
        self.node
            .entries()
            .filter(|(key, _)| is_extension(key))
            .map(|(key, value)| (key.to_owned(), value.id()))
            .collect()
    }

    /// Declares fields that the specification knows and that are read in another way, or have no meaning for a client.
    pub(super) fn known(&mut self, fields: impl IntoIterator<Item = &'static str>) {
        self.known.extend(fields);
    }

    /// Declares a field that was read under another name.
    pub(super) fn renamed(&mut self, field: &str) {
        self.renamed.push(field.to_owned());
    }

    /// Sets what an unknown field is reported as.
    pub(super) fn unknown_is(&mut self, code: Code) {
        self.unknown = code;
    }

    fn report_unknown(mut self) {
        let known = &self.known;
        let mut unknown = self
            .node
            .raw_entries()
            .iter()
            .filter(|entry| !known.contains(&&*entry.key) && !is_extension(&entry.key))
            .filter(|entry| !self.renamed.iter().any(|field| **field == *entry.key))
            .peekable();
        if unknown.peek().is_none() {
            return;
        }
        let pointer = self.node.pointer();
        for entry in unknown {
            let place = Place {
                span: entry.key_span,
                pointer: pointer.join(&entry.key),
            };
            let message = format!("the {} has no `{}`", self.name, entry.key);
            let mut diagnostic = Diagnostic::new(self.unknown, message).at(&place, "unknown");
            if let Some(near) = nearest(&entry.key, known) {
                diagnostic = diagnostic.remedy(format!("did you mean `{near}`?"));
            }
            self.cx.report(diagnostic);
        }
    }
}

/// Whether a field is an extension, which any object may have.
pub(super) fn is_extension(field: &str) -> bool {
    field.starts_with("x-")
}

/// Reads each entry of a mapping from names; entries that cannot be read are reported and left out.
impl<T: Read> Read for IndexMap<String, T> {
    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        entries(cx, node, |key| Some(key.to_owned()))
    }
}

/// Reads each item of a sequence; items that cannot be read are reported and left out.
impl<T: Read> Read for Vec<T> {
    const NULL_COUNTS: bool = true;

    fn read(cx: &mut Context<'_>, node: NodeRef<'_>) -> Option<Self> {
        if T::stands_alone(cx, node) {
            let message = "one item stands in place of a list; it is read as the only one of it";
            cx.repaired(Code::RepairedValue, node, message, "not a sequence");
            return T::read(cx, node).map(|item| vec![item]);
        }
        // Parameters and alternatives may be among them, which nobody can do without.
        cx.through(node, "a sequence", Some(Code::InvalidValue), |cx, node| {
            if node.kind() != Kind::Array {
                cx.wrong_type(node, "a sequence");
                return None;
            }
            let mut items = Vec::with_capacity(node.items().len());
            for item in node.items() {
                if item.kind() == Kind::Null && !T::NULL_COUNTS {
                    cx.repaired(Code::NullField, item, "null in a list counts as absent", "null");
                } else {
                    items.extend(T::read(cx, item));
                }
            }
            Some(items)
        })
    }
}

/// The candidate that was probably meant, if one is near.
fn nearest(word: &str, candidates: &[&'static str]) -> Option<&'static str> {
    if word.len() > LONGEST_COMPARED_NAME {
        return None;
    }
    let word = word.to_lowercase();
    let allowed = (word.chars().count() / 3).max(1);
    candidates
        .iter()
        .map(|candidate| (strsim::osa_distance(&word, &candidate.to_lowercase()), *candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A JSON type with its article.
fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::Bool => "a boolean",
        Kind::Number => "a number",
        Kind::String => "a string",
        Kind::Array => "a sequence",
        Kind::Object => "a mapping",
    }
}
