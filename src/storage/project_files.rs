//! Opens projects, reads articles, writes summaries.

use super::{Cause, Saved, StorageError, Undertaking, read_file::read_file, saving::write_file};
use crate::{
    format::{self, ExportFormat, MAX_FILE_BYTES, Warning},
    model::{Fingerprint, Project},
};
use std::path::Path;

/// A project that was read, and which version of the file that was.
#[derive(Clone, Debug)]
pub struct OpenedFile {
    /// The project.
    pub project: Project,
    /// What could not be taken over as it stood.
    pub warnings: Vec<Warning>,
    /// The version of the file that was read.
    pub fingerprint: Fingerprint,
}

impl OpenedFile {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Cause> {
        let opened = format::read(bytes).map_err(|error| Cause::Read(Box::new(error)))?;
        let fingerprint = Fingerprint::of(bytes);
        Ok(Self { project: opened.project, warnings: opened.warnings, fingerprint })
    }
}

/// Reads a project. The file is never touched.
pub fn open(path: &Path) -> Result<OpenedFile, StorageError> {
    during(Undertaking::Open, path, || OpenedFile::read(&read_file(path, MAX_FILE_BYTES)?))
}

/// Makes a new project of a text file; it is called as the file is unless a title is given.
pub fn import_article(path: &Path, title: Option<&str>) -> Result<Project, StorageError> {
    during(Undertaking::Import, path, || {
        let bytes = read_file(path, MAX_FILE_BYTES)?;
        let text = format::import_plain_text(&bytes).map_err(Cause::Import)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let title = title.map_or_else(|| format::suggest_title(&name), ToOwned::to_owned);
        Ok(Project::new(&title, text))
    })
}

/// Writes the summary of a project; what is replaced goes.
pub fn export_to(path: &Path, format: ExportFormat, project: &Project) -> Result<Saved, StorageError> {
    during(Undertaking::Export, path, || write_file(path, format::export(project, format).as_bytes()))
}

fn during<T>(
    what: Undertaking,
    path: &Path,
    work: impl FnOnce() -> Result<T, Cause>,
) -> Result<T, StorageError> {
    work().map_err(|cause| StorageError { path: path.to_path_buf(), what, cause })
}
