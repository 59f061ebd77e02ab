//! What the test programs share.

use std::io::Write as _;
use std::path::{Path, PathBuf};

/// A folder of the test material that is kept outside of the repository, such as `corpus/documents`.
///
/// It is looked for in the folder that `KILN_SHARED` names, or else in `shared` beside the repository. Where it is
/// missing, the reason is printed and the test has nothing to do.
pub(crate) fn shared(folder: &str) -> Option<PathBuf> {
    let root = match std::env::var_os("KILN_SHARED") {
        Some(root) => PathBuf::from(root),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"),
    };
    let path = root.join(folder);
    if path.exists() {
        return Some(path);
    }
    // Past the capture of the test harness, which would keep it from whoever reads the run.
    let _ = writeln!(
        std::io::stderr(),
        "SKIPPED: nothing was tested, {} does not exist (KILN_SHARED names another place)",
        path.display()
    );
    None
}
