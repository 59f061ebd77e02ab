//! The document as the server sees it: operations, what they take and what they answer.
//!
//! ```yaml
//! paths:
//!   /browsers:
//!     post:
//!       security: [{ bearerAuth: [] }]
//!       requestBody: { content: { application/json: { schema: … } } }
//!       responses: { '200': …, '429': { $ref: '#/components/responses/TooManyRequests' } }
//! ```
//!
//! Read with `yaml_serde` into a [`Value`], not with kiln's own reader: this is the independent witness. Covers what
//! the document uses: JSON bodies, bearer authentication, responses by exact status code. A document that asks for
//! more (another body type, another security scheme, status ranges) is refused when it is read, so that nothing goes
//! unchecked unnoticed. Parameters are not checked: the document has none besides the path.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::LazyLock;

use http::{HeaderMap, Method};
use jsonschema::Validator;
use serde_json::Value;

use crate::check::{JSON, check_header, check_json, content_type, is_bearer};
use crate::recorded::Recorded;
use crate::schema::Schemas;

/// Methods of a path item; its other keys are not operations.
const METHODS: [Method; 8] = [
    Method::GET,
    Method::PUT,
    Method::POST,
    Method::DELETE,
    Method::OPTIONS,
    Method::HEAD,
    Method::PATCH,
    Method::TRACE,
];

/// The document cannot serve as the server's script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentError {
    place: String,
    message: String,
}

impl DocumentError {
    /// An error with the place in the document that it is about.
    pub(crate) fn new(place: impl Into<String>, message: impl fmt::Display) -> Self {
        Self {
            place: place.into(),
            message: message.to_string(),
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

impl std::error::Error for DocumentError {}

/// All operations of a document.
#[derive(Debug)]
pub struct Document {
    operations: Vec<Operation>,
}

/// One operation: what a request must be and what an answer must be.
#[derive(Debug)]
pub struct Operation {
    method: Method,
    path: String,
    bearer: bool,
    body: Option<RequestBody>,
    answers: BTreeMap<u16, AnswerShape>,
}

#[derive(Debug)]
struct RequestBody {
    required: bool,
    schema: Validator,
}

#[derive(Debug)]
struct AnswerShape {
    body: Option<Validator>,
    headers: Vec<(String, Validator)>,
}

impl Document {
    /// The document of this project, `spec/kernel.yaml`, read once per process.
    ///
    /// # Errors
    ///
    /// The document is malformed or asks for something that the server does not play.
    pub fn kernel() -> Result<&'static Self, DocumentError> {
        static KERNEL: LazyLock<Result<Document, DocumentError>> =
            LazyLock::new(|| Document::read(include_str!("../../spec/kernel.yaml")));
        KERNEL.as_ref().map_err(Clone::clone)
    }

    /// Reads a document.
    ///
    /// # Errors
    ///
    /// The document is malformed or asks for something that the server does not play.
    pub fn read(yaml: &str) -> Result<Self, DocumentError> {
        let root: Value = serde_yaml::from_str(yaml).map_err(|error| DocumentError::new("document", error))?;
        let reader = Reader {
            schemas: Schemas::new(&root)?,
            root: &root,
        };
        let mut operations = Vec::new();
        for (path, item) in members(&root, "paths") {
            for method in METHODS {
                if let Some(operation) = item.get(method.as_str().to_lowercase()) {
                    operations.push(reader.operation(method, path, operation)?);
                }
            }
        }
        Ok(Self { operations })
    }

    /// The operation that a request is for.
    ///
    /// # Errors
    ///
    /// The document has no such path, or not with this method; the text says which.
    pub fn operation(&self, method: &Method, path: &str) -> Result<&Operation, String> {
        let mut of_path = self
            .operations
            .iter()
            .filter(|operation| matches(&operation.path, path))
            .peekable();
        if of_path.peek().is_none() {
            return Err(format!("the document has no path {path}"));
        }
        of_path
            .find(|operation| operation.method == method)
            .ok_or_else(|| format!("the document has no {method} for the path {path}"))
    }
}

impl Operation {
    /// Everything in which a request differs from the document.
    #[must_use]
    pub fn check_request(&self, request: &Recorded) -> Vec<String> {
        let mut found = Vec::new();
        if self.bearer && !request.header("authorization").is_some_and(is_bearer) {
            found.push("the Authorization header must be `Bearer` and a token".to_owned());
        }
        if request.body.is_empty() {
            if self.body.as_ref().is_some_and(|body| body.required) {
                found.push("the body is required".to_owned());
            }
            return found;
        }
        found.extend(content_type(&request.headers));
        match &self.body {
            None => found.push("the operation takes no body".to_owned()),
            Some(body) => found.extend(check_json(&body.schema, &request.body)),
        }
        found
    }

    /// Everything in which an answer differs from the document.
    #[must_use]
    pub fn check_answer(&self, status: u16, headers: &HeaderMap, body: &[u8]) -> Vec<String> {
        let Some(shape) = self.answers.get(&status) else {
            return vec![format!("the document has no response {status}")];
        };
        let mut found = Vec::new();
        for (name, schema) in &shape.headers {
            if let Some(value) = headers.get(name) {
                let reasons = check_header(schema, &String::from_utf8_lossy(value.as_bytes()));
                found.extend(reasons.into_iter().map(|reason| format!("header {name}: {reason}")));
            }
        }
        match &shape.body {
            Some(schema) => {
                found.extend(content_type(headers));
                found.extend(check_json(schema, body));
            }
            None if body.is_empty() => {}
            None => found.push("the response has no body".to_owned()),
        }
        found
    }
}

/// The root of a document while its operations are read.
struct Reader<'a> {
    root: &'a Value,
    schemas: Schemas,
}

impl Reader<'_> {
    fn operation(&self, method: Method, path: &str, operation: &Value) -> Result<Operation, DocumentError> {
        let place = format!("{method} {path}");
        let body = match operation.get("requestBody") {
            None => None,
            Some(body) => {
                let body = self.resolved(&place, body)?;
                let required = body.get("required").and_then(Value::as_bool).unwrap_or(false);
                let schema = self
                    .json_body(&format!("{place}: request body"), body)?
                    .ok_or_else(|| DocumentError::new(&place, "the request body has no content"))?;
                Some(RequestBody { required, schema })
            }
        };
        let mut answers = BTreeMap::new();
        for (status, response) in members(operation, "responses") {
            let place = format!("{place}: response {status}");
            let code = status
                .parse()
                .map_err(|_| DocumentError::new(&place, "only exact status codes are played"))?;
            answers.insert(code, self.answer(&place, response)?);
        }
        Ok(Operation {
            bearer: self.needs_bearer(&place, operation)?,
            method,
            path: path.to_owned(),
            body,
            answers,
        })
    }

