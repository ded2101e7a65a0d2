//! What follows the commit: the names are synced, and what was replaced finds its place. Whatever goes
//! wrong here, the new version stands at the path.

use super::{
    commit::Commit,
    keeper::{Keeper, Kept, put_aside},
    saved::{Certainty, Replaced, Saved},
    target::{Standing, Target},
};
use crate::{
    format::MAX_FILE_BYTES,
    model::Fingerprint,
    storage::{Cause, Disk, EntrySort},
};
use std::{
    ffi::{OsStr, OsString},
    io,
};

/// A save whose new version stands at the path.
pub(super) struct Settling<'a, D: Disk> {
    pub(super) disk: &'a D,
    pub(super) target: &'a Target<D>,
    /// What was read there before.
    pub(super) standing: Option<&'a Standing>,
    pub(super) replaced: Replaced,
    pub(super) keeper: Option<&'a Keeper<'a, D>>,
    pub(super) saved: Saved,
    /// Whether the newest backup is known to be a project that can be opened.
    pub(super) newest_opens: bool,
}

/// What was found where the replaced version should be.
enum Found {
    /// The version that was to be replaced.
    AsKnown,
    /// Another one, which somebody wrote in the middle of the save; what to call it.
    Strange(String),
    /// It cannot be told.
    Unreadable(io::Error),
    /// Nothing is there any more.
    Nothing,
}

impl<D: Disk> Settling<'_, D> {
    /// Does all of it. `name` is that of the part.
    pub(super) fn settle(mut self, commit: &Commit, name: &OsStr) -> Saved {
        match commit {
            Commit::Exchanged => self.place_what_came_out(name),
            Commit::Done(Some(kept)) => self.look_at_what_was_kept(kept),
            Commit::Done(None) | Commit::LookAgain | Commit::OnlyContent => {}
        }
        // After the last change of names, so that the disk has to be waited for once.
        self.sync_folder();
        if let Some(Keeper { shelf: Some(backups), .. }) = self.keeper {
            // Backups that stand there too long take room and nothing else.
            let _tried_again_at_the_next_save = backups.thin(self.disk, self.newest_opens);
        }
        self.saved
    }

    fn sync_folder(&mut self) {
        if let Err(error) = self.disk.sync_folder(&self.target.folder) {
            self.doubt(format!(
                "The system did not confirm that the new name of the file is on the disk: {error}."
            ));
        }
    }

    fn doubt(&mut self, why: String) {
        if self.saved.certainty == Certainty::OnDisk {
            self.saved.certainty = Certainty::NotConfirmed(why);
        }
    }

    fn place_what_came_out(&mut self, name: &OsStr) {
        let found = self.look(&self.target.folder, name);
        let path = self.target.beside(name);
        match found {
            Found::AsKnown => self.place_known(name),
            Found::Strange(_) if self.replaced == Replaced::Goes => self.remove_replaced(name),
            Found::Strange(version) => self.put_aside(&self.target.folder, name, &version),
            Found::Unreadable(error) => self.saved.remarks.push(format!(
                "The version before this one could not be looked at ({error}). It was left beside the project as {}.",
                path.display()
            )),
            Found::Nothing => self.saved.remarks.push(
                "The version before this one is gone: something else removed it before it could become a backup.".to_owned(),
            ),
        }
    }

    fn place_known(&mut self, name: &OsStr) {
        let same_bytes = self.standing.is_some_and(|standing| standing.fingerprint == self.saved.fingerprint);
        let Some(keeper) = self.keeper.filter(|_| !same_bytes) else { return self.remove_replaced(name) };
        match keeper.keep(self.target, name) {
            Ok(_path) => {
                self.newest_opens = keeper.before.opens;
                let synced = keeper.shelf.as_ref().map_or(Ok(()), |shelf| self.disk.sync_folder(&shelf.folder));
                if let Err(error) = synced {
                    self.doubt(format!(
                        "The system did not confirm that the backup of the version before is on the disk: {error}."
                    ));
                }
            }
            Err(cause) => self.saved.remarks.push(format!(
                "The version before this one could not be put among the backups: {}. It was left beside the project as {}.",
                cause.reason(),
                self.target.beside(name).display()
            )),
        }
    }

    /// Takes the replaced version away, but only once the new one cannot be undone any more.
    fn remove_replaced(&mut self, name: &OsStr) {
        self.sync_folder();
        let removed = match &self.saved.certainty {
            Certainty::OnDisk => self.disk.remove(&self.target.folder, name).is_ok(),
            Certainty::NotConfirmed(_) => false,
        };
        if !removed {
            self.saved.remarks.push(format!(
                "The file before this one is still there as {}.",
                self.target.beside(name).display()
            ));
        }
    }

    fn look_at_what_was_kept(&mut self, kept: &Kept) {
        let backups = self.keeper.and_then(|keeper| keeper.shelf.as_ref());
        let (folder, name) = match (kept, backups) {
            (Kept::OnShelf(name), Some(backups)) => (&backups.folder, name),
            (Kept::OnShelf(name) | Kept::Beside(name), _) => (&self.target.folder, name),
        };
        match (self.look(folder, name), kept) {
            (Found::Strange(version), _) => self.put_aside(folder, name, &version),
            (Found::AsKnown | Found::Nothing | Found::Unreadable(_), Kept::Beside(name)) => {
                self.saved.remarks.push(format!(
                    "The version before this one could not be put among the backups. It was left beside the project as {}.",
                    self.target.beside(name).display()
                ));
            }
            (Found::AsKnown | Found::Nothing | Found::Unreadable(_), Kept::OnShelf(_)) => {}
        }
    }

    fn put_aside(&mut self, from: &D::Folder, name: &OsStr, version: &str) {
        let aside: Result<OsString, Cause> = put_aside(self.disk, self.target, from, name, version);
        match aside {
            Ok(aside) => {
                self.saved.kept_aside = Some(self.target.beside(&aside));
                self.sync_folder();
            }
            Err(cause) => {
                self.saved.kept_aside = Some(self.target.beside(name));
                self.saved.remarks.push(format!(
                    "The version that was written elsewhere in the middle of saving could not be given a better name: {}.",
                    cause.reason()
                ));
            }
        }
    }

    fn look(&self, folder: &D::Folder, name: &OsStr) -> Found {
        match self.disk.entry(folder, name) {
            Ok(None) => return Found::Nothing,
            Ok(Some(entry)) if entry.sort != EntrySort::File => return Found::Strange("no file".to_owned()),
            Ok(Some(_)) => {}
            Err(error) => return Found::Unreadable(error),
        }
        match self.disk.read(folder, name, MAX_FILE_BYTES as u64) {
            Ok(bytes) => {
                let fingerprint = Fingerprint::of(&bytes);
                if self.standing.is_some_and(|standing| standing.fingerprint == fingerprint) {
                    Found::AsKnown
                } else {
                    Found::Strange(fingerprint.short())
                }
            }
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                Found::Strange("too large".to_owned())
            }
            Err(error) => Found::Unreadable(error),
        }
    }
}
