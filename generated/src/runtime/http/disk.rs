// kiln-runtime: support code, copied unchanged into generated crates.
//! Files on disk that are sent: opened and read off the threads that must not block.

use super::error::Error;
use bytes::Bytes;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use tokio::task::spawn_blocking;

/// Opens a file; brings its length too, where it has one.
///
/// # Errors
///
/// When it cannot be opened, or is a folder.
pub(super) async fn open(path: PathBuf) -> Result<(std::fs::File, Option<u64>), Error> {
    let name = path.clone();
    let opened = spawn_blocking(move || open_now(&path)).await;
    let opened = opened.unwrap_or_else(|error| Err(io::Error::other(error)));
    opened.map_err(|source| {
        let message = format!("the file {} cannot be opened", name.display());
        Error::unsendable(message, source)
    })
}

fn open_now(path: &Path) -> io::Result<(std::fs::File, Option<u64>)> {
    let file = std::fs::File::open(path)?;
    let about = file.metadata()?;
    if about.is_dir() {
        return Err(io::Error::from(io::ErrorKind::IsADirectory));
    }
    // What is no regular file, such as a pipe, has no length that counts.
    let left = about.is_file().then_some(about.len());
    Ok((file, left))
}

/// Reads at most so many bytes; brings the file back with them.
pub(super) async fn read(
    mut file: std::fs::File,
    room: usize,
) -> io::Result<(std::fs::File, Bytes)> {
    let read = spawn_blocking(move || {
        let mut buffer = vec![0; room];
        let length = file.read(&mut buffer)?;
        buffer.truncate(length);
        Ok((file, Bytes::from(buffer)))
    });
    read.await.unwrap_or_else(|error| Err(io::Error::other(error)))
}