    fn answer(&self, place: &str, response: &Value) -> Result<AnswerShape, DocumentError> {
        let response = self.resolved(place, response)?;
        let mut headers = Vec::new();
        for (name, header) in members(response, "headers") {
            let place = format!("{place}: header {name}");
            let schema = self
                .resolved(&place, header)?
                .get("schema")
                .unwrap_or(&Value::Bool(true));
            headers.push((name.clone(), self.schemas.compile(&place, schema)?));
        }
        Ok(AnswerShape {
            body: self.json_body(place, response)?,
            headers,
        })
    }

    /// The schema of the one JSON body of a request or response; `None` when there is no body.
    fn json_body(&self, place: &str, owner: &Value) -> Result<Option<Validator>, DocumentError> {
        let mut body = None;
        for (media_type, content) in members(owner, "content") {
            if media_type != JSON {
                return Err(DocumentError::new(
                    place,
                    format!("the media type {media_type} is not played"),
                ));
            }
            body = Some(
                self.schemas
                    .compile(place, content.get("schema").unwrap_or(&Value::Bool(true)))?,
            );
        }
        Ok(body)
    }

    /// Whether the operation asks for a bearer token. Only requirements of that one kind are understood.
    fn needs_bearer(&self, place: &str, operation: &Value) -> Result<bool, DocumentError> {
        let requirements = operation
            .get("security")
            .or_else(|| self.root.get("security"))
            .and_then(Value::as_array);
        let mut bearer = false;
        for name in requirements
            .into_iter()
            .flatten()
            .filter_map(Value::as_object)
            .flat_map(|one| one.keys())
        {
            let scheme = self.root.pointer(&format!("/components/securitySchemes/{name}/scheme"));
            if scheme.and_then(Value::as_str) != Some("bearer") {
                return Err(DocumentError::new(
                    place,
                    format!("the security scheme {name} is not played"),
                ));
            }
            bearer = true;
        }
        Ok(bearer)
    }

