//! Results for people: written into the folder that `KILN_REPORTS` names.

use std::fs;
use std::path::PathBuf;

/// Writes a report, if somebody wants reports.
pub(crate) fn write(name: &str, text: &str) {
    if let Some(folder) = std::env::var_os("KILN_REPORTS") {
        let path = PathBuf::from(folder).join(format!("{name}-report.txt"));
        fs::write(&path, text).expect("the folder of KILN_REPORTS is writable");
    }
}
