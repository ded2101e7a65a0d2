//! Folders and files that only this person may look into, whatever the umask is.

use super::{StateFolderError, state_folder};
use std::{fs::OpenOptions, io, path::Path};

/// Sees to it that there is a folder which only this person may look into, and makes what is missing
/// above it in the same way.
///
/// A folder that others may look into is closed to them. One that belongs to somebody else is
/// refused: what is kept there would be theirs to read.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    state_folder::make_private_folder(folder).map_err(|refused| match refused {
        StateFolderError::System { error, .. } => error,
        StateFolderError::NoFolder(_) => io::ErrorKind::NotADirectory.into(),
        StateFolderError::OfSomebodyElse(_) | StateFolderError::NotNamed => {
            io::Error::new(io::ErrorKind::PermissionDenied, refused.to_string())
        }
    })
}

/// How files are opened that only this person may read once they are there.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}
