// kiln-runtime: support code, copied unchanged into generated crates.
//! From page to page: what is requested next, and when there is no more.
//!
//! | a page says | what follows |
//! | --- | --- |
//! | there is no more | the end, even if it has a next position |
//! | a next position | the page there, even if this one has no items |
//! | there is more, and no position | an error |
//! | a position that was requested before | an error |
//! | neither | the end; an error where a header should say it |
//!
//! A position is a cursor, an offset, a URL or a number of a page. Encoders leave out
//! what is false, so a property for "more" may be absent; a header that is absent was lost
//! on the way.

use super::super::http::{Error, Outcome, Repeat, Reply, text_of};
use super::super::json::Value;
use super::{Input, Next, Paging, Source, find, link};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::task::{Context, Poll, ready};

/// The way through the pages of one list.
#[derive(Debug)]
pub(super) struct Walk {
    pub(super) call: Repeat,
    paging: &'static Paging,
    /// How a body becomes the JSON in which positions are looked up, where it is none.
    pub(super) json: Option<ToJson>,
    state: State,
    /// The positions so far, as hashes: cursors can be long.
    seen: HashSet<u64>,
}

#[derive(Debug)]
enum State {
    /// The next page can be requested.
    Ready,
    /// The last page does not lead to another.
    Broken(Error),
    /// A page did not come.
    Failed,
    Over,
}

/// From a body that is no JSON to the JSON of the same meaning.
pub(super) type ToJson = fn(&[u8]) -> Option<Vec<u8>>;

/// What is wrong: the end of a sentence.
type Problem = &'static str;

const STUCK: Problem = "its position is one that was requested before";
const LOST: Problem = "there is more, but the answer does not say where";
const TOO_FAR: Problem = "its number is larger than numbers can be";

impl Walk {
    pub(super) fn new(call: Repeat, paging: &'static Paging) -> Self {
        Self { call, paging, json: None, state: State::Ready, seen: HashSet::new() }
    }

