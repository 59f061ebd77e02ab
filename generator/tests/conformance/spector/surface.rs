//! The methods of a generated client, read from its source: what each sends where, and what it brings.

use std::collections::BTreeMap;

use quote::{ToTokens, quote};
use syn::{Expr, ExprMethodCall, ExprStruct, FnArg, ImplItem, ImplItemFn, Item, Pat, ReturnType, Stmt, Type};

use crate::clients::Files;

/// A method that makes a call.
#[derive(Debug)]
pub(super) struct Method {
    /// In capitals.
    pub(super) http: String,
    /// As the document has it.
    pub(super) path: String,
    /// The module of its resource.
    pub(super) module: String,
    /// The method of the client that leads to the resource.
    pub(super) accessor: String,
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    /// What the call brings.
    pub(super) brings: String,
    /// The function that decodes the answer.
    pub(super) decode: String,
    /// The types of documented errors' bodies.
    pub(super) failures: Vec<String>,
    /// The method that brings all pages, where there is one.
    pub(super) pages: Option<String>,
    /// The headers of the answer, where they have a type.
    pub(super) headers: Option<Headers>,
}

/// The type of an answer's headers.
#[derive(Debug, Clone)]
pub(super) struct Headers {
    pub(super) name: String,
    /// The fields with the headers that they are for.
    pub(super) fields: Vec<(String, String)>,
}

/// An argument of a method.
#[derive(Debug)]
pub(super) struct Argument {
    /// The type of a value that one can own.
    pub(super) ty: String,
    /// Whether a reference to it is given.
    pub(super) borrowed: bool,
    pub(super) given: Given,
}

/// What an argument is for.
#[derive(Debug)]
pub(super) enum Given {
    /// A parameter, by `PLACE:NAME`.
    Parameter(String),
    /// The body, by the function that takes it.
    Body(String),
    /// Parameters in a struct, by field.
    Fields(Vec<(String, String)>),
    /// The call does nothing with it that is known here.
    Unknown,
}

/// The methods of all resources.
pub(super) fn methods(files: &Files) -> Vec<Method> {
    let accessors = accessors(&files["src/client.rs"]);
    let bodies = failures(files);
    let mut methods = Vec::new();
    for (path, text) in files {
        let module = path
            .strip_prefix("src/resources/")
            .and_then(|path| path.strip_suffix(".rs"));
        let Some(module) = module.filter(|module| *module != "mod") else {
            continue;
        };
        let file = syn::parse_file(text).expect("generated code is Rust");
        let operations = operations(&file.items, &bodies);
        let headers: Vec<Headers> = file.items.iter().filter_map(headers).collect();
        let walks: BTreeMap<String, String> = file.items.iter().flat_map(functions).filter_map(walk).collect();
        for function in file.items.iter().flat_map(functions) {
            let found = method(function, &operations).map(|method| Method {
                pages: walks.get(&method.name).cloned(),
                module: module.to_owned(),
                accessor: accessors.get(module).cloned().unwrap_or_default(),
                headers: headers.iter().find(|headers| headers.are_of(&method.name)).cloned(),
                ..method
            });
            methods.extend(found);
        }
    }
    methods
}

/// What the table of an operation says.
struct Operation {
    http: String,
    path: String,
    failures: Vec<String>,
}

fn functions(item: &Item) -> Vec<&ImplItemFn> {
    let items = match item {
        Item::Impl(item) if item.trait_.is_none() => &item.items[..],
        _ => &[],
    };
    let functions = items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    });
    functions.collect()
}

impl Headers {
    /// Whether they are those of a method, after which they are called.
    fn are_of(&self, method: &str) -> bool {
        let name = bare(method).replace('_', "") + "headers";
        self.name.eq_ignore_ascii_case(&name)
    }
}

