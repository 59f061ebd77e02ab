//! Makes calls with given values, each by the typed method of its operation.
//!
//! Standard input has one call in a line, as JSON; each line is answered by one.

use std::io::{BufRead, Write};
use std::time::Duration;

use serde_json::{Map, Value, json as object};

use crate::runtime::http::{Builder, Bytes, Call, Core, Error, File, Response};
use crate::runtime::json::{self, FromJson, ToJson};
use crate::runtime::pages::Pages;
use crate::runtime::stream::{EventStream, JsonLines};

/// What a call is given.
pub struct Given(Value);

/// What came of a call, or why none was made.
pub type Came = Result<Value, String>;
/// The body of a documented error as JSON, if it is of a certain type.
pub type Documented = fn(&Error) -> Option<String>;

/// The typed headers of an answer as texts.
pub type Headers<T> = fn(&Response<T>) -> Vec<(&'static str, Option<String>)>;

impl Given {
    pub fn client<C: From<Core>>(&self, builder: Builder<C>) -> Result<C, String> {
        let limit = Duration::from_secs(5);
        let mut builder = builder.base_url(self.text("base_url")).retries(0).timeout(limit).idle_timeout(limit);
        for (name, secret) in self.0["credentials"].as_object().into_iter().flatten() {
            builder = builder.credential(name, secret.as_str().unwrap_or_default().to_owned());
        }
        builder.build().map_err(|error| format!("no client: {error}"))
    }

    pub fn argument<T: FromJson>(&self, name: &str) -> Result<T, String> {
        let value = self.0["arguments"].get(name);
        let text = value.map_or_else(|| "null".to_owned(), Value::to_string);
        json::from_slice(text.as_bytes()).map_err(|error| format!("no argument {name}, given {text}: {error}"))
    }

    /// Fills a field, if there is a value for it.
    pub fn fill<T: FromJson>(&self, field: &mut T, name: &str) -> Result<(), String> {
        if self.0["arguments"].get(name).is_some() {
            *field = self.argument(name)?;
        }
        Ok(())
    }

    pub fn json_body<T: FromJson>(&self) -> Result<T, String> {
        let text = if self.0.get("body").is_some() { self.bytes() } else { b"null".to_vec() };
        json::from_slice(&text).map_err(|error| format!("no body: {error}"))
    }

    /// The body as text or as bytes.
    pub fn raw_body<T: From<String>>(&self) -> Result<T, String> {
        String::from_utf8(self.bytes()).map(T::from).map_err(|_| "no text".to_owned())
    }

    pub fn bytes_body<T: From<Vec<u8>>>(&self) -> Result<T, String> {
        Ok(T::from(self.bytes()))
    }

    /// Says of files what they are called and what they are, as far as that is given.
    pub fn tell(&self, field: &mut impl Files, part: &str) {
        let mut given = self.0["files"][part].as_array().into_iter().flatten();
        field.each(&mut |file| {
            let Some(given) = given.next() else { return };
            for (key, tell) in [("name", File::named as fn(File, String) -> File), ("content_type", File::content_type)] {
                if let Some(text) = given[key].as_str() {
                    *file = tell(file.clone(), text.to_owned());
                }
            }
        });
    }

    fn bytes(&self) -> Vec<u8> {
        let bytes = self.0["body"].as_array().into_iter().flatten();
        bytes.filter_map(|byte| byte.as_u64()?.try_into().ok()).collect()
    }

    fn text(&self, name: &str) -> String {
        self.0[name].as_str().unwrap_or_default().to_owned()
    }
}

/// Files in a field.
pub trait Files {
    fn each(&mut self, tell: &mut dyn FnMut(&mut File));
}

impl Files for File {
    fn each(&mut self, tell: &mut dyn FnMut(&mut File)) {
        tell(self);
    }
}

impl<T: Files> Files for Option<T> {
    fn each(&mut self, tell: &mut dyn FnMut(&mut File)) {
        self.iter_mut().for_each(|files| files.each(tell));
    }
}

impl<T: Files> Files for Vec<T> {
    fn each(&mut self, tell: &mut dyn FnMut(&mut File)) {
        self.iter_mut().for_each(|files| files.each(tell));
    }
}

pub async fn empty(call: Call<()>, documented: &[Documented], headers: Headers<()>) -> Came {
    answer(call, documented, headers, |()| Ok(Map::new())).await
}

pub async fn text(call: Call<String>, documented: &[Documented], headers: Headers<String>) -> Came {
    answer(call, documented, headers, |text| Ok(member("bytes", text.into_bytes().into()))).await
}

pub async fn bytes(call: Call<Bytes>, documented: &[Documented], headers: Headers<Bytes>) -> Came {
    answer(call, documented, headers, |bytes| Ok(member("bytes", bytes.to_vec().into()))).await
}

pub async fn json<T: ToJson>(call: Call<T>, documented: &[Documented], headers: Headers<T>) -> Came {
    answer(call, documented, headers, |value| match value.is_absent() {
        true => Ok(Map::new()),
        false => Ok(member("json", written(&value)?.into())),
    })
    .await
}

pub async fn events<T: ToJson>(call: Call<EventStream<T>>, documented: &[Documented], headers: Headers<EventStream<T>>) -> Came {
    let response = match call.send().await {
        Ok(response) => response,
        Err(error) => return Ok(failure(&error, documented)),
    };
    let status = response.status().as_u16();
    let headers = shown_headers(headers(&response));
    let mut stream = response.into_body();
    let mut events = Vec::new();
    while let Some(event) = stream.next().await {
        let event = event.map_err(|error| shown(&error))?;
        events.push(Value::from(written(&event)?));
    }
    Ok(object!({ "status": status, "headers": headers, "events": events, "last_id": stream.last_event_id() }))
}

/// All pages of a list.
pub async fn pages<T: ToJson>(mut pages: Pages<T>) -> Came {
    let mut all = Vec::new();
    while let Some(page) = pages.next().await {
        let page = page.map_err(|error| shown(&error))?;
        all.push(object!({ "status": page.status().as_u16(), "json": written(page.body())? }));
    }
    Ok(object!({ "pages": all }))
}

async fn answer<T>(
    call: Call<T>,
    documented: &[Documented],
    headers: Headers<T>,
    value: fn(T) -> Result<Map<String, Value>, String>,
) -> Came {
    match call.send().await {
        Ok(response) => {
            let status = response.status().as_u16();
            let headers = shown_headers(headers(&response));
            let mut members = value(response.into_body())?;
            members.insert("status".to_owned(), status.into());
            members.insert("headers".to_owned(), headers);
            Ok(Value::Object(members))
        }
        Err(error) => Ok(failure(&error, documented)),
    }
}

fn failure(error: &Error, documented: &[Documented]) -> Value {
    let body = documented.iter().find_map(|body| body(error));
    let status = error.status().map(|status| status.as_u16());
    object!({ "error": shown(error), "kind": format!("{:?}", error.kind()), "status": status, "json": body })
}

fn shown_headers(headers: Vec<(&str, Option<String>)>) -> Value {
    headers.into_iter().map(|(name, value)| (name.to_owned(), Value::from(value))).collect()
}

/// The body of a documented error, if it is of this type.
pub fn documented<T: ToJson + 'static>(error: &Error) -> Option<String> {
    error.body::<T>().and_then(|body| written(body).ok())
}

fn member(name: &str, value: Value) -> Map<String, Value> {
    [(name.to_owned(), value)].into_iter().collect()
}

fn written(value: &dyn ToJson) -> Result<String, String> {
    json::to_string(value).map_err(|error| error.to_string())
}

/// An error with its causes.
fn shown(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(Some(error), |error| error.source());
    causes.map(ToString::to_string).collect::<Vec<_>>().join(": ")
}

/// Answers all lines by what `call` makes of the number of a call and what it is given.
pub fn answer_all(call: impl AsyncFn(u64, &Given) -> Came) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    for line in std::io::stdin().lock().lines().map_while(Result::ok) {
        let given = Given(serde_json::from_str(&line).expect("a line is JSON"));
        let number = given.0["call"].as_u64().unwrap_or(u64::MAX);
        let came = runtime.block_on(call(number, &given));
        let came = came.unwrap_or_else(|fault| object!({ "fault": fault }));
        let mut out = std::io::stdout().lock();
        // Each by itself: what was answered before a crash is not lost.
        if writeln!(out, "{came}").and_then(|()| out.flush()).is_err() {
            return;
        }
    }
}
