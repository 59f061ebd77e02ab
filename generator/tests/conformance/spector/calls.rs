//! The program that makes the calls: a function for each, in a module for each document.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::surface::{Given, Method};
use crate::clients::{self, Files};
use crate::workshop;

/// The name of the crate and of its program.
pub(super) const NAME: &str = "kiln-spector";
const PROGRAM: &str = include_str!("caller.rs");
const TAIL: &str = "serde_json = \"1.0\"\n\n[profile.dev]\ndebug = false\n";
const IMPORTS: &str = "use crate::program::{self, Came, Given};\nuse crate::runtime::{http, json, stream};\n\
                       use std::collections::BTreeMap;\n";

/// A client of which calls are made.
#[derive(Debug)]
pub(super) struct Client {
    /// The number of the document.
    pub(super) number: usize,
    pub(super) files: Files,
    pub(super) methods: Vec<Method>,
    /// The fields of types that are files, with the names of their parts.
    pub(super) uploads: BTreeMap<String, Vec<(String, String)>>,
}

impl Client {
    fn module(&self) -> String {
        format!("client_{}", self.number)
    }
}

/// The number of a call for a method of a document.
pub(super) fn number(document: usize, method: usize) -> usize {
    document * 1000 + method
}

/// The number of a call for all pages of a method.
pub(super) fn walk_number(document: usize, method: usize) -> usize {
    number(document, method) + 500
}

/// The files of the crate by path.
pub(super) fn files(clients: &[&Client]) -> BTreeMap<String, Vec<u8>> {
    let mut files = clients::sources(clients.iter().map(|client| (client.module(), &client.files)));
    let mut put = |path: String, text: String| files.insert(path, text.into_bytes());
    let mut root = "#![allow(warnings)]\n\nmod program;\nmod runtime;\n".to_owned();
    let mut table = String::new();
    for client in clients {
        let (number, module) = (client.number, client.module());
        let _ = writeln!(root, "mod {module};\nmod calls_{number};");
        put(format!("src/calls_{number}.rs"), calls(client));
        for method in 0..client.methods.len() {
            let call = self::number(number, method);
            let _ = writeln!(table, "        {call} => calls_{number}::call_{method}(given).await,");
        }
        let methods = client.methods.iter().enumerate();
        for (method, _) in methods.filter(|(_, method)| method.pages.is_some()) {
            let call = walk_number(number, method);
            let _ = writeln!(table, "        {call} => calls_{number}::walk_{method}(given).await,");
        }
    }
    let _ = write!(
        root,
        "\nfn main() {{\n    program::answer_all(async |number, given| match number {{\n{table}        \
         _ => Err(\"no such call\".to_owned()),\n    }});\n}}\n"
    );
    put("Cargo.lock".to_owned(), workshop::lock_file());
    let manifest = clients::manifest(NAME, clients.iter().map(|client| &client.files), TAIL);
    put("Cargo.toml".to_owned(), manifest);
    put("src/main.rs".to_owned(), root);
    put("src/program.rs".to_owned(), PROGRAM.to_owned());
    files
}

fn calls(client: &Client) -> String {
    let module = client.module();
    // A document of plain values has no types of its own.
    let types = if client.files.contains_key("src/types/mod.rs") {
        "types, "
    } else {
        ""
    };
    let mut text = format!("{IMPORTS}use crate::{module}::{{resources, {types}Client}};\n");
    for (index, method) in client.methods.iter().enumerate() {
        text.push_str(&call(index, method, client));
        if let Some(pages) = &method.pages {
            text.push_str(&walk(index, method, pages, client));
        }
    }
    text
}

fn call(index: usize, method: &Method, client: &Client) -> String {
    let head = format!("call_{index}");
    let (mut lines, given) = arguments(&head, method, client);
    let failures = method.failures.iter().map(|ty| format!("program::documented::<{ty}>"));
    let failures = failures.collect::<Vec<_>>().join(", ");
    let _ = write!(
        lines,
        "    let call = client.{}().{}({given});\n    program::{}(call, &[{failures}], {}).await\n}}\n",
        method.accessor,
        method.name,
        reader(method),
        headers(method)
    );
    lines
}

