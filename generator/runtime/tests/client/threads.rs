//! What may go to another thread: nearly all of it. These are promises to programs that spawn
//! tasks, checked by the compiler.

use crate::support::{Client, GET, client};
use kiln_runtime::http::{
    Builder, Bytes, Call, ChunkFuture, Chunks, CredentialFuture, CredentialProvider,
    Error, File, Middleware, OpenBody, Pending, PendingResponse, RequestBody,
    ReqwestTransport, Response, ResponseBody, Transport, TransportError,
    TransportFuture, decode,
};
use kiln_runtime::oauth::OAuth;
use kiln_runtime::pages::{Items, Pages};
use kiln_runtime::stream::{EventStream, JsonLines};
use kiln_runtime::testing::{Answer, MemoryTransport};
use std::cell::Cell;
use std::rc::Rc;

fn shared<T: Clone + Send + Sync + Unpin + 'static>() {}
fn sent<T: Send + Unpin + 'static>() {}
fn both<T: Send + Sync + ?Sized>() {}
fn is_sent<T: Send>(value: T) -> T {
    value
}

/// What a program may decode that stays where it is.
type Local = Rc<Cell<i64>>;

#[test]
fn clients_are_shared_and_what_they_bring_is_sent() {
    shared::<Client>();
    shared::<ReqwestTransport>();
    shared::<MemoryTransport>();
    shared::<Answer>();
    shared::<OAuth>();
    shared::<File>();
    sent::<Builder<Client>>();
    sent::<Call<i64>>();
    sent::<Response<i64>>();
    sent::<OpenBody>();
    sent::<RequestBody>();
    sent::<ResponseBody>();
    both::<Error>();
    both::<TransportError>();
    sent::<Error>();
    both::<dyn Transport>();
    both::<dyn Middleware>();
    both::<dyn CredentialProvider>();
}

#[test]
fn futures_and_streams_are_sent_whatever_they_bring() {
    // The value is made when the future is ready, and is in none of these before.
    sent::<Call<Local>>();
    sent::<Pending<Local>>();
    sent::<PendingResponse<Local>>();
    sent::<EventStream<Local>>();
    sent::<JsonLines<Local>>();
    sent::<Pages<Local>>();
    // Items are kept, those of a page.
    sent::<Items<Local, i64>>();
    sent::<TransportFuture<'static>>();
    sent::<ChunkFuture<'static>>();
    sent::<CredentialFuture<'static>>();
    sent::<Box<dyn Chunks>>();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_task_awaits_can_move_between_threads() {
    let script = crate::support::Script::new(&[crate::support::status(200)]);
    let client = client(&script);
    let task = is_sent(async move {
        let mut body =
            is_sent(client.call(&GET, decode::bytes).stream()).await?.into_body();
        let mut all = Vec::new();
        while let Some(chunk) = is_sent(body.chunk()).await? {
            all.extend_from_slice(&chunk);
        }
        Ok::<Bytes, Error>(all.into())
    });
    let body = tokio::spawn(task).await.expect("no panic").expect("200");
    assert!(body.is_empty());
}
