//! What nobody wants any more, kept all the same: the trash in the folder of the program's state.

use super::{Cause, StateFolder, StorageError, Undertaking, saving::write_own_file};
use crate::{
    format,
    model::{Project, Timestamp},
};
use std::path::PathBuf;

/// The folder in the folder of the state.
const TRASH: &str = "trash";
/// Titles longer than this many characters are cut in the name of the file.
const LONGEST_TITLE: usize = 60;

/// Puts a version of a project into the trash, as a project file that can be opened. `at` is a label.
pub fn put_in_trash(home: &StateFolder, project: &Project, at: Timestamp) -> Result<PathBuf, StorageError> {
    let title: String = project.title().chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
    let title: String = title.chars().take(LONGEST_TITLE).collect();
    let moment = format::show_timestamp(at).unwrap_or_default().replace(':', "-");
    let name = format!("{moment} {}.ron", title.trim());
    let path = home.path().join(TRASH).join(name.trim());
    let written = (|| {
        home.folder(TRASH).map_err(|error| Cause::System(std::io::Error::other(error)))?;
        let text = format::write(project).map_err(Cause::Write)?;
        write_own_file(&path, text.as_bytes())
    })();
    match written {
        Ok(_) => Ok(path),
        Err(cause) => Err(StorageError { path, what: Undertaking::Save, cause }),
    }
}
