//! Names of files, as they are shown and as they are suggested.

use std::path::{Path, PathBuf};

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A file name made of the project's name: what file systems refuse becomes a dash.
pub(super) fn suggested_file_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(
            |character| {
                if character.is_alphanumeric() || " ._-".contains(character) { character } else { '-' }
            },
        )
        .take(80)
        .collect();
    let clean = clean.trim_matches(|edge: char| edge.is_whitespace() || edge == '.' || edge == '-');
    format!("{}.ron", if clean.is_empty() { "Untitled" } else { clean })
}

/// The name for this window's version beside a file that somebody else changed: the same version of
/// theirs always gives the same name.
pub(super) fn beside(path: &Path, theirs: &str) -> PathBuf {
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    path.with_file_name(format!("{stem} (this window {theirs}).ron"))
}
