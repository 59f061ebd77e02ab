//! Resources: a handle per group of operations, with one short method per operation.
//!
//! ```yaml
//! paths: { /browsers: { post: { tags: [Browsers], operationId: postBrowsers } } }
//! ```
//!
//! becomes `client.browsers().create(…)`. A method describes its request to the runtime and returns a `Call`.

use crate::ir::{self, Operation, StatusMatch};
use crate::names::{Ident, ResourceNames};

use super::build::Context;
use super::{
    Answer, ArgumentChecks, BodyEncoding, BodyParam, Decode, Deprecated, FailureReading, FollowUp, Pages, Param,
    ParamCheck, ParamPlace, RustType, answer, argument_checks, body, defaults, doc_line, docs, follow_up, pages, param,
    param_checks,
};

/// A group of operations.
#[derive(Debug, Clone)]
pub struct Resource {
    /// The module's name, which is also the file's.
    pub module: Ident,
    /// The handle's name, such as `Browsers`.
    pub ident: Ident,
    /// The client's method, such as `browsers`.
    pub accessor: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The operations.
    pub methods: Vec<Method>,
    /// What can be called with what an answer has.
    pub follow_ups: Vec<FollowUp>,
    /// Whether it names something deprecated, so that the lint must be silenced.
    pub uses_deprecated: bool,
}

impl Resource {
    /// Whether the static of an operation is made when it is first used: a method without a constant is.
    #[must_use]
    pub fn names_methods(&self) -> bool {
        (self.methods.iter()).any(|method| matches!(method.verb, Verb::Named(_)))
    }

    /// Whether a header of an answer is more than the text of a scalar.
    #[must_use]
    pub fn shapes_headers(&self) -> bool {
        self.methods.iter().any(|method| method.answer.shapes_headers())
    }

    /// Whether a body of a request is written value by value.
    #[must_use]
    pub fn writes_lines(&self) -> bool {
        let bodies = self.methods.iter().filter_map(|method| method.body.as_ref());
        let mut sent = bodies.flat_map(BodyParam::contents);
        sent.any(|content| matches!(content.encoding, BodyEncoding::Lines | BodyEncoding::Sequence))
    }

    /// Whether the table of a form is named.
    #[must_use]
    pub fn tables_forms(&self) -> bool {
        let bodies = self.methods.iter().filter_map(|method| method.body.as_ref());
        let mut sent = bodies.flat_map(BodyParam::contents);
        sent.any(|content| content.table().is_some())
    }

    /// Whether a body of a request is made of parts.
    pub(super) fn sends_parts(&self) -> bool {
        let bodies = self.methods.iter().filter_map(|method| method.body.as_ref());
        let mut sent = bodies.flat_map(BodyParam::contents);
        sent.any(|content| matches!(content.encoding, BodyEncoding::Multipart(_)))
    }

    /// Whether a whole query is a form.
    pub(super) fn queries_forms(&self) -> bool {
        self.methods.iter().any(|method| {
            let fields = method.params.iter().flat_map(|params| &params.fields);
            let mut params = method.arguments.iter().chain(fields);
            params.any(|param| matches!(param.place, ParamPlace::QueryForm(_)))
        })
    }

