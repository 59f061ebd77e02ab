//! Which files a run read, as a rule that make, Ninja, Bazel and their like understand.
//!
//! ```make
//! my-api/src/lib.rs: openapi.yaml \
//!   schemas/pet.yaml
//! ```

use std::fs;
use std::path::{Path, PathBuf};

use crate::diag::Diagnostic;

use super::plan::unwritable;

/// Writes the rule: the crate's root follows from what was read.
///
/// # Errors
///
/// What the operating system refuses.
pub fn write_depfile(file: &Path, folder: &Path, read: &[PathBuf]) -> Result<(), Vec<Diagnostic>> {
    let sources: Vec<String> = read.iter().map(|path| escaped(path)).collect();
    let rule = format!("{}: {}\n", escaped(&folder.join("src/lib.rs")), sources.join(" \\\n  "));
    fs::write(file, rule).map_err(|error| vec![*unwritable(file, &error.to_string())])
}

fn escaped(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/").replace('$', "$$");
    text.replace(' ', "\\ ").replace('#', "\\#")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_names_what_was_read_and_escapes_it() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let file = folder.path().join("api.d");
        let read = ["a b.yaml", "c#$.yaml"].map(PathBuf::from);
        write_depfile(&file, Path::new("my-api"), &read).expect("the folder is writable");
        let text = fs::read_to_string(&file).expect("it was written");
        assert_eq!(text, "my-api/src/lib.rs: a\\ b.yaml \\\n  c\\#$$.yaml\n");
    }

    #[test]
    fn a_place_that_is_no_file_is_said() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let problems = write_depfile(folder.path(), Path::new("x"), &[]).expect_err("it is a folder");
        assert_eq!(problems.len(), 1);
    }
}
