//! `Output`: standard output and standard error, as a subcommand sees them.

use super::failure::Failure;
use crate::storage::{self, Certainty, OpenedFile, Saved};
use std::{
    fmt::Display,
    io::{self, BufWriter, Write},
    path::Path,
};

/// Where results and messages go.
pub(super) struct Output {
    results: BufWriter<io::StdoutLock<'static>>,
}

impl Output {
    pub(super) fn new() -> Self {
        Self { results: BufWriter::new(io::stdout().lock()) }
    }

    /// A line of the result.
    pub(super) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        Ok(writeln!(self.results, "{line}")?)
    }

    /// A result that is written as it is.
    pub(super) fn text(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.results.write_all(text.as_bytes())?)
    }

    /// Sees to it that all results are out.
    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        Ok(self.results.flush()?)
    }
}

/// A message for the person. When nobody listens, there is nobody to tell.
pub(super) fn tell(message: impl Display) {
    let _nobody_listens = writeln!(io::stderr(), "{message}");
}

/// Opens a project, and tells what had to be put right in it.
pub(super) fn open_and_tell(path: &Path) -> Result<OpenedFile, Failure> {
    let opened = storage::open(path)?;
    for warning in &opened.warnings {
        tell(format_args!("warning: {warning}"));
    }
    Ok(opened)
}

/// Tells what the person should know about a file that was written.
pub(super) fn tell_about(saved: &Saved) {
    if let Certainty::NotConfirmed(why) = &saved.certainty {
        tell(format_args!("warning: Saved, but not yet confirmed on the disk. {why}"));
    }
    if let Some(other) = &saved.kept_aside {
        tell(format_args!(
            "warning: Somebody else changed the file meanwhile. Their version was kept as {}.",
            other.display()
        ));
    }
    for remark in &saved.remarks {
        tell(format_args!("warning: {remark}"));
    }
}
