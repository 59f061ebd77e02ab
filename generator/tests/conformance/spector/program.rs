//! The running program that makes the calls.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

/// The program, started again whenever it crashes.
#[derive(Debug)]
pub(super) struct Program {
    path: PathBuf,
    running: Option<Running>,
}

#[derive(Debug)]
struct Running {
    child: Child,
    input: ChildStdin,
    output: BufReader<ChildStdout>,
}

impl Program {
    /// The program of this name.
    pub(super) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../debug").join(name);
        Self { path, running: None }
    }

    /// Makes a call and tells what came of it.
    pub(super) fn call(&mut self, given: &Value) -> Value {
        let path = &self.path;
        let running = self.running.get_or_insert_with(|| Running::start(path));
        let mut line = String::new();
        let asked = writeln!(running.input, "{given}").and_then(|()| running.output.read_line(&mut line));
        if asked.is_ok()
            && let Ok(came) = serde_json::from_str(&line)
        {
            return came;
        }
        self.end();
        json!({ "fault": "the program crashed" })
    }

    fn end(&mut self) {
        if let Some(Running { mut child, input, .. }) = self.running.take() {
            drop(input);
            child.wait().expect("the program ends");
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.end();
    }
}

impl Running {
    fn start(path: &Path) -> Self {
        let mut command = Command::new(path);
        // No proxy stands between the program and the server.
        let command = command
            .env("NO_PROXY", "*")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program was built");
        let (input, output) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        Self {
            child,
            input,
            output: BufReader::new(output),
        }
    }
}
