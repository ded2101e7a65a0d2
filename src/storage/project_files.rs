//! Opens projects, reads articles, writes summaries.

use super::{
    Cause, Saved, StorageError, Undertaking,
    read_file::read_file,
    saving::{text_of, write_file},
};
use crate::{
    format::{self, Conversion, ExportFormat, MAX_FILE_BYTES, Opened, ReadError, Sum, Warning},
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
    /// What the sum in the last line of the file says.
    pub sum: Sum,
    /// What another program did to the file as a whole, without touching what it says.
    pub conversions: Vec<Conversion>,
    /// Why the project can be looked at but must not be saved over its file, in sentences.
    pub read_only_because: Option<String>,
}

impl OpenedFile {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Cause> {
        Self::read_as(bytes, format::read)
    }

    fn read_as(bytes: &[u8], read: impl Fn(&[u8]) -> Result<Opened, ReadError>) -> Result<Self, Cause> {
        let Opened { project, warnings, sum, conversions, read_only_because } =
            read(bytes).map_err(|error| Cause::Read(Box::new(error)))?;
        let fingerprint = Fingerprint::of(bytes);
        Ok(Self { project, warnings, fingerprint, sum, conversions, read_only_because })
    }
}

/// Reads a project. The file is never touched.
pub fn open(path: &Path) -> Result<OpenedFile, StorageError> {
    during(Undertaking::Open, path, || OpenedFile::read(&read_file(path, MAX_FILE_BYTES)?))
}

/// Reads a project as [`open`] does, and one of a newer Claimdesk too, as far as it is understood: that one
/// can only be looked at.
pub fn open_to_look(path: &Path) -> Result<OpenedFile, StorageError> {
    during(Undertaking::Open, path, || {
        OpenedFile::read_as(&read_file(path, MAX_FILE_BYTES)?, format::read_newer)
    })
}

/// The version of the file, whether it can be opened or not; `None` when it cannot even be read.
pub fn fingerprint_of(path: &Path) -> Option<Fingerprint> {
    read_file(path, MAX_FILE_BYTES).ok().map(|bytes| Fingerprint::of(&bytes))
}

/// Both sides of a merge that was left in a project's file.
#[derive(Clone, Debug)]
pub struct OpenedSides {
    /// The side that was here.
    pub ours: Project,
    /// The side that came.
    pub theirs: Project,
    /// The version both came from, where the merge left it in the file.
    pub base: Option<Project>,
    /// The version of the file that was read.
    pub fingerprint: Fingerprint,
}

/// Reads both sides of a merge that was left in the file; `None` when there is none. An error when one
/// of the sides is no project.
pub fn open_sides(path: &Path) -> Result<Option<OpenedSides>, StorageError> {
    during(Undertaking::Open, path, || {
        let bytes = read_file(path, MAX_FILE_BYTES)?;
        let Some(sides) = format::split_conflict(&bytes) else { return Ok(None) };
        let read = |side: &str| OpenedFile::read(side.as_bytes()).map(|opened| opened.project);
        Ok(Some(OpenedSides {
            ours: read(&sides.ours)?,
            theirs: read(&sides.theirs)?,
            // Without it the merge has two ways to go instead of three, and is still a merge.
            base: sides.base.as_deref().and_then(|base| read(base).ok()),
            fingerprint: Fingerprint::of(&bytes),
        }))
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

/// Writes the summary of a project; what is replaced goes.
pub fn export_to(path: &Path, format: ExportFormat, project: &Project) -> Result<Saved, StorageError> {
    during(Undertaking::Export, path, || write_file(path, format::export(project, format).as_bytes()))
}

/// Writes a project where no backup is wanted: into a file that another program asked for and will take
/// away. What it replaces goes.
pub fn write_without_backup(path: &Path, project: &Project) -> Result<Saved, StorageError> {
    during(Undertaking::Save, path, || write_file(path, text_of(project)?.as_bytes()))
}

fn during<T>(
    what: Undertaking,
    path: &Path,
    work: impl FnOnce() -> Result<T, Cause>,
) -> Result<T, StorageError> {
    work().map_err(|cause| StorageError { path: path.to_path_buf(), what, cause })
}
