//! The OpenAPI Object: the document itself.
//!
//! ```yaml
//! openapi: 3.1.0
//! info: { title: Kernel API, version: 0.1.0 }
//! servers: [{ url: https://api.onkernel.com }]
//! security: [{ bearerAuth: [] }]
//! tags: [{ name: Browsers }]
//! paths: { /browsers: { post: { … } } }
//! webhooks: { deployed: { post: { … } } }
//! components: { schemas: { Browser: { … } } }
//! ```
//!
//! The document owns the value trees that it was read from: defaults and examples stay values of a tree, and a reference
//! may name any place in them, which [`Document::resolve`] and the readers beside it serve. What stands in another file is
//! read in the version of that file.
//!
//! Guarantees: what is reported twice for one place (because something is read again through a reference) is one
//! diagnostic.

use indexmap::IndexMap;

use super::reader::{Context, Fields, Read};
use super::{
    Bundle, Callback, Components, Dynamic, Example, ExternalDocs, Header, Info, Link, Lost, MediaType, Parameter,
    PathItem, RefOr, RequestBody, Response, Schema, SchemaValue, SecurityRequirement, SecurityScheme, Server, Tag,
    Target, Version, swagger,
};
use crate::diag::{Code, Diagnostic, Place, Pointer, Sink};
use crate::source::{Kind, NodeId, NodeRef, Tree};

/// A whole document, references unresolved.
#[derive(Debug)]
pub struct Document {
    /// The version of OpenAPI that it follows.
    pub version: Version,
    /// The document's own address, which relative references start from (`$self`).
    pub self_uri: Option<String>,
    /// What the API is called.
    pub info: Info,
    /// The dialect of schemas that do not name one themselves (`jsonSchemaDialect`).
    pub schema_dialect: Option<String>,
    /// Where the API can be reached.
    pub servers: Vec<Server>,
    /// The groups of operations.
    pub tags: Vec<Tag>,
    /// What every operation requires unless it says otherwise; `None` if the document does not say.
    pub security: Option<Vec<SecurityRequirement>>,
    /// The operations by path.
    pub paths: IndexMap<String, PathItem>,
    /// Calls that the service makes.
    pub webhooks: IndexMap<String, RefOr<PathItem>>,
    /// What references lead to.
    pub components: Components,
    /// Where to read more.
    pub external_docs: Option<ExternalDocs>,
    /// The root.
    pub node: NodeId,
    pub(super) bundle: Bundle,
    /// The version of each file.
    pub(super) versions: Vec<Version>,
}

impl Document {
    /// Reads the document at `root`, which refers to no other files; `None` if its version is unknown or it is no mapping,
    /// which is reported.
    pub fn read(tree: Tree, root: NodeId, sink: &mut Sink) -> Option<Self> {
        Self::of(Bundle::single(tree, root), sink)
    }

    /// Reads the main document of several files; `None` if its version is unknown or it is no mapping, which is reported.
    pub fn of(bundle: Bundle, sink: &mut Sink) -> Option<Self> {
        let versions = Version::of_files(&bundle, sink)?;
        let node = bundle.node(bundle.root());
        let cx = &mut Context::among(&bundle, &versions, node.id(), sink);
        let document = match cx.version {
            Version::V2_0 => swagger::document(cx, node)?,
            _ => cx.object(node, "OpenAPI Object", |fields| Some(Self::fields(fields)))?,
        };
        Some(Self {
            bundle,
            versions,
            ..document
        })
    }

    fn fields(fields: &mut Fields<'_>) -> Self {
        fields.known(["openapi"]);
        Self {
            version: fields.cx.version,
            self_uri: fields.optional("$self"),
            info: fields.expected("info"),
            schema_dialect: dialect(fields),
            servers: fields.or_default("servers"),
            tags: fields.or_default("tags"),
            security: fields.optional("security"),
            paths: super::paths::read(fields),
            webhooks: webhooks(fields),
            components: fields.or_default("components"),
            external_docs: fields.optional("externalDocs"),
            node: fields.id(),
            bundle: Bundle::default(),
            versions: Vec::new(),
        }
    }

    /// The place of a node, for diagnostics.
    #[must_use]
    pub fn place(&self, node: NodeId) -> Place {
        self.node(node).place()
    }

