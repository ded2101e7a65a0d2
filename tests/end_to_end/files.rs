//! The folder a run works in, and what is read from its files afterwards.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// A folder of its own with a copy of the sample project.
pub(crate) struct Desk(TempDir);

impl Desk {
    pub(crate) fn with_sample() -> Self {
        let desk = Self::empty();
        fs::copy(sample(), desk.project()).expect("the sample can be copied");
        desk
    }

    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir().expect("a folder for the run"))
    }

    pub(crate) fn folder(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.folder().join("kursk.ron")
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.project()).expect("the project can be read")
    }
}

/// The project that the repository brings.
pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/kursk.ron")
}

/// The claims of a project, as the companion lists them.
pub(crate) fn claims(project: &Path) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk-cli"));
    let output = command.arg("list").arg(project).arg("--json").output().expect("claimdesk-cli starts");
    assert!(output.status.success(), "claimdesk-cli: {}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("the list is JSON")
}

/// The lines that only `one` has, as often as it has them more than `other`.
pub(crate) fn lines_only_in<'text>(one: &'text str, other: &str) -> Vec<&'text str> {
    let mut others: Vec<&str> = other.lines().collect();
    let mut only = Vec::new();
    for line in one.lines() {
        match others.iter().position(|candidate| *candidate == line) {
            Some(place) => {
                others.swap_remove(place);
            }
            None => only.push(line.trim()),
        }
    }
    only
}