    /// The answer with the next page; nothing at the end and after an error.
    pub(super) fn poll(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Outcome, Error>>> {
        match &self.state {
            State::Ready => {}
            State::Failed | State::Over => return Poll::Ready(None),
            State::Broken(_) => {
                return match std::mem::replace(&mut self.state, State::Over) {
                    State::Broken(error) => Poll::Ready(Some(Err(error))),
                    _ => Poll::Ready(None),
                };
            }
        }
        let result = ready!(self.call.poll(cx));
        if result.is_err() {
            self.fail();
        }
        Poll::Ready(Some(result))
    }

    /// Says that the last page was of no use.
    pub(super) fn fail(&mut self) {
        self.state = State::Failed;
    }

    /// Lets the page that did not come be requested again.
    pub(super) fn resume(&mut self) {
        if matches!(self.state, State::Failed) {
            self.state = State::Ready;
        }
    }

    /// Goes to the page that follows the one in this answer.
    pub(super) fn advance(&mut self, reply: Reply) {
        let json = self.json.map(|json| json(reply.body()).unwrap_or_default());
        let page = Page { reply: &reply, body: json.as_deref().unwrap_or(reply.body()) };
        self.state = match self.step(&page) {
            Ok(true) => State::Ready,
            Ok(false) => State::Over,
            Err(problem) => State::Broken(self.call.error(problem, reply)),
        };
    }

    /// Whether there is another page, which is then the next one to be requested.
    fn step(&mut self, page: &Page<'_>) -> Result<bool, Problem> {
        let more = match self.paging.more {
            Some(source) => page.flag(source)?,
            None => None,
        };
        if more == Some(false) {
            return Ok(false);
        }
        match self.paging.next {
            Next::Page { to, start } => {
                if more.is_none() && find::count(page.body, self.paging.items) == 0 {
                    return Ok(false);
                }
                let number = self.number(to, start)?;
                self.go(to, number.checked_add(1).ok_or(TOO_FAR)?.into())
            }
            Next::Offset { to, start } => {
                let count = find::count(page.body, self.paging.items);
                if count == 0 {
                    return if more.is_none() { Ok(false) } else { Err(STUCK) };
                }
                let offset = self.number(to, start)?;
                self.go(to, offset.checked_add(count).ok_or(TOO_FAR)?.into())
            }
            Next::OffsetFrom { from, to } => {
                let Some(value) = page.found(from) else { return self.end(more) };
                let offset = number(&value).ok_or("its offset is no number")?;
                if offset == 0 {
                    return Ok(false);
                }
                if offset <= self.number(to, 0)? {
                    return Err("its offset is not behind that of this page");
                }
                self.go(to, offset.into())
            }
            Next::Cursor { from, to } => match page.found(from) {
                Some(cursor) => {
                    if let Some(current) = self.position(to) {
                        self.remember(&current);
                    }
                    self.remember(&cursor).then_some(()).ok_or(STUCK)?;
                    self.go(to, cursor)
                }
                None => self.end(more),
            },
            Next::Url(from) => match page.found(from) {
                Some(Value::String(url)) => self.follow(&url),
                Some(_) => Err("its URL is no text"),
                None => self.end(more),
            },
            Next::Link => match link::next(page.reply.headers()) {
                Some(url) => self.follow(&url),
                None => self.end(more),
            },
        }
    }

    /// What it means that there is no next position.
    fn end(&self, more: Option<bool>) -> Result<bool, Problem> {
        match (more, self.paging.more) {
            (Some(true), _) => Err(LOST),
            (None, Some(Source::Header(_))) => {
                Err("the answer says neither whether there is one nor where")
            }
            _ => Ok(false),
        }
    }

    /// Makes the next request for a position.
    fn go(&mut self, to: Input, position: Value) -> Result<bool, Problem> {
        if let Input::Body(pointer) = to {
            let mut body = self.call.json().unwrap_or_default();
            find::set(&mut body, pointer, position);
            self.call.set_json(&body);
            return Ok(true);
        }
        let text =
            text_of(&position).ok_or("its position is neither text nor number")?;
        match to {
            Input::Query(name) => self.call.set_query(name, &text),
            Input::Header(name) => self.call.set_header(name, &text),
            Input::Body(_) => {}
        }
        Ok(true)
    }

    /// Makes the next request for a URL.
    fn follow(&mut self, url: &str) -> Result<bool, Problem> {
        if let Some(current) = self.call.url() {
            self.remember(&Value::from(current));
        }
        self.call.set_url(url)?;
        match self.call.url() {
            Some(next) if !self.remember(&Value::from(next.as_str())) => Err(STUCK),
            _ => Ok(true),
        }
    }

    /// Whether a position is a new one.
    fn remember(&mut self, position: &Value) -> bool {
        let mut hasher = DefaultHasher::new();
        // The number 5 and the text "5" are one position in a query.
        text_of(position).unwrap_or_else(|| position.to_string()).hash(&mut hasher);
        self.seen.insert(hasher.finish())
    }

    /// The position that was requested last.
    fn position(&self, to: Input) -> Option<Value> {
        let position = match to {
            Input::Query(name) => self.call.query(name).map(Value::from),
            Input::Header(name) => self.call.header(name).map(Value::from),
            Input::Body(pointer) => {
                let body = self.call.json()?;
                find::value(body.to_string().as_bytes(), pointer)
            }
        };
        position.filter(|position| !is_nothing(position))
    }

    /// The number that was requested last, or that of the first page.
    fn number(&self, to: Input, start: u64) -> Result<u64, Problem> {
        match self.position(to) {
            None => Ok(start),
            Some(position) => {
                number(&position).ok_or("the position of this page is no number")
            }
        }
    }
}

/// An answer with a page.
struct Page<'a> {
    reply: &'a Reply,
    /// Its body as JSON.
    body: &'a [u8],
}

impl Page<'_> {
    /// What the answer has at a place; nothing where that is absent, null or empty.
    fn found(&self, source: Source) -> Option<Value> {
        let value = match source {
            Source::Body(pointer) => find::value(self.body, pointer),
            Source::Header(name) => self.reply.header::<String>(name).map(Value::from),
        };
        value.filter(|value| !is_nothing(value))
    }

    /// What the answer says on whether there is more; nothing where it does not say it.
    fn flag(&self, source: Source) -> Result<Option<bool>, Problem> {
        let Some(value) = self.found(source) else { return Ok(None) };
        let word = text_of(&value).map(|word| word.to_ascii_lowercase());
        match word.as_deref() {
            Some("true" | "1") => Ok(Some(true)),
            Some("false" | "0") => Ok(Some(false)),
            _ => Err("what says whether there is one is neither true nor false"),
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    value.is_null() || value.as_str().is_some_and(str::is_empty)
}

fn number(value: &Value) -> Option<u64> {
    text_of(value)?.trim().parse().ok()
}