    /// The value at a node as it stands: an example, a default, an extension.
    #[must_use]
    pub fn node(&self, node: NodeId) -> NodeRef<'_> {
        self.bundle.node(node)
    }

    /// The node that a pointer names, from the root of its file or else of the main document.
    #[must_use]
    pub fn find(&self, pointer: &Pointer) -> Option<NodeId> {
        self.bundle.find(pointer)
    }

    /// The pointer to a node, with the file unless that is the main document.
    #[must_use]
    pub fn pointer(&self, node: NodeId) -> Pointer {
        let address = self.file(node).map(|(_, address)| address);
        self.node(node).pointer().in_file(address)
    }

    /// The root of the file that a node is in, and its path from the main document's folder; `None` for the main document.
    #[must_use]
    pub fn file(&self, node: NodeId) -> Option<(NodeId, &str)> {
        Some(self.bundle.file(node)).filter(|(root, _)| *root != self.node)
    }

    /// The version that holds for a node.
    #[must_use]
    pub fn version_at(&self, node: NodeId) -> Version {
        let version = self.versions.get(self.bundle.file_of(node));
        version.copied().unwrap_or(self.version)
    }

    /// How many references may lead to each other before something stands there.
    #[must_use]
    pub fn hops(&self) -> usize {
        self.bundle.hops()
    }

    /// What there is to say about a reference that leads nowhere, at the node of its text.
    #[must_use]
    pub fn complaints(&self, reference: NodeId, lost: &Lost) -> Vec<Diagnostic> {
        self.bundle.complaints(reference, lost)
    }

    /// What a reference in a node names.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve(&self, from: NodeId, reference: &str) -> Result<Target, Lost> {
        self.bundle.resolve(from, reference)
    }

    /// What a `$recursiveRef` in a node names.
    #[must_use]
    pub fn resolve_recursive(&self, from: NodeId) -> Target {
        self.bundle.resolve_recursive(from)
    }

    /// What a `$dynamicRef` in a node names.
    ///
    /// # Errors
    ///
    /// Why it leads nowhere.
    pub fn resolve_dynamic(&self, from: NodeId, reference: &str) -> Result<Dynamic, Lost> {
        self.bundle.resolve_dynamic(from, reference)
    }

    /// Reads the schema at a node; what cannot be read is reported and allows every value.
    pub fn schema_at(&self, node: NodeId, sink: &mut Sink) -> Schema {
        self.read_at(node, sink).unwrap_or(Schema {
            node,
            value: SchemaValue::Boolean(true),
        })
    }

    /// Reads the response at a node; `None` after reporting why it cannot be read.
    pub fn response_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<Response>> {
        self.read_at(node, sink)
    }

    /// Reads the parameter at a node; `None` after reporting why it cannot be read.
    pub fn parameter_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<Parameter>> {
        self.read_at(node, sink)
    }

    /// Reads the request body at a node; `None` after reporting why it cannot be read.
    pub fn request_body_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<RequestBody>> {
        self.read_at(node, sink)
    }

    /// Reads the header at a node; `None` after reporting why it cannot be read.
    pub fn header_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<Header>> {
        self.read_at(node, sink)
    }

    /// Reads the path item at a node; `None` after reporting why it cannot be read.
    pub fn path_item_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<PathItem>> {
        self.read_at(node, sink)
    }

    /// Reads the media type at a node; `None` after reporting why it cannot be read.
    pub fn media_type_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<MediaType>> {
        self.read_at(node, sink)
    }

    /// Reads the security scheme at a node; `None` after reporting why it cannot be read.
    pub fn security_scheme_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<SecurityScheme>> {
        self.read_at(node, sink)
    }

    /// Reads the link at a node; `None` after reporting why it cannot be read.
    pub fn link_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<Link>> {
        self.read_at(node, sink)
    }

    /// Reads the callback at a node; `None` after reporting why it cannot be read.
    pub fn callback_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<Callback>> {
        self.read_at(node, sink)
    }

    /// Reads the example at a node; `None` after reporting why it cannot be read.
    pub fn example_at(&self, node: NodeId, sink: &mut Sink) -> Option<RefOr<Example>> {
        self.read_at(node, sink)
    }

    fn read_at<T: Read>(&self, node: NodeId, sink: &mut Sink) -> Option<T> {
        let cx = &mut Context::among(&self.bundle, &self.versions, node, sink);
        let node = self.node(node);
        if cx.version == Version::V2_0 {
            cx.operation = swagger::operation_around(self.node(self.node), node);
        }
        T::read(cx, node)
    }
}

/// The webhooks. 3.0 has none, and authors write an extension that means the same; it counts where it looks like that.
fn webhooks(fields: &mut Fields<'_>) -> IndexMap<String, RefOr<PathItem>> {
    const EXTENSION: &str = "x-webhooks";
    let has = |node: NodeRef<'_>| {
        let mut items = node.entries().peekable();
        items.peek().is_some() && items.all(|(_, item)| item.kind() == Kind::Object)
    };
    let extended = fields.node().get(EXTENSION).is_some_and(has);
    if extended && fields.node().get("webhooks").is_none() {
        fields.or_default(EXTENSION)
    } else {
        fields.or_default("webhooks")
    }
}

/// The dialect of the schemas; another one than OpenAPI's own has no effect.
fn dialect(fields: &mut Fields<'_>) -> Option<String> {
    let dialect: String = fields.optional("jsonSchemaDialect")?;
    check_dialect(fields, "jsonSchemaDialect", &dialect);
    Some(dialect)
}

