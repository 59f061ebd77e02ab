//! The stages in a row: from a document to the set of files, with everything that was noticed on the way.
//!
//! Prints nothing and writes nothing: the command line and [`Builder`](crate::Builder) do that with the [`Run`].

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::config::{Config, Defaults, Most, Named, Numbers, Openness, Undeclared, Untyped};
use crate::diag::{Code, Diagnostic, Pointer, Severity, Sink, Sources};
use crate::ir::{Api, Glob, Pagination};
use crate::names::{Names, Reserved};
use crate::openapi::{Bundle, Document, Places};
use crate::output::FileSet;
pub use crate::rust::Layout;
use crate::rust::Settings;
use crate::source::{self, Input, Limits};
use crate::{assemble, emit, lower, passes, rust};

/// What to generate from.
#[derive(Debug, Clone)]
pub struct Request {
    /// The document.
    pub spec: Input,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The package's name; it wins over the configuration's.
    pub name: Option<String>,
    /// How the files become a crate.
    pub layout: Layout,
    /// Whether warnings refuse the document.
    pub strict: bool,
}

/// What came of it.
#[derive(Debug)]
pub struct Run {
    /// The files that were read, for rendering diagnostics.
    pub sources: Sources,
    /// Their paths, for whoever watches them.
    pub read: Vec<PathBuf>,
    /// Everything that was noticed.
    pub diagnostics: Vec<Diagnostic>,
    /// The crate; absent where the document was refused.
    pub output: Option<Output>,
}

/// The crate and its size.
#[derive(Debug)]
pub struct Output {
    /// The files.
    pub files: FileSet,
    /// The package's name.
    pub name: String,
    /// How many operations there are.
    pub operations: usize,
    /// How many operations of the document are left out.
    pub left_out: usize,
    /// How many types there are.
    pub types: usize,
}

/// The stack that the stages get, in bytes.
///
/// They go down into a document and up again, as deep as their limits allow; what a main thread has differs between
/// systems, and the threads of tests and build scripts have little. Only what is used of it takes memory.
const STACK: usize = 128 << 20;

