//! File systems that come and go: mounts that are taken away again, and images of disks in files.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Something mounted; it is unmounted when it goes.
#[derive(Debug)]
pub(crate) struct Mounted {
    at: PathBuf,
}

impl Mounted {
    /// A file system in memory of so many kilobytes.
    pub(crate) fn memory(kilobytes: u64, at: &Path) -> Result<Self, String> {
        Self::with(&["-t", "tmpfs", "-o", &format!("size={kilobytes}k"), "claimdesk-test"], at)
    }

    /// An image of a disk.
    pub(crate) fn image(image: &Path, options: &str, at: &Path) -> Result<Self, String> {
        let options = if options.is_empty() { "loop".to_owned() } else { format!("loop,{options}") };
        Self::with(&["-o", &options, &image.to_string_lossy()], at)
    }

    /// A file mounted onto itself: it can be written, but not replaced.
    pub(crate) fn onto_itself(file: &Path) -> Result<Self, String> {
        Self::with(&["--bind", &file.to_string_lossy()], file)
    }

    fn with(arguments: &[&str], at: &Path) -> Result<Self, String> {
        let at = at.to_path_buf();
        let mut all = arguments.to_vec();
        let place = at.to_string_lossy().into_owned();
        all.push(&place);
        run("mount", &all)?;
        Ok(Self { at })
    }

    /// Gives it another size or other options.
    pub(crate) fn remount(&self, options: &str) -> Result<(), String> {
        run("mount", &["-o", &format!("remount,{options}"), &self.at.to_string_lossy()])
    }

    /// Where it is.
    pub(crate) fn at(&self) -> &Path {
        &self.at
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let place = self.at.to_string_lossy().into_owned();
        if run("umount", &[&place]).is_err() {
            let _nothing_more_can_be_done = run("umount", &["--lazy", &place]);
        }
    }
}

/// Runs a program of the system and waits for it.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Result<(), String> {
    let searched = std::env::var("PATH").unwrap_or_default();
    let output = Command::new(program)
        .args(arguments)
        .env("PATH", format!("{searched}:/usr/sbin:/sbin"))
        .output()
        .map_err(|error| format!("{program} did not start: {error}"))?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{program} {}: {}", arguments.join(" "), String::from_utf8_lossy(&output.stderr).trim()))
}

/// A file of so many megabytes, of which nothing is on the disk yet.
pub(crate) fn empty_image(path: &Path, megabytes: u64) -> Result<(), String> {
    let file = std::fs::File::create(path).map_err(|error| error.to_string())?;
    file.set_len(megabytes * 1024 * 1024).map_err(|error| error.to_string())
}
