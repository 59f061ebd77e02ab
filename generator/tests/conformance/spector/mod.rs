//! Recorded exchanges of an independent suite: for each, a typed call is made from the document and the recorded values,
//! a server plays the recording, and what is sent and what comes out has to be what is recorded.
//!
//! The calls are compiled once; their values are data of the run. The scenarios that fail stand in `exceptions.txt`.

mod calls;
mod compare;
mod document;
mod files;
mod parts;
mod program;
mod recording;
mod server;
mod surface;
mod values;
mod xml;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use kiln::diag::Diagnostic;
use serde_json::{Map, Value, json};

use self::calls::Client;
use self::document::{Document, Operation};
use self::program::Program;
use self::recording::{Content, Exchange, Scenario};
use self::server::Server;
use crate::exceptions::Exceptions;
use crate::{blame, clients, parallel, report, support, unit, workshop};

/// The document whose lists come in pages.
const PAGEABLE: &str = "payload/pageable/openapi.json";

/// What can be called, and why the rest cannot.
struct Surface {
    documents: BTreeMap<String, Vec<Document>>,
    clients: BTreeMap<String, Client>,
    /// What was noticed, by document.
    noticed: BTreeMap<String, Vec<Diagnostic>>,
    /// Why a document's client is not there.
    faults: BTreeMap<String, String>,
}

#[test]
fn every_exchange_is_as_recorded() {
    let Some(folder) = support::shared("conformance/spector") else {
        return;
    };
    let scenarios = recording::read(&folder.join("scenarios.json"));
    let mut surface = Surface::generate(&scenarios, &folder.join("documents"));
    surface.compile();
    let server = Server::start();
    let mut program = Program::new(calls::NAME);
    let mut list = Exceptions::read("spector/exceptions.txt", include_str!("exceptions.txt"));
    let (mut table, mut surprises, mut passing) = (String::new(), String::new(), 0);
    for scenario in &scenarios {
        let result = surface.play_all(scenario, &server, &mut program);
        passing += usize::from(result.is_ok());
        let found = result
            .as_ref()
            .map_or_else(|fault| fault.replace('\n', " "), |()| "as recorded".to_owned());
        let line = format!("{} | * | {found}", scenario.name);
        let _ = writeln!(table, "{line}");
        if !list.expects(&scenario.name, "*", result.is_ok()) {
            let _ = writeln!(surprises, "{line}");
        }
    }
    let _ = writeln!(table, "# {passing} of {} pass", scenarios.len());
    report::write("spector", &table);
    let stale = list.stale(|_| true).join("\n");
    assert!(surprises.is_empty() && stale.is_empty(), "{surprises}{stale}");
}

impl Surface {
    /// Generates the clients of all documents that scenarios are about.
    fn generate(scenarios: &[Scenario], root: &Path) -> Self {
        let folders: BTreeSet<&String> = scenarios.iter().map(|scenario| &scenario.folder).collect();
        let documents: BTreeMap<String, Vec<Document>> = folders
            .into_iter()
            .map(|folder| {
                let read = |path: PathBuf| Document::read(&path, root);
                (
                    folder.clone(),
                    listed(&root.join(folder)).into_iter().map(read).collect(),
                )
            })
            .collect();
        let all: Vec<&Document> = documents.values().flatten().collect();
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conformance/spector");
        let generated = parallel::map(&all, |_, document| {
            let config = (document.name == PAGEABLE).then(|| here.join("pageable.toml"));
            clients::generate(&document.path, config.as_deref())
        });
        let (mut clients, mut noticed, mut faults) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (number, (document, (files, diagnostics))) in all.iter().zip(generated).enumerate() {
            if let Some(files) = files {
                let client = Client {
                    number,
                    methods: surface::methods(&files),
                    uploads: files::fields(&files),
                    files,
                };
                clients.insert(document.name.clone(), client);
            } else {
                let errors = unit::errors(&diagnostics);
                faults.insert(document.name.clone(), format!("refused: {errors}"));
            }
            noticed.insert(document.name.clone(), diagnostics);
        }
        Self {
            documents,
            clients,
            noticed,
            faults,
        }
    }

    /// Compiles the program; a client that does not compile is left out.
    fn compile(&mut self) {
        loop {
            let clients: Vec<&Client> = self.clients.values().collect();
            let folder = workshop::folder(calls::NAME);
            workshop::lay_out(&folder, &calls::files(&clients));
            let mut command = workshop::cargo(&folder, &["build", "--quiet", "--message-format=short"]);
            let output = command.output().expect("Cargo runs");
            if output.status.success() {
                return;
            }
            let text = String::from_utf8_lossy(&output.stderr).into_owned();
            let found = blame::first(&text, false, |line| {
                let rest = line
                    .strip_prefix("src/client_")
                    .or_else(|| line.strip_prefix("src/calls_"))?;
                rest.split(['/', '.']).next()?.parse::<usize>().ok()
            });
            assert!(!found.is_empty(), "the fault is in no document:\n{text}");
            for (number, fault) in found {
                let name = self.clients.iter().find(|(_, client)| client.number == number);
                if let Some(name) = name.map(|(name, _)| name.clone()) {
                    self.clients.remove(&name);
                    self.faults.insert(name, format!("not compiled: {fault}"));
                }
            }
        }
    }

    /// Makes the calls of a scenario, or the one for all pages of a list, and compares.
    fn play_all(&self, scenario: &Scenario, server: &Server, program: &mut Program) -> Result<(), String> {
        if let [first, _, ..] = &scenario.exchanges[..] {
            let call = self.call(scenario, first, server)?;
            if let Some(walk) = call.walk {
                return play_pages(scenario, call, walk, server, program);
            }
        }
        let mut exchanges = scenario.exchanges.iter();
        exchanges.try_for_each(|exchange| self.play(scenario, exchange, server, program))
    }