    /// The object behind a reference inside the document, or the object itself.
    fn resolved<'v>(&'v self, place: &str, value: &'v Value) -> Result<&'v Value, DocumentError> {
        let Some(target) = value.get("$ref").and_then(Value::as_str) else {
            return Ok(value);
        };
        target
            .strip_prefix('#')
            .and_then(|pointer| self.root.pointer(pointer))
            .ok_or_else(|| DocumentError::new(place, format!("nothing stands at {target}")))
    }
}

/// The members of an object that is itself an optional member.
fn members<'v>(owner: &'v Value, key: &str) -> impl Iterator<Item = (&'v String, &'v Value)> {
    owner.get(key).and_then(Value::as_object).into_iter().flatten()
}

/// Whether a path has the form of a template: `{…}` stands for one segment that is not empty.
fn matches(template: &str, path: &str) -> bool {
    let mut segments = path.split('/');
    template.split('/').all(|expected| {
        let variable = expected.starts_with('{') && expected.ends_with('}');
        segments
            .next()
            .is_some_and(|found| if variable { !found.is_empty() } else { found == expected })
    }) && segments.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(paths: &str) -> String {
        Document::read(paths)
            .expect_err("the server does not play this")
            .to_string()
    }

    #[test]
    fn the_document_of_the_project_is_read_completely() {
        let document = Document::kernel().expect("spec/kernel.yaml can be played");
        let create = document
            .operation(&Method::POST, "/browsers")
            .expect("the operation is there");
        assert!(create.bearer);
        assert!(create.body.as_ref().is_some_and(|body| !body.required));
        assert_eq!(
            create.answers.keys().copied().collect::<Vec<_>>(),
            [200, 400, 401, 403, 429, 500, 529]
        );
        assert_eq!(create.answers[&429].headers.len(), 1);
    }

    #[test]
    fn an_unknown_path_and_an_unknown_method_are_told_apart() {
        let document = Document::kernel().expect("spec/kernel.yaml can be played");
        let path = document
            .operation(&Method::POST, "/browsers/")
            .expect_err("a trailing slash is another path");
        assert_eq!(path, "the document has no path /browsers/");
        let method = document
            .operation(&Method::GET, "/browsers")
            .expect_err("there is no GET");
        assert_eq!(method, "the document has no GET for the path /browsers");
    }

    #[test]
    fn a_template_stands_for_one_segment() {
        assert!(matches("/browsers/{id}", "/browsers/x%2Fy"));
        assert!(!matches("/browsers/{id}", "/browsers/"));
        assert!(!matches("/browsers/{id}", "/browsers/x/y"));
        assert!(!matches("/browsers/{id}/replays", "/browsers/x"));
    }

    #[test]
    fn what_the_server_does_not_play_is_refused() {
        let range = "paths: { /a: { get: { responses: { '4XX': { description: x } } } } }";
        assert_eq!(
            refusal(range),
            "GET /a: response 4XX: only exact status codes are played"
        );
        let text = "paths: { /a: { get: { responses: { '200': { content: { text/plain: {} } } } } } }";
        assert_eq!(
            refusal(text),
            "GET /a: response 200: the media type text/plain is not played"
        );
        let scheme = "paths: { /a: { get: { security: [{ key: [] }], responses: {} } } }";
        assert_eq!(refusal(scheme), "GET /a: the security scheme key is not played");
        let dangling = "paths: { /a: { get: { responses: { '200': { $ref: '#/nowhere' } } } } }";
        assert_eq!(refusal(dangling), "GET /a: response 200: nothing stands at #/nowhere");
    }
}