/// The type of headers that an item makes of an answer.
fn headers(item: &Item) -> Option<Headers> {
    let Item::Impl(item) = item else { return None };
    let name = text(&item.self_ty);
    item.trait_.as_ref().filter(|_| name.ends_with("Headers"))?;
    let ImplItem::Fn(function) = item.items.first()? else {
        return None;
    };
    let Some(Stmt::Expr(Expr::Struct(made), None)) = function.block.stmts.last() else {
        return None;
    };
    let fields = made.fields.iter().filter_map(|field| match &field.expr {
        Expr::MethodCall(call) if call.method == "header" => {
            let name = literal(call.args.first()?)?.to_lowercase();
            Some((field.member.to_token_stream().to_string(), name))
        }
        _ => None,
    });
    Some(Headers {
        name,
        fields: fields.collect(),
    })
}

/// The methods of the client by the module of the resource that they lead to.
fn accessors(client: &str) -> BTreeMap<String, String> {
    let file = syn::parse_file(client).expect("generated code is Rust");
    let functions = file.items.iter().flat_map(functions);
    let accessors = functions.filter_map(|function| {
        let output = text(&function.sig.output);
        let (_, path) = output.split_once("resources :: ")?;
        let (module, _) = path.split_once(" ::")?;
        Some((bare(module).to_owned(), function.sig.ident.to_string()))
    });
    accessors.collect()
}

/// The type of the body of each documented error.
fn failures(files: &Files) -> BTreeMap<String, String> {
    let texts = files.iter().filter(|(path, _)| path.starts_with("src/responses/"));
    let files = texts.map(|(_, text)| syn::parse_file(text).expect("generated code is Rust"));
    let structs = files.flat_map(|file| file.items).filter_map(|item| match item {
        Item::Struct(item) => {
            let mut fields = item.fields.iter();
            let body = fields.find(|field| field.ident.as_ref().is_some_and(|name| name == "body"))?;
            Some((item.ident.to_string(), text(&body.ty)))
        }
        _ => None,
    });
    structs.collect()
}

/// The tables by the names of their statics.
fn operations(items: &[Item], bodies: &BTreeMap<String, String>) -> BTreeMap<String, Operation> {
    let tables = items.iter().filter_map(|item| {
        let Item::Static(item) = item else { return None };
        let Expr::Struct(table) = &*item.expr else { return None };
        let http = text(field(table, "method")?);
        let entries = field(table, "failures");
        let named = entries.map(text).unwrap_or_default();
        let of_structs = bodies
            .iter()
            .filter(|(name, _)| words(&named).any(|word| word == *name));
        let failures = of_structs.map(|(_, body)| body.clone()).chain(plain_failures(entries));
        let operation = Operation {
            http: http.rsplit("::").next()?.trim().to_owned(),
            path: literal(field(table, "path")?)?,
            failures: failures.collect(),
        };
        Some((item.ident.to_string(), operation))
    });
    tables.collect()
}

/// The types in `failure_json::<types::Error>`: of error responses that are their body.
fn plain_failures(entries: Option<&Expr>) -> Vec<String> {
    let Some(Expr::Reference(entries)) = entries else {
        return Vec::new();
    };
    let Expr::Array(entries) = &*entries.expr else {
        return Vec::new();
    };
    let types = entries.elems.iter().filter_map(|entry| {
        let Expr::Tuple(entry) = entry else { return None };
        let Some(Expr::Path(function)) = entry.elems.last() else {
            return None;
        };
        let last = function.path.segments.last()?;
        match &last.arguments {
            syn::PathArguments::AngleBracketed(arguments) if last.ident == "failure_json" => {
                Some(text(&arguments.args))
            }
            _ => None,
        }
    });
    types.collect()
}

fn field<'a>(table: &'a ExprStruct, name: &str) -> Option<&'a Expr> {
    let mut fields = table.fields.iter();
    fields
        .find(|field| field.member.to_token_stream().to_string() == name)
        .map(|field| &field.expr)
}

