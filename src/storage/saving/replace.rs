//! The steps of a save, in their order.

use super::{
    answers::folder_is_closed,
    commit::{Commit, commit_new, commit_over},
    in_place::{self, InPlace},
    keeper::Keeper,
    part::{NotWritten, Part},
    saved::{Certainty, Expected, Replaced, Saved},
    settle::Settling,
    target::{Standing, Target},
};
use crate::{
    model::{Fingerprint, Timestamp},
    storage::{
        Cause, Disk,
        backups::{Reason, Shelf},
    },
};
use std::path::Path;

/// How often it is begun anew when the file changes in the middle of it.
const TRIES: usize = 4;

/// What is to be put in place of a file.
pub(super) struct Replacement<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) fingerprint: Fingerprint,
    pub(super) expected: Expected,
    pub(super) replaced: Replaced,
    /// The time to call a backup by.
    pub(super) now: Timestamp,
    /// Whether the bytes are right, asked before anything is changed: checking them may take its time beside
    /// the writing.
    pub(super) are_right: &'a dyn Fn() -> Result<(), Cause>,
    /// What is to be known of the version that is replaced, by its bytes.
    pub(super) look: &'a dyn Fn(&[u8]) -> Before,
    /// Where records of changes in place are kept, if there is such a place.
    pub(super) state: Option<&'a Path>,
}

/// What is known of a version that is replaced.
#[derive(Clone, Copy, Debug)]
pub(super) struct Before {
    /// Why it is to be kept.
    pub(super) reason: Reason,
    /// Whether it is a project that can be opened.
    pub(super) opens: bool,
}

/// Puts the bytes in place of the file. `Err` means that what stood there stands there still.
pub(super) fn replace<D: Disk>(disk: &D, path: &Path, with: &Replacement<'_>) -> Result<Saved, Cause> {
    let target = Target::resolve(disk, path)?;
    for _ in 0..TRIES {
        let standing = target.standing(disk)?;
        as_expected(with, standing.as_ref())?;
        if let Some(saved) = try_once(disk, &target, standing.as_ref(), with)? {
            return Ok(saved);
        }
    }
    Err(Cause::KeepsChanging)
}

/// Whether what stands there may be replaced. What holds the very bytes to be written already may be.
fn as_expected(with: &Replacement<'_>, standing: Option<&Standing>) -> Result<(), Cause> {
    let found = standing.map(|standing| standing.fingerprint);
    match (with.expected, found) {
        (Expected::Anything, _) | (Expected::NoFile, None) => Ok(()),
        (_, Some(found)) if found == with.fingerprint => Ok(()),
        (Expected::NoFile, Some(_)) => Err(Cause::AlreadyThere),
        (Expected::Version(_), None) => Err(Cause::Gone),
        (Expected::Version(expected), Some(found)) if expected == found => Ok(()),
        (Expected::Version(_), Some(found)) => Err(Cause::ChangedElsewhere { found }),
    }
}

/// `None` when the file changed before anything was done.
fn try_once<D: Disk>(
    disk: &D,
    target: &Target<D>,
    standing: Option<&Standing>,
    with: &Replacement<'_>,
) -> Result<Option<Saved>, Cause> {
    let mut remarks = Vec::new();
    let in_place = |standing: &Standing, why: in_place::Why| {
        (with.are_right)()?;
        in_place::write(&InPlace { disk, target, standing, with, why })
    };
    if let Some(standing) = standing {
        if !standing.entry.writable {
            return Err(Cause::WriteProtected);
        }
        if in_place::has_other_names(disk, target, &standing.entry) {
            return in_place(standing, in_place::Why::OtherNames);
        }
    }
    let like = standing.map(|_| target.name.as_os_str());
    let written = Part::write(disk, &target.folder, &target.name, with.bytes, like, &mut remarks);
    let mut part = match (written, standing) {
        (Ok(part), _) => part,
        (Err(NotWritten::NotMade(error)), Some(standing)) if folder_is_closed(&error) => {
            return in_place(standing, in_place::Why::FolderClosed);
        }
        (Err(why), _) => return Err(why.into()),
    };
    (with.are_right)()?;
    let keeper = standing
        .filter(|_| with.replaced == Replaced::BecomesBackup)
        .map(|standing| keeper(disk, target, standing, with));
    let commit = match standing {
        Some(standing) => commit_over(disk, target, &mut part, with.bytes, standing, keeper.as_ref())?,
        None => commit_new(disk, target, &mut part, with.bytes)?,
    };
    match (&commit, standing) {
        (Commit::LookAgain, _) => return Ok(None),
        (Commit::OnlyContent, Some(standing)) => {
            drop(part);
            return in_place(standing, in_place::Why::CannotRename);
        }
        (Commit::Exchanged | Commit::Done(_) | Commit::OnlyContent, _) => {}
    }
    let settling = Settling {
        disk,
        target,
        standing,
        replaced: with.replaced,
        keeper: keeper.as_ref(),
        newest_opens: false,
        saved: Saved {
            fingerprint: with.fingerprint,
            certainty: Certainty::OnDisk,
            kept_aside: None,
            remarks,
        },
    };
    Ok(Some(settling.settle(&commit, &part.name)))
}

fn keeper<'a, D: Disk>(
    disk: &'a D,
    target: &Target<D>,
    standing: &Standing,
    with: &Replacement<'_>,
) -> Keeper<'a, D> {
    // Without a shelf the old version is kept beside the project, and the person is told.
    let shelf = Shelf::make(disk, target, with.state).ok();
    Keeper { disk, shelf, now: with.now, before: (with.look)(&standing.bytes) }
}