/// Runs every stage.
///
/// # Panics
///
/// Only where a stage does, which none should, whatever the document.
#[must_use]
pub fn run(request: &Request) -> Run {
    let spawned = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("kiln".to_owned()).stack_size(STACK);
        let running = thread.spawn_scoped(scope, || run_here(request)).ok()?;
        Some(running.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    // Without another thread, documents of the usual depth can still be read.
    spawned.unwrap_or_else(|| run_here(request))
}

fn run_here(request: &Request) -> Run {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let output = stages(request, &mut sources, &mut sink);
    if request.strict && !sink.has_errors() {
        refuse_warnings(&mut sink);
    }
    Run {
        read: sources.paths().map(Path::to_owned).collect(),
        sources,
        output: output.filter(|_| !sink.has_errors()),
        diagnostics: sink.into_diagnostics(),
    }
}

/// One error for all warnings, if there are any.
fn refuse_warnings(sink: &mut Sink) {
    let (warnings, them) = match Severity::Warning.count(sink.diagnostics()) {
        0 => return,
        1 => ("1 warning".to_owned(), "it"),
        number => (format!("{number} warnings"), "them"),
    };
    let message = format!("{warnings}, and `--strict` refuses {them}");
    sink.push(Diagnostic::new(Code::StrictlyRefused, message));
}

fn stages(request: &Request, sources: &mut Sources, sink: &mut Sink) -> Option<Output> {
    let config = configuration(request.config.as_deref(), sources, sink);
    let beside = request
        .config
        .as_deref()
        .and_then(Path::parent)
        .unwrap_or(Path::new(""));
    let places = Places {
        folders: config.references.folders(beside),
        root: config.limits.root(beside),
    };
    let bundle = Bundle::read(&request.spec, &places, sources, &limits(&config), sink)?;
    let digest = hexadecimal(&Sha256::digest(bundle.canonical_json().as_bytes()));
    config.references.report_unused(bundle.stood_in(), sink);
    let document = Document::of(bundle, sink)?;
    let mut api = lower::lower(&document, &schemas(&config), sources, sink);
    if sink.has_errors() {
        return None;
    }
    let choices = passes::Settings {
        secrets: config.client.secrets.iter().map(secret).collect(),
    };
    let locate = |pointer: &Pointer| document.find(pointer).map(|node| document.place(node));
    passes::reshape(&mut api, &locate, sink);
    let decisions = passes::decide(&api, &choices, &locate, sink);
    if sink.has_errors() {
        return None;
    }
    report_unsigned(&config, &api, sink);
    let names = Names::mint(&api, &decisions.resources, &Reserved::default());
    names.report_unused(&api, &locate, sink);
    let settings = settings(request, &config, &api, digest);
    let krate = rust::build(&api, &decisions, &names, &settings);
    for (path, name) in rust::missing_dependencies(&krate) {
        let message = format!("`{path}` stands for a schema, and `{name}` is no dependency of the generated crate");
        sink.push(Diagnostic::new(Code::MissingDependency, message));
    }
    let files = assemble::files(&krate, &emit::sources(&krate));
    Some(Output {
        files,
        name: settings.name,
        operations: api.operations.len(),
        left_out: api.left_out,
        types: api.types.defs.len(),
    })
}

/// What the configuration lets a document cost.
fn limits(config: &Config) -> Limits {
    let (limits, default) = (&config.limits, Limits::default());
    Limits {
        bytes: limits.bytes.map_or(default.bytes, |most| most.get() as u64),
        depth: limits.depth.map_or(default.depth, Most::get),
        nodes: limits.nodes.map_or(default.nodes, Most::get),
        hops: limits.hops.map_or(default.hops, Most::get),
    }
}

/// What the configuration says about schemas.
fn schemas(config: &Config) -> lower::Settings {
    lower::Settings {
        keep_undeclared: config.types.undeclared == Undeclared::Keep,
        exact_untyped: config.types.untyped == Untyped::Exact,
        unsigned: config.types.unsigned,
        exact_numbers: config.types.numbers == Numbers::Exact,
        formats: config.types.formats.clone(),
        schemas: config.types.schemas.clone(),
        properties: config.types.properties.clone(),
        pagination: config
            .pagination
            .iter()
            .map(|named| {
                (
                    named.name.clone(),
                    Pagination {
                        rule: named.setting.clone(),
                        place: named.place.clone(),
                        configured: true,
                    },
                )
            })
            .collect(),
        stream_end: config.streams.end.clone(),
        stream_ends: (config.streams.ends.iter())
            .map(|named| (named.name.clone(), named.setting.clone(), named.place.clone()))
            .collect(),
        nested: config.forms.nested,
        enums: lower::Enums {
            closed: config.types.enums.default == Openness::Closed,
            named: config.types.enums.named.iter().map(openness).collect(),
        },
    }
}

/// Says that nothing is sent that the configuration has a signature for.
fn report_unsigned(config: &Config, api: &Api, sink: &mut Sink) {
    if let Some(named) = config.webhooks.signature.as_ref().filter(|_| api.hooks.is_empty()) {
        let message = "the document has neither webhooks nor callbacks, whose signature this is";
        sink.push(Diagnostic::new(Code::UnusedMapping, message).at(&named.place, "has no effect"));
    }
}

/// What the configuration says about secrets.
fn secret(named: &Named<Glob>) -> passes::SecretName {
    passes::SecretName {
        glob: named.setting.clone(),
        place: named.place.clone(),
    }
}

/// What the configuration says about one enum.
fn openness(named: &Named<Openness>) -> lower::Openness {
    lower::Openness {
        path: named.name.clone(),
        closed: named.setting == Openness::Closed,
        place: named.place.clone(),
    }
}

/// The configuration. In place of one that is refused stands that of no file, so that the problems of the document are
/// reported too.
fn configuration(path: Option<&Path>, sources: &mut Sources, sink: &mut Sink) -> Config {
    let read = path.and_then(|path| {
        let file = source::load(&Input::File(path.to_owned()), sources, &Limits::default(), sink)?;
        Config::read(sources.text(file), file, sink)
    });
    read.unwrap_or_default()
}

fn settings(request: &Request, config: &Config, api: &Api, digest: String) -> Settings {
    let name = request
        .name
        .clone()
        .or_else(|| config.package.name.as_ref().map(ToString::to_string))
        .unwrap_or_else(|| crate::names::package_name(&api.info.title));
    let env = config
        .client
        .env
        .as_ref()
        .map_or_else(|| crate::names::environment_prefix(&name), ToString::to_string);
    Settings {
        layout: request.layout,
        name,
        version: config
            .package
            .version
            .as_ref()
            .map_or_else(|| "0.1.0".to_owned(), ToString::to_string),
        license: config.package.license.clone(),
        dependencies: (config.dependencies.iter())
            .map(|dependency| (dependency.name.clone(), dependency.value.clone()))
            .collect(),
        env,
        idempotency_header: config.retries.idempotency_header.as_ref().map(ToString::to_string),
        signature: config.webhooks.signature.as_ref().map(|named| named.setting.clone()),
        fill_defaults: config.types.defaults == Defaults::Decode,
        digest,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        })
}