    /// Whether a body that its methods write or read is XML.
    #[must_use]
    pub fn is_in_xml(&self) -> bool {
        self.methods.iter().any(|method| {
            let sent = method.body.iter().flat_map(BodyParam::contents);
            let mut sent = sent.map(|content| &content.encoding);
            let mut failed = method.failures.iter().map(|(_, reading)| reading);
            sent.any(|encoding| matches!(encoding, BodyEncoding::Xml(_)))
                || method.answer.is_in_xml()
                || failed.any(|reading| matches!(reading, FailureReading::Body(_, Decode::Xml(_))))
        })
    }
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Method {
    /// The method's name.
    pub ident: Ident,
    /// The static that describes the operation.
    pub operation: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The `#[deprecated]` attribute.
    pub deprecated: Option<Deprecated>,
    /// `operationId`, or method and path.
    pub id: String,
    /// The HTTP method.
    pub verb: Verb,
    /// The path template.
    pub path: String,
    /// The server of its own, as the runtime wants it.
    pub server: Option<ir::OwnServer>,
    /// Names of the schemes: any of these, each all of those.
    pub security: Vec<Vec<String>>,
    /// The scopes, with spaces between, by the schemes whose tokens the client can get by itself.
    pub scopes: Vec<(String, String)>,
    /// Which statuses are success.
    pub success: Vec<StatusMatch>,
    /// The error responses: status and what is read.
    pub failures: Vec<(StatusMatch, FailureReading)>,
    /// The positional arguments: path parameters, then other required ones.
    pub arguments: Vec<Param>,
    /// The optional parameters.
    pub params: Option<Params>,
    /// The body.
    pub body: Option<BodyParam>,
    /// The function that checks the arguments.
    pub checks: Option<ArgumentChecks>,
    /// The header for idempotency keys, where the operation declares one.
    pub key_header: Option<String>,
    /// What the call brings.
    pub answer: Answer,
    /// The method that brings the items of all pages.
    pub pages: Option<Pages>,
}

impl Method {
    /// The types of error responses that are bodies alone.
    pub fn failed_bodies(&self) -> impl Iterator<Item = &RustType> {
        self.failures.iter().filter_map(|(_, reading)| reading.body())
    }
}

/// The HTTP method of an operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verb {
    /// One that `http::Method` has a constant for, by the name of that.
    Known(String),
    /// Another one, as it is sent.
    Named(String),
}

impl Verb {
    /// The method as it is sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) | Self::Named(name) => name,
        }
    }
}

/// The optional parameters of a method.
#[derive(Debug, Clone)]
pub struct Params {
    /// The struct's name.
    pub ident: Ident,
    /// The argument's name.
    pub argument: Ident,
    /// Finished doc lines.
    pub docs: Vec<String>,
    /// The fields; each is an `Option` of the parameter's type.
    pub fields: Vec<Param>,
    /// What `validate()` checks of them.
    pub checks: Vec<ParamCheck>,
}

/// Builds one resource: the handle and a method for each of its operations.
pub(super) fn build(index: usize, context: &Context<'_>) -> Resource {
    let names = &context.names.resources[index];
    let plan = &context.decisions.resources.resources[index];
    let methods: Vec<Method> = plan
        .operations
        .iter()
        .filter_map(|(operation, _)| method(*operation, names, context))
        .collect();
    let uses_deprecated = methods.iter().any(|method| {
        method.deprecated.is_some()
            || method.pages.as_ref().is_some_and(|pages| pages.uses_deprecated)
            || method.answer.types().any(|ty| context.is_deprecated(ty))
            || method.failed_bodies().any(|ty| context.is_deprecated(ty))
            || method
                .body
                .iter()
                .flat_map(BodyParam::types)
                .any(|ty| context.is_deprecated(ty))
            || method.arguments.iter().any(|param| context.is_deprecated(&param.ty))
            || method.params.iter().flat_map(|params| &params.fields).any(|param| {
                let default = param.default.as_ref();
                param.deprecated.is_some()
                    || context.is_deprecated(&param.ty)
                    || default.is_some_and(|default| default.uses_deprecated)
            })
    });
    Resource {
        module: names.module.clone(),
        ident: names.handle.clone(),
        accessor: names.accessor.clone(),
        docs: docs::of_resource(plan, context),
        follow_ups: follow_up::build(index, &methods, context),
        methods,
        uses_deprecated,
    }
}

