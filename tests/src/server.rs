//! The server: a port on loopback, a thread that serves it, and the record of what happened.
//!
//! The server runs on a thread and a runtime of its own. So it works from asynchronous and from blocking tests, does
//! not depend on how the test's runtime is driven, and can be dropped anywhere.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::oneshot;

use crate::answer::{Answer, Cut};
use crate::connection;
use crate::document::{Document, DocumentError};
use crate::recorded::{Recorded, Violation};

/// How long the thread may take until it listens.
const START_LIMIT: Duration = Duration::from_secs(10);
/// Connections that may wait to be accepted.
const BACKLOG: u32 = 128;

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The document cannot be played.
    #[error("the document cannot be played")]
    Document(#[from] DocumentError),
    /// No port, no thread or no runtime was to be had.
    #[error("the server could not be started")]
    Io(#[from] io::Error),
}

/// A port that refuses connections until the server is opened on it.
///
/// The port is bound all the time, so nobody else can get it; a client sees the same as with a server that is down.
#[derive(Debug)]
pub struct Reserved {
    socket: TcpSocket,
    address: SocketAddr,
}

impl Reserved {
    /// The address of the server to come, `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Opens the server with its script.
    ///
    /// # Errors
    ///
    /// The document cannot be played, or the system has no thread or runtime for the server.
    pub fn open(self, answers: impl IntoIterator<Item = Answer>) -> Result<Server, StartError> {
        let document = Document::kernel()?;
        let shared = Arc::new(Shared {
            script: answers.into_iter().collect(),
            ..Shared::default()
        });
        let (stop, stopped) = oneshot::channel();
        let (ready, listens) = mpsc::sync_channel(1);
        let theirs = Arc::clone(&shared);
        let thread = thread::Builder::new().name("kernel-server".to_owned()).spawn(move || {
            let outcome = run(self.socket, &theirs, document, &ready, stopped);
            // Only an error of starting is of interest; then the receiver is still there.
            if let Err(error) = outcome {
                let _ = ready.send(Err(error));
            }
        })?;
        let server = Server {
            address: self.address,
            shared,
            stop: Some(stop),
            thread: Some(thread),
        };
        listens.recv_timeout(START_LIMIT).map_err(io::Error::other)??;
        Ok(server)
    }
}

/// A running server; dropping it ends it.
///
/// # Panics
///
/// When dropped with violations that the test did not take, unless the thread is panicking already: a test that does
/// not look at them fails.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    /// Starts a server on a free port of loopback. Answers are used in their order, the last one repeats.
    ///
    /// # Errors
    ///
    /// The document cannot be played, or the system has no port, thread or runtime for the server.
    pub fn start(answers: impl IntoIterator<Item = Answer>) -> Result<Self, StartError> {
        Self::reserve()?.open(answers)
    }

    /// Reserves a port that refuses connections for now.
    ///
    /// # Errors
    ///
    /// The system has no port.
    pub fn reserve() -> io::Result<Reserved> {
        let socket = TcpSocket::new_v4()?;
        socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))?;
        let address = socket.local_addr()?;
        Ok(Reserved { socket, address })
    }

    /// The address of the server, `http://127.0.0.1:<port>`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The address as a socket address, for clients that speak TCP.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// How often a client began a request, those included that were cut before they were read.
    #[must_use]
    pub fn hits(&self) -> usize {
        self.shared.log().hits
    }

    /// The requests that were read, in the order of their arrival.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        self.shared.log().requests.clone()
    }

    /// How many connections were accepted.
    #[must_use]
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }

    /// The violations so far that were not taken.
    #[must_use]
    pub fn violations(&self) -> Vec<Violation> {
        self.shared.log().violations.clone()
    }

    /// Takes the violations so far: the test expects them.
    #[must_use = "a test that takes violations says which it expects"]
    pub fn take_violations(&self) -> Vec<Violation> {
        std::mem::take(&mut self.shared.log().violations)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Both fail only if the thread has ended already.
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        let violations: Vec<String> = self.violations().iter().map(ToString::to_string).collect();
        assert!(
            violations.is_empty() || thread::panicking(),
            "violations of spec/kernel.yaml that the test did not take:\n{}",
            violations.join("\n")
        );
    }
}

/// What the connections and the handle share.
#[derive(Debug, Default)]
pub(crate) struct Shared {
    script: Vec<Answer>,
    connections: AtomicUsize,
    log: Mutex<Log>,
}

#[derive(Debug, Default)]
struct Log {
    requests: Vec<Recorded>,
    violations: Vec<Violation>,
    hits: usize,
    used: usize,
}

impl Shared {
    /// Puts a request on record.
    pub(crate) fn record(&self, request: &Recorded) {
        let mut log = self.log();
        log.hits += 1;
        log.requests.push(request.clone());
    }

    /// Counts a request that could not be put on record.
    pub(crate) fn hit(&self) {
        self.log().hits += 1;
    }

    /// Puts a violation on record.
    pub(crate) fn violation(&self, violation: Violation) {
        self.log().violations.push(violation);
    }

    /// Whether the next answer is a cut before reading; if so, it is used up and counted.
    pub(crate) fn cuts_before_reading(&self) -> bool {
        let mut log = self.log();
        let cuts = self
            .script
            .get(self.index(&log))
            .is_some_and(|next| next.cut == Some(Cut::BeforeReading));
        if cuts {
            log.hits += 1;
            log.used += 1;
        }
        cuts
    }

    /// Uses the next answer up; `None` only with an empty script.
    pub(crate) fn next_answer(&self) -> Option<Answer> {
        let mut log = self.log();
        let answer = self.script.get(self.index(&log)).cloned();
        log.used += 1;
        answer
    }

    /// The place of the next answer in the script; the last answer repeats.
    fn index(&self, log: &Log) -> usize {
        log.used.min(self.script.len().saturating_sub(1))
    }

    fn log(&self) -> MutexGuard<'_, Log> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Listens and serves until stopped.
fn run(
    socket: TcpSocket,
    shared: &Arc<Shared>,
    document: &'static Document,
    ready: &mpsc::SyncSender<io::Result<()>>,
    stopped: oneshot::Receiver<()>,
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = socket.listen(BACKLOG)?;
        // If nobody waits any more, the other half of `stopped` is gone too and ends the loop below.
        let _ = ready.send(Ok(()));
        tokio::select! {
            _ = stopped => Ok(()),
            error = accept(&listener, shared, document) => Err(error),
        }
    })
    // Dropping the runtime here ends every connection.
}

/// Accepts connections until that fails.
async fn accept(listener: &TcpListener, shared: &Arc<Shared>, document: &'static Document) -> io::Error {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                // A test measures pauses; the system must not add its own to small writes.
                if stream.set_nodelay(true).is_err() {
                    continue;
                }
                let number = shared.connections.fetch_add(1, Ordering::SeqCst) + 1;
                tokio::spawn(connection::serve(stream, number, Arc::clone(shared), document));
            }
            Err(error) => return error,
        }
    }
}
