//! `StateFolder`: where the program keeps what is neither a project nor a setting. Only the person may
//! look into it.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// A folder that is there, belongs to the person, and lets nobody else in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StateFolder {
    path: PathBuf,
}

/// Why the program has no folder to keep things in.
#[derive(Debug, thiserror::Error)]
pub enum StateFolderError {
    /// The system names none.
    #[error("the system names no folder to keep it in")]
    NotNamed,
    /// It belongs to somebody else, who could read or change what is in it.
    #[error("the folder {} belongs to somebody else", .0.display())]
    OfSomebodyElse(PathBuf),
    /// There is something else in its place.
    #[error("{} is no folder", .0.display())]
    NoFolder(PathBuf),
    /// The system said no.
    #[error("the folder {} cannot be used: {error}", .path.display())]
    System {
        /// Which folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl StateFolder {
    /// The folder that the system names for this: `$XDG_STATE_HOME/claimdesk`, usually
    /// `~/.local/state/claimdesk`. It is made if it is not there.
    pub fn of_the_system() -> Result<Self, StateFolderError> {
        Self::at(&super::state_folder().ok_or(StateFolderError::NotNamed)?)
    }

    /// This folder, which is made if it is not there.
    pub fn at(path: &Path) -> Result<Self, StateFolderError> {
        make_private_folder(path)?;
        Ok(Self { path: path.to_path_buf() })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A folder in it, as private, which is made if it is not there.
    pub(super) fn folder(&self, name: &str) -> Result<PathBuf, StateFolderError> {
        let path = self.path.join(name);
        make_private_folder(&path)?;
        Ok(path)
    }
}

/// Makes a folder that only this person may look into. One that is there must be the person's; when it
/// lets others in, it is closed to them.
pub(super) fn make_private_folder(path: &Path) -> Result<(), StateFolderError> {
    let refused = |error| StateFolderError::System { path: path.to_path_buf(), error };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(path) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(StateFolderError::NoFolder(path.to_path_buf()));
        }
        Err(error) => return Err(refused(error)),
    }
    close_to_others(path)
        .map_err(refused)?
        .then_some(())
        .ok_or_else(|| StateFolderError::OfSomebodyElse(path.to_path_buf()))
}

/// Whether the folder is the person's; others cannot look into it afterwards.
#[cfg(unix)]
fn close_to_others(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let metadata = fs::metadata(path)?;
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return Ok(false);
    }
    if metadata.mode() & 0o077 != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(0o700))?;
    }
    Ok(true)
}

#[cfg(not(unix))]
fn close_to_others(_path: &Path) -> io::Result<bool> {
    // The system's folder for such things is the person's alone.
    Ok(true)
}