fn method(operation: usize, resource: &ResourceNames, context: &Context<'_>) -> Option<Method> {
    let names = context.names.operation(operation)?;
    let api = context.api;
    let described = &api.operations[operation];
    let key_header = key_header(described, context);
    let mut arguments = Vec::new();
    let mut fields = Vec::new();
    for (index, (parameter, ident)) in described.parameters.iter().zip(&names.parameters).enumerate() {
        let mut param = param::build(parameter, ident.clone(), context);
        let value = context.decisions.defaults.parameter(operation, index);
        let thing = (parameter.wire_name.as_str(), &parameter.value.ty);
        param.default = defaults::build(thing, names.defaults[index].as_ref(), value, context);
        if key_header.as_ref() == Some(&parameter.wire_name) && !parameter.required {
            docs::append(&mut param.docs, doc_line::wrap(KEY_DOCS, doc_line::WIDTH));
        }
        if parameter.required {
            arguments.push(param);
        } else {
            fields.push(param);
        }
    }
    let params = (!fields.is_empty()).then(|| Params {
        ident: names.params.clone(),
        argument: names.params_argument.clone(),
        docs: vec![format!(
            "The optional parameters of [`{}::{}`].",
            resource.handle, names.method
        )],
        fields,
        checks: param_checks::build(described, &names.parameters, context),
    });
    let called = format!("[`{0}::{1}`]", resource.handle, names.method);
    let body = body::build(
        described,
        names,
        &format!("{}::{}", resource.handle, names.method),
        context,
    );
    let mut method = Method {
        ident: names.method.clone(),
        operation: names.constant.clone(),
        docs: Vec::new(),
        deprecated: docs::deprecated(described.deprecated.as_ref()),
        id: described
            .id
            .clone()
            .unwrap_or_else(|| format!("{} {}", described.method.as_str(), described.path)),
        verb: verb(&described.method),
        path: described.path.clone(),
        server: described.server.clone(),
        security: security(described, context),
        scopes: scopes(described, context),
        success: described.outcomes.iter().map(|outcome| outcome.status).collect(),
        failures: described
            .failures
            .iter()
            .map(|(status, id)| (*status, FailureReading::of(*id, context)))
            .collect(),
        arguments,
        params,
        body,
        checks: argument_checks::build(described, names, &called, context),
        key_header,
        answer: answer::build(described, names, &called, context),
        pages: pages::build(operation, names, context),
    };
    method.docs = docs::of_method(&method, described, resource, context);
    Some(method)
}

/// What callers should know of a key that they may leave out.
const KEY_DOCS: &str = "Without one the client makes a key of its own for each call.";

/// The headers that are for idempotency keys wherever they are declared.
const KEY_HEADERS: [&str; 2] = ["Idempotency-Key", "X-Idempotency-Key"];

/// The header for idempotency keys, where an operation needs one to be repeated and declares it.
fn key_header(operation: &Operation, context: &Context<'_>) -> Option<String> {
    let configured = context.settings.idempotency_header.as_deref();
    let is_key = |name: &str| {
        let mut known = KEY_HEADERS.into_iter().chain(configured);
        known.any(|known| known.eq_ignore_ascii_case(name))
    };
    let mut headers = operation.parameters.iter();
    let declared = headers.find(|it| it.location == ir::ParameterIn::Header && is_key(&it.wire_name))?;
    (!operation.method.is_idempotent()).then(|| declared.wire_name.clone())
}

fn verb(method: &ir::Method) -> Verb {
    match method {
        ir::Method::Other(name) => Verb::Named(name.clone()),
        known => Verb::Known(known.as_str().to_owned()),
    }
}

/// The scopes that the client asks for: where it has credentials of its own to get tokens with.
fn scopes(operation: &Operation, context: &Context<'_>) -> Vec<(String, String)> {
    let wanted = operation.security.scopes.iter().filter_map(|(id, scopes)| {
        let credential = &context.api.credentials[id.0];
        let gets = matches!(&credential.kind, ir::CredentialKind::OAuth { token_url: Some(_), .. });
        gets.then(|| (credential.name.clone(), scopes.join(" ")))
    });
    wanted.collect()
}

/// The alternatives; one that a certificate meets is met by the connection, which the table has nothing about.
fn security(operation: &Operation, context: &Context<'_>) -> Vec<Vec<String>> {
    let name = |id: &ir::CredentialId| {
        let credential = &context.api.credentials[id.0];
        (credential.kind != ir::CredentialKind::MutualTls).then(|| credential.name.clone())
    };
    let mut alternatives: Vec<Vec<String>> = Vec::new();
    for all in &operation.security.alternatives {
        let names: Vec<String> = all.iter().filter_map(name).collect();
        if !alternatives.contains(&names) {
            alternatives.push(names);
        }
    }
    alternatives
}
