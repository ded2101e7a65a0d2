//! `merge`: brings two versions of a project together, by hand or for git.

use super::{
    arguments::MergeArguments,
    failure::Failure,
    output::{Output, open_and_tell, tell, tell_about},
};
use crate::{
    edit::merge_versions,
    format::{ReadCause, counted},
    model::{Project, Timestamp},
    storage::{self, Cause, Expected},
};
use std::path::Path;

/// Whether nothing is left for a person to decide.
pub(super) fn run(arguments: &MergeArguments, output: &mut Output) -> Result<bool, Failure> {
    let MergeArguments { ours: our_path, theirs, base, output: target, force, no_backup } = arguments;
    let replaces_ours = storage::is_same_file(our_path, target);
    if !force && !replaces_ours && target.symlink_metadata().is_ok() {
        return Err(Failure::WouldReplace(target.clone()));
    }
    let ours = open_and_tell(our_path)?;
    let theirs = open_and_tell(theirs)?.project;
    let base = base.as_deref().map(open_base).transpose()?.flatten();
    let merged = merge_versions(base.as_ref(), &ours.project, &theirs);
    for clash in &merged.clashes {
        output.line(clash)?;
    }
    let saved = if *no_backup {
        storage::write_without_backup(target, &merged.project)?
    } else {
        let expected = match (replaces_ours, force) {
            (true, _) => Expected::Version(ours.fingerprint),
            (false, true) => Expected::Anything,
            (false, false) => Expected::NoFile,
        };
        let now = Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second());
        storage::save(target, &merged.project, expected, now)?
    };
    tell_about(&saved);
    let open = merged.clashes.iter().filter(|clash| clash.needs_decision()).count();
    let left = match open {
        0 => "nothing is left to decide".to_owned(),
        _ => format!("{} left to decide", counted(open, "thing")),
    };
    tell(format_args!("Merged: {left}. ({})", target.display()));
    Ok(open == 0)
}

/// The version that both came from. Git hands in an empty file when there is none.
fn open_base(path: &Path) -> Result<Option<Project>, Failure> {
    match storage::open(path) {
        Ok(opened) => Ok(Some(opened.project)),
        Err(error) if matches!(&error.cause, Cause::Read(why) if why.cause == ReadCause::Empty) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
