//! Why a folder was left as it was.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::diag::{Code, Diagnostic};

/// Why nothing was written.
#[derive(Debug)]
pub enum OutputError {
    /// A file that kiln did not write stands where one is to be written.
    Foreign(PathBuf),
    /// A path leads out of the folder through a symbolic link.
    Outside(PathBuf),
    /// The operating system refuses.
    Unwritable {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
}

impl OutputError {
    /// Attaches a path to what the system says.
    pub(super) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |cause| Self::Unwritable { path, cause }
    }

    /// The error as a diagnostic, for those who collect them.
    #[must_use]
    pub fn diagnostic(&self) -> Diagnostic {
        let code = match self {
            Self::Foreign(_) => Code::ForeignFile,
            Self::Outside(_) | Self::Unwritable { .. } => Code::OutputUnwritable,
        };
        Diagnostic::new(code, self.to_string())
    }
}

impl fmt::Display for OutputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Foreign(path) => write!(f, "`{}` was not written by kiln", path.display()),
            Self::Outside(path) => write!(f, "`{}` leads out of the output folder", path.display()),
            Self::Unwritable { path, cause } => write!(f, "`{}` cannot be written: {cause}", path.display()),
        }
    }
}

// The cause is part of the message, so there is no source.
impl std::error::Error for OutputError {}
