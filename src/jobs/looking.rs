//! Looks at files: the project's own, its backups, and where each copy of the work is.

use super::{Surroundings, recovering};
use crate::{
    edit::merge_versions,
    format::counted,
    model::{Difference, Fingerprint, Project},
    storage::{self, Backup, Cause, StorageError},
    workspace::{
        BackupEntry, BackupList, ChosenBackup, Failure, Found, JournalState, MergeWith, Merged,
        OutsideVersion, SafetyReport, SafetyRow, Trust,
    },
};
use std::{io::ErrorKind, path::Path, sync::Arc};

/// What the file holds, compared with the version that is expected and with the project on the desk.
pub(super) fn look(path: &Path, known: Option<Fingerprint>, on_desk: Arc<Project>) -> Found {
    if known.is_some() && storage::fingerprint_of(path) == known {
        return Found::Expected;
    }
    match storage::open(path) {
        // It came back between the two.
        Ok(opened) if known == Some(opened.fingerprint) => Found::Expected,
        Ok(opened) if opened.project == *on_desk => {
            Found::OnDesk { project: on_desk, fingerprint: opened.fingerprint }
        }
        Ok(opened) => Found::Changed(OutsideVersion {
            project: Arc::new(opened.project),
            fingerprint: opened.fingerprint,
            warnings: opened.warnings.iter().map(ToString::to_string).collect(),
        }),
        Err(error) if is_missing(&error) => Found::Gone,
        Err(error) => Found::Unreadable { fingerprint: storage::fingerprint_of(path), failure: error.into() },
    }
}

fn is_missing(error: &StorageError) -> bool {
    matches!(&error.cause, Cause::System(error) if error.kind() == ErrorKind::NotFound)
}

pub(super) fn merge(base: Option<&Project>, ours: Arc<Project>, theirs: MergeWith) -> Merged {
    let other = match &theirs {
        MergeWith::Outside(version) => &version.project,
        MergeWith::Recovered(project) => project,
    };
    let merged = merge_versions(base, &ours, other);
    Merged { project: Arc::new(merged.project), clashes: merged.clashes, ours, theirs }
}

pub(super) fn list_backups(path: &Path) -> BackupList {
    let folder = storage::backups_folder(path);
    match storage::backups_of(path) {
        Ok(backups) => {
            let entries = backups.into_iter().map(entry).collect();
            BackupList { folder, entries, problem: None, chosen: None }
        }
        Err(error) => {
            let problem = Some(format!("{}. {}", error.headline(), error.explanation(false)));
            BackupList { folder, problem, ..BackupList::default() }
        }
    }
}

fn entry(backup: Backup) -> BackupEntry {
    let pinned = backup.is_pinned().then(|| backup.reason.words().to_owned());
    BackupEntry { number: backup.number, label: backup.label, bytes: backup.bytes, pinned }
}

pub(super) fn read_backup(path: &Path, number: u64, now: &Project) -> ChosenBackup {
    let outcome = find_backup(path, number).map_err(|failure| failure.detail).map(|project| {
        let difference = Difference::between(&project, now);
        (project, difference)
    });
    ChosenBackup { number, outcome }
}

/// The project in a backup.
pub(super) fn find_backup(path: &Path, number: u64) -> Result<Arc<Project>, Failure> {
    let backups = storage::backups_of(path)?;
    let Some(backup) = backups.iter().find(|backup| backup.number == number) else {
        return Err(Failure {
            text: "This backup is not there any more.".into(),
            detail: "Newer backups may have taken its place. Look at the list again.".into(),
        });
    };
    Ok(Arc::new(storage::read_backup(backup)?.project))
}

/// The newest backup that opens: its number and its label.
pub(super) fn last_good(path: &Path) -> Option<(u64, String)> {
    let backups = storage::backups_of(path).ok()?;
    let good = backups.into_iter().find(|backup| storage::read_backup(backup).is_ok())?;
    Some((good.number, good.label))
}

/// Where each copy of the work is; every byte is read only when it is to be verified.
pub(super) fn look_at_safety(
    path: Option<&Path>,
    holds: Option<Fingerprint>,
    journal: Option<&JournalState>,
    surroundings: &Surroundings,
    verify: bool,
) -> SafetyReport {
    let mut rows = Vec::new();
    match path {
        Some(path) => {
            rows.push(project_row(path, holds, verify));
            rows.push(backups_row(path, verify));
        }
        None => rows.push(SafetyRow {
            what: "Project file".into(),
            place: "none yet".into(),
            state: if journal == Some(&JournalState::On) || journal == Some(&JournalState::OnReserve) {
                "This project was never saved; only the journal has it.".into()
            } else {
                "This project was never saved; no file has it.".into()
            },
            trust: Trust::Doubtful,
        }),
    }
    rows.push(recovering::journal_row(surroundings, journal, verify));
    SafetyReport { rows, is_verified: verify }
}

fn project_row(path: &Path, holds: Option<Fingerprint>, verify: bool) -> SafetyRow {
    let (state, trust) = if verify {
        match storage::open(path) {
            Ok(opened) if Some(opened.fingerprint) == holds => {
                ("Read and checked just now: it holds what was saved.".to_owned(), Trust::Verified)
            }
            Ok(_) => ("It opens, but somebody else changed it.".to_owned(), Trust::Doubtful),
            Err(error) => (error.explanation(false), Trust::Broken),
        }
    } else if storage::exists(path) {
        ("It is there.".to_owned(), Trust::Fine)
    } else {
        ("It is not there.".to_owned(), Trust::Broken)
    };
    SafetyRow { what: "Project file".into(), place: path.display().to_string(), state, trust }
}

fn backups_row(path: &Path, verify: bool) -> SafetyRow {
    let place = storage::backups_folder(path).display().to_string();
    let (state, trust) = match storage::backups_of(path) {
        Ok(backups) if backups.is_empty() => {
            ("None yet: the first is made when the project is saved again.".to_owned(), Trust::Fine)
        }
        Ok(backups) => {
            let number = counted(backups.len(), "earlier version");
            let bad = if verify { unreadable(&backups) } else { Vec::new() };
            match bad.as_slice() {
                [] if verify => (format!("{number}, all of them read and checked."), Trust::Verified),
                [] => (format!("{number}."), Trust::Fine),
                bad => (format!("{number}; these do not open: {}.", bad.join(", ")), Trust::Doubtful),
            }
        }
        Err(error) => (error.explanation(false), Trust::Broken),
    };
    SafetyRow { what: "Backups".into(), place, state, trust }
}

fn unreadable(backups: &[Backup]) -> Vec<String> {
    let bad = backups.iter().filter(|backup| storage::read_backup(backup).is_err());
    bad.map(|backup| file_name(&backup.path)).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
