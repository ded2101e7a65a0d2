//! The step by which a new version takes its place. Before it nothing has changed; after it, nothing is
//! an error any more.

use super::{
    answers::{cannot_link, has_no_such_call, has_to_stay, is_missing, is_taken},
    keeper::{Keeper, Kept},
    part::Part,
    target::{Standing, Target},
};
use crate::storage::{Cause, Disk};
use std::io;

/// What the step came to.
pub(super) enum Commit {
    /// The new version stands at the target; what stood there before is under the part's name.
    Exchanged,
    /// The new version stands at the target; where what stood there before was kept, if it was.
    Done(Option<Kept>),
    /// Nothing has happened, for something else stands at the target by now.
    LookAgain,
    /// Nothing has happened, and names cannot be moved here: only the content of the file can be changed.
    OnlyContent,
}

/// How often a step is taken again when a signal cut it short and it did not happen.
const TRIES: usize = 3;

/// Puts a new file where there is none.
pub(super) fn commit_new<D: Disk>(
    disk: &D,
    target: &Target<D>,
    part: &mut Part<'_, D>,
    bytes: &[u8],
) -> Result<Commit, Cause> {
    let mut tries = 0;
    loop {
        tries += 1;
        let Err(error) = disk.rename_to_new(&target.folder, &part.name, &target.folder, &target.name) else {
            part.stays();
            return Ok(Commit::Done(None));
        };
        if has_happened(disk, target, part, bytes, &error)? {
            part.stays();
            return Ok(Commit::Done(None));
        }
        if is_taken(&error) {
            return Ok(Commit::LookAgain);
        }
        if has_no_such_call(&error) {
            return link_new(disk, target, part, bytes);
        }
        if error.kind() != io::ErrorKind::Interrupted || tries == TRIES {
            return Err(error.into());
        }
    }
}

/// For file systems that only know how to rename over what is there.
fn link_new<D: Disk>(
    disk: &D,
    target: &Target<D>,
    part: &mut Part<'_, D>,
    bytes: &[u8],
) -> Result<Commit, Cause> {
    let error = match disk.link(&target.folder, &part.name, &target.folder, &target.name) {
        // The part's own name goes away with it.
        Ok(()) => return Ok(Commit::Done(None)),
        Err(_) if target.holds(disk, bytes).unwrap_or(false) => return Ok(Commit::Done(None)),
        Err(error) => error,
    };
    if is_taken(&error) {
        return Ok(Commit::LookAgain);
    }
    if !cannot_link(&error) {
        return Err(error.into());
    }
    if disk.entry(&target.folder, &target.name)?.is_some() {
        return Ok(Commit::LookAgain);
    }
    rename_over(disk, target, part, bytes)?;
    Ok(Commit::Done(None))
}

/// Puts a new version where there is one. Without a place to keep the old one, it may go.
pub(super) fn commit_over<D: Disk>(
    disk: &D,
    target: &Target<D>,
    part: &mut Part<'_, D>,
    bytes: &[u8],
    standing: &Standing,
    keep: Option<&Keeper<'_, D>>,
) -> Result<Commit, Cause> {
    let mut tries = 0;
    loop {
        tries += 1;
        let Err(error) = disk.exchange(&target.folder, &part.name, &target.name) else {
            part.stays();
            return Ok(Commit::Exchanged);
        };
        if has_happened(disk, target, part, bytes, &error)? {
            part.stays();
            return Ok(Commit::Exchanged);
        }
        if is_missing(&error) {
            return Ok(Commit::LookAgain);
        }
        if has_no_such_call(&error) {
            return rename_over_kept(disk, target, part, bytes, standing, keep);
        }
        if has_to_stay(&error) {
            return Ok(Commit::OnlyContent);
        }
        if error.kind() != io::ErrorKind::Interrupted || tries == TRIES {
            return Err(error.into());
        }
    }
}

/// For file systems that cannot let names change places: the old version gets a second name first. What
/// remains is the moment between looking once more and renaming.
fn rename_over_kept<D: Disk>(
    disk: &D,
    target: &Target<D>,
    part: &mut Part<'_, D>,
    bytes: &[u8],
    standing: &Standing,
    keep: Option<&Keeper<'_, D>>,
) -> Result<Commit, Cause> {
    let kept = match keep {
        Some(keeper) => Some(keeper.keep_beforehand(target, &standing.bytes)?),
        None => None,
    };
    match target.standing(disk)? {
        Some(now) if now.fingerprint == standing.fingerprint => {}
        Some(_) | None => return Ok(Commit::LookAgain),
    }
    match rename_over(disk, target, part, bytes) {
        Ok(()) => Ok(Commit::Done(kept)),
        Err(Cause::System(error)) if has_to_stay(&error) => Ok(Commit::OnlyContent),
        Err(cause) => Err(cause),
    }
}

fn rename_over<D: Disk>(
    disk: &D,
    target: &Target<D>,
    part: &mut Part<'_, D>,
    bytes: &[u8],
) -> Result<(), Cause> {
    if let Err(error) = disk.rename_over(&target.folder, &part.name, &target.name)
        && !has_happened(disk, target, part, bytes, &error)?
    {
        return Err(error.into());
    }
    part.stays();
    Ok(())
}

/// Whether a change of names took place although it was answered with an error, as it may on a network.
/// While that is not known, the part stays: it may hold the old version.
fn has_happened<D: Disk>(
    disk: &D,
    target: &Target<D>,
    part: &mut Part<'_, D>,
    bytes: &[u8],
    error: &io::Error,
) -> Result<bool, Cause> {
    let under_its_own_name = part.is_there(bytes);
    if matches!(under_its_own_name, Ok(true)) {
        return Ok(false);
    }
    part.stays();
    match (under_its_own_name, target.holds(disk, bytes)) {
        (_, Ok(true)) => Ok(true),
        // Somebody took the part away.
        (Ok(false), Ok(false)) if is_missing(error) => Ok(false),
        (Ok(_) | Err(_), Ok(false) | Err(_)) => {
            Err(Cause::Unknown(io::Error::new(error.kind(), error.to_string())))
        }
    }
}