/// The function that asks for all pages.
fn walk(index: usize, method: &Method, pages: &str, client: &Client) -> String {
    let (mut lines, given) = arguments(&format!("walk_{index}"), method, client);
    let accessor = &method.accessor;
    let _ = write!(
        lines,
        "    program::pages(client.{accessor}().{pages}({given}).pages()).await\n}}\n"
    );
    lines
}

/// The beginning of a function, with the client and the arguments; and the list of these.
fn arguments(name: &str, method: &Method, client: &Client) -> (String, String) {
    let mut lines = format!(
        "\npub async fn {name}(given: &Given) -> Came {{\n    let client: Client = given.client(Client::builder())?;\n"
    );
    let mut given = Vec::new();
    for (at, argument) in method.arguments.iter().enumerate() {
        let local = argument.ty.contains("::")
            || ["String", "Vec", "Option", "BTreeMap"]
                .iter()
                .any(|name| argument.ty.starts_with(name));
        let ty = match &argument.given {
            Given::Fields(_) if !local => format!("resources::{}::{}", method.module, argument.ty),
            _ => argument.ty.clone(),
        };
        let value = match &argument.given {
            Given::Parameter(name) => format!("given.argument({name:?})?"),
            Given::Body(function) if function.starts_with("file") => "given.bytes_body()?".to_owned(),
            Given::Body(function) if function.starts_with("text") => "given.raw_body()?".to_owned(),
            Given::Body(_) => "given.json_body()?".to_owned(),
            Given::Fields(_) | Given::Unknown => "Default::default()".to_owned(),
        };
        let _ = writeln!(lines, "    let mut value_{at}: {ty} = {value};");
        if let Given::Fields(fields) = &argument.given {
            for (field, name) in fields {
                let _ = writeln!(lines, "    given.fill(&mut value_{at}.{field}, {name:?})?;");
            }
        }
        if matches!(&argument.given, Given::Body(_)) {
            lines.push_str(&told(&argument.ty, &format!("value_{at}"), client));
        }
        let borrow = if argument.borrowed { "&" } else { "" };
        given.push(format!("{borrow}value_{at}"));
    }
    (lines, given.join(", "))
}

/// What tells the files of a body what they are called.
fn told(ty: &str, local: &str, client: &Client) -> String {
    let name = ty.trim_end_matches(['>', ' ']).rsplit(' ').next().unwrap_or_default();
    let fields = client.uploads.get(name).into_iter().flatten();
    let lines = fields.map(|(field, part)| {
        let tell = |body: &str| format!("given.tell(&mut {body}.{field}, {part:?});");
        if ty.starts_with("Option") {
            let tell = tell("body");
            format!("    if let Some(body) = &mut {local} {{ {tell} }}\n")
        } else {
            format!("    {}\n", tell(local))
        }
    });
    lines.collect()
}

/// What makes texts of the headers of an answer.
fn headers(method: &Method) -> String {
    let Some(headers) = &method.headers else {
        return "|_| Vec::new()".to_owned();
    };
    let fields = headers.fields.iter();
    let fields = fields.map(|(field, name)| format!("({name:?}, headers.{field}.as_ref().map(ToString::to_string))"));
    let (module, name) = (&method.module, &headers.name);
    format!(
        "|response| {{ let headers = resources::{module}::{name}::from(response); vec![{}] }}",
        fields.collect::<Vec<_>>().join(", ")
    )
}

/// The function of the program for what a call brings.
fn reader(method: &Method) -> &'static str {
    match method.brings.as_str() {
        "()" => "empty",
        "http :: Bytes" => "bytes",
        "String" if method.decode.ends_with("text") => "text",
        stream if stream.starts_with("stream :: EventStream") => "events",
        _ => "json",
    }
}