/// Reports a dialect that kiln does not know.
pub(super) fn check_dialect(fields: &mut Fields<'_>, field: &'static str, dialect: &str) {
    const READ: [&str; 2] = [
        "https://spec.openapis.org/oas/3.",
        "https://json-schema.org/draft/2020-12/",
    ];
    if !READ.iter().any(|known| dialect.starts_with(known)) {
        let message = format!("the dialect `{dialect}` is not known; schemas are read in that of OpenAPI 3.1");
        let diagnostic =
            Diagnostic::new(Code::NotRepresented, message).at(&fields.node().key_place(field), "no effect");
        fields
            .cx
            .report(diagnostic.remedy("use keywords of JSON Schema 2020-12, and remove the dialect"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::openapi::testing::{codes, document, reports};

    const HEAD: &str = "openapi: 3.1.0\ninfo: { title: T, version: '1' }\n";

    fn clean(rest: &str) -> Document {
        let (document, sink) = document(&format!("{HEAD}{rest}"));
        assert_eq!(sink.diagnostics(), []);
        document.expect("the document is readable")
    }

    #[test]
    fn every_field_is_read() {
        let document = clean(
            "jsonSchemaDialect: https://spec.openapis.org/oas/3.1/dialect/base\nservers: [{ url: / }]\ntags: [{ name: N }]\nsecurity: []\n\
             paths: { /z: {}, /a: {}, x-p: 1 }\nwebhooks: { w: { $ref: '#/x' } }\n\
             components: { schemas: { S: true } }\nexternalDocs: { url: U }\nx-root: 1\n",
        );
        assert_eq!(document.version, Version::V3_1);
        assert_eq!(document.info.title, "T");
        assert_eq!(
            document.schema_dialect.as_deref(),
            Some("https://spec.openapis.org/oas/3.1/dialect/base")
        );
        assert_eq!((document.servers.len(), document.tags.len()), (1, 1));
        assert_eq!(document.security, Some(vec![]));
        assert!(document.paths.keys().eq(["/z", "/a"]));
        assert!(document.webhooks["w"].reference().is_some());
        assert!(document.components.schemas.contains_key("S"));
        assert_eq!(document.external_docs.map(|docs| docs.url).as_deref(), Some("U"));
    }

    #[test]
    fn security_that_is_not_given_differs_from_an_empty_list() {
        assert_eq!(clean("paths: {}").security, None);
    }

    #[test]
    fn a_document_of_components_alone_needs_no_paths_in_3_1() {
        assert!(clean("components: {}").paths.is_empty());
        assert!(clean("webhooks: {}").paths.is_empty());
        let (_, sink) = document(HEAD);
        assert_eq!(reports(&sink), [(Code::AbsentField, "#".to_owned())]);
        let (_, sink) = document(&format!("{}components: {{}}", HEAD.replace("3.1", "3.0")));
        assert_eq!(codes(&sink), [Code::AbsentField]);
    }

    #[test]
    fn a_dialect_that_is_not_known_is_said() {
        let (_, sink) = document(&format!(
            "{HEAD}jsonSchemaDialect: D\npaths: {{}}\ncomponents: {{ schemas: {{ A: {{ $schema: 'http://json-schema.org/draft-04/schema#' }} }} }}"
        ));
        let pointers = ["#/components/schemas/A/$schema", "#/jsonSchemaDialect"];
        let mut found = reports(&sink);
        found.sort_by(|one, other| one.1.cmp(&other.1));
        assert_eq!(
            found,
            pointers.map(|pointer| (Code::NotRepresented, pointer.to_owned()))
        );
    }

    #[test]
    fn a_missing_info_is_reported_and_reading_goes_on() {
        let (document, sink) = document("{ openapi: 3.1.0, paths: { /a: {} }, sevrers: [] }");
        assert!(document.is_some_and(|document| document.paths.len() == 1));
        assert_eq!(
            reports(&sink),
            [
                (Code::AbsentField, "#".to_owned()),
                (Code::UnknownField, "#/sevrers".to_owned())
            ]
        );
    }

    #[test]
    fn any_place_can_be_found_and_read() {
        let document =
            clean("paths: { '/a/{b}': { get: { responses: { '200': { description: D } } } } }\nx-s: { type: string }");
        let mut sink = Sink::default();
        let node = document.find(&Pointer::from_text("/paths/~1a~1{b}/get/responses/200"));
        let response = document.response_at(node.expect("the response is there"), &mut sink);
        assert_eq!(
            response
                .and_then(|response| Some(response.item()?.description.clone()))
                .as_deref(),
            Some("D")
        );
        let node = document.find(&Pointer::from_text("/x-s")).expect("the schema is there");
        assert!(document.schema_at(node, &mut sink).object().is_some());
        assert_eq!(document.place(node).pointer.as_str(), "/x-s");
        assert_eq!(document.find(&Pointer::from_text("/nowhere/0")), None);
        assert_eq!(sink.diagnostics(), []);
    }

    #[test]
    fn an_unreadable_schema_allows_every_value_and_is_reported_once() {
        let document = clean("paths: {}\nx-s: [5]");
        let node = document
            .find(&Pointer::from_text("/x-s/0"))
            .expect("the value is there");
        let mut sink = Sink::default();
        for _ in 0..2 {
            assert_eq!(document.schema_at(node, &mut sink).value, SchemaValue::Boolean(true));
        }
        assert_eq!(reports(&sink), [(Code::WrongType, "#/x-s/0".to_owned())]);
    }
}
