//! Opens and saves projects, reads articles, writes summaries.

use super::{Cause, StorageError, Undertaking, read_file::read_file, write_safely};
use crate::{
    format::{self, ExportFormat, MAX_FILE_BYTES, Opened},
    model::Project,
};
use std::path::Path;

/// Reads a project. The file is never touched.
pub fn open(path: &Path) -> Result<Opened, StorageError> {
    during(Undertaking::Open, path, || {
        let bytes = read_file(path, MAX_FILE_BYTES)?;
        format::read(&bytes).map_err(|error| Cause::Read(Box::new(error)))
    })
}

/// Saves a project, after making sure that what is about to be written reads back as the same one.
pub fn save(path: &Path, project: &Project) -> Result<(), StorageError> {
    during(Undertaking::Save, path, || {
        let text = format::write(project).map_err(Cause::Write)?;
        match format::read(text.as_bytes()) {
            Ok(back) if back.warnings.is_empty() && back.project == *project => {}
            Ok(_) | Err(_) => return Err(Cause::DoesNotReadBack),
        }
        write_safely(path, text.as_bytes())
    })
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

/// Writes the summary of a project.
pub fn export_to(path: &Path, format: ExportFormat, project: &Project) -> Result<(), StorageError> {
    during(Undertaking::Export, path, || write_safely(path, format::export(project, format).as_bytes()))
}

fn during<T>(
    what: Undertaking,
    path: &Path,
    work: impl FnOnce() -> Result<T, Cause>,
) -> Result<T, StorageError> {
    work().map_err(|cause| StorageError { path: path.to_path_buf(), what, cause })
}