fn method(function: &ImplItemFn, operations: &BTreeMap<String, Operation>) -> Option<Method> {
    let ReturnType::Type(_, output) = &function.sig.output else {
        return None;
    };
    let output = text(output);
    let brings = output.strip_prefix("http :: Call < ")?.strip_suffix('>')?.trim();
    let Some(Stmt::Expr(chain, None)) = function.block.stmts.last() else {
        return None;
    };
    let (start, uses) = uses(chain);
    let Expr::Call(start) = start else { return None };
    let operation = operations.get(text(start.args.get(1)?).trim_start_matches("& "))?;
    let arguments = function.sig.inputs.iter().filter_map(|input| argument(input, &uses));
    Some(Method {
        http: operation.http.clone(),
        path: operation.path.clone(),
        module: String::new(),
        accessor: String::new(),
        name: function.sig.ident.to_string(),
        arguments: arguments.collect(),
        brings: brings.to_owned(),
        decode: start.args.get(2).map(text).unwrap_or_default(),
        failures: operation.failures.clone(),
        pages: None,
        headers: None,
    })
}

/// The method that brings one page, and the one that brings all of them.
fn walk(function: &ImplItemFn) -> Option<(String, String)> {
    text(&function.sig.output)
        .starts_with("-> pages :: Items")
        .then_some(())?;
    let body = text(&function.block);
    let (_, call) = body.split_once("self . ")?;
    Some((words(call).next()?.to_owned(), function.sig.ident.to_string()))
}

/// The functions that a chain calls, with what they are given; and where it starts.
fn uses(chain: &Expr) -> (&Expr, Vec<&ExprMethodCall>) {
    let (mut at, mut uses) = (chain, Vec::new());
    while let Expr::MethodCall(call) = at {
        uses.push(call);
        at = &call.receiver;
    }
    (at, uses)
}

fn argument(input: &FnArg, uses: &[&ExprMethodCall]) -> Option<Argument> {
    let FnArg::Typed(input) = input else { return None };
    let Pat::Ident(name) = &*input.pat else { return None };
    let name = name.ident.to_string();
    let (ty, borrowed) = owned(&input.ty);
    let fields: Vec<(String, String)> = uses.iter().filter_map(|call| member(call, &name)).collect();
    let given = if fields.is_empty() {
        let mut given = uses.iter().filter_map(|call| {
            let mentions = call
                .args
                .iter()
                .any(|value| words(&text(value)).any(|word| word == name));
            mentions.then(|| purpose(call))
        });
        given.next().unwrap_or(Given::Unknown)
    } else {
        Given::Fields(fields)
    };
    Some(Argument { ty, borrowed, given })
}

/// The parameter that a field of a struct is for.
fn member(call: &ExprMethodCall, name: &str) -> Option<(String, String)> {
    let Given::Parameter(parameter) = purpose(call) else {
        return None;
    };
    let prefix = format!("{name} . ");
    let found = call.args.iter().map(text).find_map(|value| {
        let (_, field) = value.split_once(&prefix)?;
        words(field).next().map(str::to_owned)
    });
    Some((found?, parameter))
}

fn purpose(call: &ExprMethodCall) -> Given {
    let function = call.method.to_string();
    let place = match function.as_str() {
        "path_param" | "path_styled" => "path",
        "query" | "query_styled" => "query",
        "header_param" | "header_styled" => "header",
        "cookie_param" | "cookie_styled" => "cookie",
        _ => return Given::Body(function),
    };
    let name = call.args.first().and_then(literal).unwrap_or_default();
    Given::Parameter(format!("{place}:{}", name.to_lowercase()))
}

/// The type of a value that one can own and give, and whether by reference.
fn owned(ty: &Type) -> (String, bool) {
    match ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Slice(slice) => (format!("Vec<{}>", text(&slice.elem)), true),
            elem if text(elem) == "str" => ("String".to_owned(), true),
            elem => (text(elem), true),
        },
        Type::ImplTrait(_) => {
            let ty = text(ty);
            let inner = ty.strip_prefix("impl Into < ").and_then(|ty| ty.strip_suffix('>'));
            (inner.unwrap_or(&ty).trim().to_owned(), false)
        }
        _ => (text(ty), false),
    }
}

fn literal(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn text(part: &impl ToTokens) -> String {
    quote!(#part).to_string()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|next: char| !next.is_alphanumeric() && next != '_')
        .filter(|word| !word.is_empty())
}

fn bare(name: &str) -> &str {
    name.strip_prefix("r#").unwrap_or(name)
}
