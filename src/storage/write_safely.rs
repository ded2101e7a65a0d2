//! The one function through which every file of the person is written.

use super::Cause;
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

/// A chain of links longer than this goes round in circles.
const LINKS_FOLLOWED: usize = 40;

/// Puts the bytes in place of the file, so that at every moment either the old or the new content
/// stands there whole: writes beside it, syncs, renames, syncs the folder.
///
/// A symbolic link stays a link; the file it leads to is replaced. The permissions of a file that
/// is replaced are kept. When anything fails, the old file is untouched and nothing is left beside it.
pub fn write_safely(path: &Path, bytes: &[u8]) -> Result<(), Cause> {
    let target = behind_links(path)?;
    let permissions = match fs::metadata(&target) {
        Ok(present) if present.is_dir() => return Err(Cause::IsFolder),
        Ok(present) if !present.is_file() => return Err(Cause::NoPlainFile),
        Ok(present) if present.permissions().readonly() => return Err(Cause::WriteProtected),
        Ok(present) => Some(present.permissions()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error.into()),
    };
    if target.file_name().is_none() {
        return Err(Cause::IsFolder);
    }
    let folder = match target.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let (beside, mut file) = Beside::create_in(folder, permissions.is_some())?;
    file.write_all(bytes)?;
    if let Some(permissions) = permissions {
        file.set_permissions(permissions)?;
    }
    file.sync_all()?;
    drop(file);
    fs::rename(&beside.path, &target)?;
    beside.keep();
    sync_folder(folder)
}

/// The file a path leads to, through every link, whether that file is there or not.
fn behind_links(path: &Path) -> Result<PathBuf, Cause> {
    let mut path = path.to_path_buf();
    for _ in 0..LINKS_FOLLOWED {
        match fs::symlink_metadata(&path) {
            Ok(found) if found.is_symlink() => {
                let leads_to = fs::read_link(&path)?;
                // A relative link counts from the folder it stands in.
                path = path.parent().map_or_else(|| leads_to.clone(), |folder| folder.join(&leads_to));
            }
            Ok(_) => return Ok(path),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(path),
            Err(error) => return Err(error.into()),
        }
    }
    Err(Cause::System(io::Error::other("the link leads round in circles")))
}

/// A new file beside the target, which goes away again unless it was kept.
struct Beside {
    path: PathBuf,
    kept: bool,
}

impl Beside {
    /// `private`: only this person may look into it until it has the permissions of the old file.
    fn create_in(folder: &Path, private: bool) -> Result<(Self, File), Cause> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        const NAMES_TRIED: usize = 1000;
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        if private {
            std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        }
        for _ in 0..NAMES_TRIED {
            // A short name of its own: that of the target may be as long as names can be.
            let number = NEXT.fetch_add(1, Ordering::Relaxed);
            let path = folder.join(format!(".claimdesk-{}-{number}.part", std::process::id()));
            match options.open(&path) {
                Ok(file) => return Ok((Self { path, kept: false }, file)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Cause::System(io::ErrorKind::AlreadyExists.into()))
    }

    fn keep(mut self) {
        self.kept = true;
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.kept {
            // The error that led here is the one to tell; this one could only hide it.
            let _the_first_error_counts = fs::remove_file(&self.path);
        }
    }
}

/// Makes the renaming last. Only Unix can, and not every file system there; the content is safe by now.
fn sync_folder(folder: &Path) -> Result<(), Cause> {
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder).and_then(|folder| folder.sync_all()) {
        Err(error)
            if !matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported | io::ErrorKind::PermissionDenied
            ) =>
        {
            Err(error.into())
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
