//! What is in a folder, for the window's own way to choose a file.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// No more entries than this are listed.
const ENTRY_LIMIT: usize = 5_000;

/// The names of the folders and of the files in a folder, each by name; hidden ones are left out.
pub fn list_folder(folder: &Path) -> io::Result<(Vec<String>, Vec<String>)> {
    let (mut folders, mut files) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)?.take(ENTRY_LIMIT) {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        // Links count as what they lead to.
        let is_folder = fs::metadata(entry.path()).is_ok_and(|metadata| metadata.is_dir());
        if is_folder { folders.push(name) } else { files.push(name) }
    }
    folders.sort_by_key(|name| name.to_lowercase());
    files.sort_by_key(|name| name.to_lowercase());
    Ok((folders, files))
}

/// The folder to begin in when nothing better is known: the person's own, or the present one.
pub fn home_folder() -> PathBuf {
    etcetera::home_dir().unwrap_or_else(|_| PathBuf::from("."))
}
