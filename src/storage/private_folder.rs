//! Folders and files that only this person may look into, whatever the umask is.

use std::{
    fs::{self, DirBuilder, OpenOptions},
    io,
    path::Path,
};

/// Sees to it that there is a folder which only this person may look into, and makes what is missing
/// above it in the same way.
///
/// A folder that others may look into is closed to them. One that belongs to somebody else is
/// refused: what is kept there would be theirs to read.
pub fn make_private_folder(folder: &Path) -> io::Result<()> {
    match fs::metadata(folder) {
        Ok(_) => return close_to_others(folder),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    if let Some(above) = folder.parent()
        && !above.as_os_str().is_empty()
        && !above.exists()
    {
        make_private_folder(above)?;
    }
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        // Another window may have been quicker.
        Ok(()) | Err(_) => close_to_others(folder),
    }
}

/// How files are opened that only this person may read once they are there.
pub(super) fn private_file() -> OpenOptions {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

#[cfg(unix)]
fn close_to_others(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let found = fs::metadata(folder)?;
    if !found.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    if found.uid() != rustix::process::geteuid().as_raw() {
        let words = format!("the folder {} belongs to somebody else", folder.display());
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, words));
    }
    if found.mode() & 0o7777 != 0o700 {
        fs::set_permissions(folder, fs::Permissions::from_mode(0o700))?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn close_to_others(folder: &Path) -> io::Result<()> {
    if fs::metadata(folder)?.is_dir() { Ok(()) } else { Err(io::ErrorKind::NotADirectory.into()) }
}
