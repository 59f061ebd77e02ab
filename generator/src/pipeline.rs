//! The stages in a row: from a document to the set of files, with everything that was noticed on the way.
//!
//! Prints nothing and writes nothing: the command line and [`Builder`](crate::Builder) do that with the [`Run`].

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::config::Config;
use crate::diag::{Diagnostic, Sink, Sources};
use crate::ir::Api;
use crate::names::Names;
use crate::openapi::Document;
use crate::output::FileSet;
use crate::rust::Settings;
use crate::source::{self, Input, Limits};
use crate::{assemble, config, emit, lower, openapi, passes, rust};

/// What to generate from.
#[derive(Debug, Clone)]
pub struct Request {
    /// The document.
    pub spec: Input,
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The package's name; it wins over the configuration's.
    pub name: Option<String>,
    /// Whether the manifest belongs to kiln and makes the crate stand alone.
    pub standalone: bool,
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
    /// How many types there are.
    pub types: usize,
}

/// Runs every stage.
#[must_use]
pub fn run(request: &Request) -> Run {
    let mut sources = Sources::default();
    let mut sink = Sink::default();
    let output = stages(request, &mut sources, &mut sink);
    Run {
        read: sources.paths(),
        sources,
        output: output.filter(|_| !sink.has_errors()),
        diagnostics: sink.into_diagnostics(),
    }
}

fn stages(request: &Request, sources: &mut Sources, sink: &mut Sink) -> Option<Output> {
    let config = match &request.config {
        Some(path) => config::load(path, sources, sink),
        None => Config::default(),
    };
    let (tree, root) = source::read(&request.spec, sources, &Limits::default(), sink)?;
    let digest = hexadecimal(&Sha256::digest(tree.node(root).canonical_json().as_bytes()));
    let document = Document::read(tree, root, sink)?;
    let api = lower::lower(&document, sink);
    if sink.has_errors() {
        return None;
    }
    let decisions = passes::decide(&api, &config.client.secrets, sink);
    if sink.has_errors() {
        return None;
    }
    let names = Names::mint(&api, &decisions.resources);
    let settings = settings(request, &config, &api, digest);
    let krate = rust::build(&api, &decisions, &names, &settings);
    let files = assemble::files(&krate, &emit::sources(&krate), request.standalone);
    Some(Output { files, name: settings.name, operations: api.operations.len(), types: api.types.defs.len() })
}

fn settings(request: &Request, config: &Config, api: &Api, digest: String) -> Settings {
    let name = request
        .name
        .clone()
        .or_else(|| config.package.name.clone())
        .unwrap_or_else(|| crate::names::package_name(&api.info.title));
    let env = config.client.env.clone().unwrap_or_else(|| crate::names::environment_prefix(&name));
    Settings {
        name,
        version: config.package.version.clone().unwrap_or_else(|| "0.1.0".to_owned()),
        license: config.package.license.clone(),
        env,
        digest,
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        use std::fmt::Write as _;
        let _ = write!(text, "{byte:02x}");
        text
    })
}