    /// Makes one call and compares.
    fn play(
        &self,
        scenario: &Scenario,
        exchange: &Exchange,
        server: &Server,
        program: &mut Program,
    ) -> Result<(), String> {
        let Call { given, body, .. } = self.call(scenario, exchange, server)?;
        server.expect(vec![exchange.answer.clone()]);
        let came = program.call(&given);
        let seen = server.seen();
        // What was not sent is explained by why the call failed.
        if seen.is_empty() {
            return Err(format!("nothing was sent: {}", why(&came)));
        }
        compare::requests(&seen, exchange, body.as_ref())?;
        compare::answer(&came, exchange, &server.origin())
    }

    /// What the program is told to make a call.
    fn call(&self, scenario: &Scenario, exchange: &Exchange, server: &Server) -> Result<Call, String> {
        let documents = &self.documents[&scenario.folder];
        let operation = Operation::find(documents, exchange).ok_or("no document has this operation")?;
        let name = &operation.document.name;
        let client = self.clients.get(name).ok_or_else(|| self.faults[name].clone())?;
        let mut methods = client.methods.iter();
        let same = |method: &surface::Method| method.http == exchange.method && method.path == operation.path;
        let Some(method) = methods.position(same) else {
            return Err(format!("there is no method: {}", self.reason(&operation)));
        };
        let body = compare::sent_body(&operation, exchange);
        let mut given = json!({
            "call": calls::number(client.number, method),
            "base_url": server.origin() + &operation.base,
            "credentials": credentials(&operation, exchange),
            "arguments": values::arguments(&operation, exchange),
        });
        if let Some(body) = &body {
            if let Content::Parts(parts) = &body.content {
                given["files"] = files::told(&operation, &body.media_type, parts);
            }
            given["body"] = match &body.content {
                Content::Bytes(bytes) => bytes.clone().into(),
                Content::Parts(parts) => parts::object(&operation, &body.media_type, parts)
                    .to_string()
                    .into_bytes()
                    .into(),
            };
        }
        let walk = client.methods[method].pages.as_ref();
        let walk = walk.map(|_| calls::walk_number(client.number, method));
        Ok(Call { given, body, walk })
    }

    /// Why an operation has no method.
    fn reason(&self, operation: &Operation<'_>) -> String {
        let pointer = operation.pointer();
        let noticed = self.noticed[&operation.document.name].iter();
        let within = noticed.filter(|diagnostic| {
            let place = diagnostic.primary.as_ref().map(|label| label.place.pointer.to_string());
            place.is_some_and(|place| place.starts_with(&pointer))
        });
        within
            .map(|diagnostic| diagnostic.message.clone())
            .collect::<Vec<_>>()
            .join("; ")
    }
}

/// A call that can be made.
struct Call {
    /// What the program is told.
    given: Value,
    /// What has to be sent.
    body: Option<recording::Body>,
    /// The number of the call for all pages.
    walk: Option<usize>,
}

/// Asks for all pages of a list, each of which is one exchange.
fn play_pages(
    scenario: &Scenario,
    mut call: Call,
    walk: usize,
    server: &Server,
    program: &mut Program,
) -> Result<(), String> {
    call.given["call"] = walk.into();
    let answers = scenario.exchanges.iter().map(|exchange| exchange.answer.clone());
    server.expect(answers.collect());
    let came = program.call(&call.given);
    let seen = server.seen();
    let pages = came["pages"].as_array().map_or(&[][..], Vec::as_slice);
    let expected = scenario.exchanges.len();
    if (seen.len(), pages.len()) != (expected, expected) {
        let (seen, pages) = (seen.len(), pages.len());
        return Err(format!("{seen} requests for {pages} pages: {}", why(&came)));
    }
    let mut body = call.body;
    for ((request, page), exchange) in seen.chunks(1).zip(pages).zip(&scenario.exchanges) {
        compare::requests(request, exchange, body.take().as_ref())?;
        compare::answer(page, exchange, &server.origin())?;
    }
    Ok(())
}

/// Why a call failed.
fn why(came: &Value) -> &str {
    came["fault"].as_str().or(came["error"].as_str()).unwrap_or_default()
}

/// The credentials by scheme, as they stand in the recorded headers; a wrong one where the recording has none to refuse.
fn credentials(operation: &Operation<'_>, exchange: &Exchange) -> Map<String, Value> {
    let refused = matches!(exchange.answer.status, 401 | 403);
    let wrong = || refused.then_some("wrong");
    let schemes = operation.document.schemes();
    let found =
        schemes.filter_map(|(name, scheme)| Some((name.clone(), secret(scheme, exchange).or_else(wrong)?.into())));
    found.collect()
}

/// The recorded secret of a scheme.
fn secret<'a>(scheme: &Value, exchange: &'a Exchange) -> Option<&'a str> {
    let header = |name: &str| exchange.headers.get(name).map(String::as_str);
    match scheme["type"].as_str()? {
        "apiKey" => header(&scheme["name"].as_str()?.to_lowercase()),
        "http" => {
            let (kind, secret) = header("authorization")?.split_once(' ')?;
            let known = kind.eq_ignore_ascii_case(scheme["scheme"].as_str()?);
            known.then_some(secret)
        }
        _ => header("authorization")?.strip_prefix("Bearer "),
    }
}

/// The documents of a folder, sorted; not those of folders in it.
fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be listed");
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
    // The one for a later version of the specification comes last.
    paths.sort_by_key(|path| path.file_stem().map(|stem| (stem.len(), stem.to_owned())));
    paths
}
