//! Brings back work that no file holds, from journals.

use super::{Surroundings, label_now};
use crate::{
    format::{counted, journal::JournalId},
    model::{Fingerprint, Project, Timestamp},
    storage::{
        self, StateFolder,
        journal::{self, Decision, Recovered, Unfinished},
    },
    workspace::{
        Failure, JournalName, JournalState, Notice, OpenedProject, RecoveredProject, RecoveredWork,
        SafetyRow, Trust, UnfinishedWork,
    },
};
use std::{path::Path, sync::Arc};

fn home(surroundings: &Surroundings) -> Option<StateFolder> {
    StateFolder::at(surroundings.state.as_deref()?).ok()
}

fn id_of(name: &JournalName) -> Option<JournalId> {
    name.0.parse().ok()
}

fn name_of(id: JournalId) -> JournalName {
    JournalName(id.to_string())
}

/// What the journal of a project's file has: the steps of the last sittings and work that was not saved.
///
/// The file itself was read already; a journal that cannot be used is no reason not to open it.
pub(super) fn with_journal(
    path: &Path,
    in_file: &Arc<Project>,
    fingerprint: Fingerprint,
    surroundings: &Surroundings,
) -> Option<OpenedProject> {
    let home = home(surroundings)?;
    let _alone = surroundings.read_journals();
    surroundings.let_go_of_held();
    let found = journal::find_for(&home, path, Some(fingerprint)).ok()?;
    let opened = found.map(|id| with_its_journal(id, &home, in_file, fingerprint, surroundings));
    let mut opened = opened.unwrap_or_else(|| OpenedProject::of(Arc::clone(in_file), fingerprint));
    if opened.recovered.is_none() {
        // A sitting that the present journal does not go on from may have left work as well.
        let other = journal::find_unsaved_for(&home, path, found).ok().flatten();
        opened.recovered = other.and_then(|id| beside(&journal::recover(&home, id).ok()?, &home, in_file));
    }
    Some(opened)
}

fn with_its_journal(
    id: JournalId,
    home: &StateFolder,
    in_file: &Arc<Project>,
    fingerprint: Fingerprint,
    surroundings: &Surroundings,
) -> OpenedProject {
    let plain = OpenedProject::of(Arc::clone(in_file), fingerprint);
    let recovered = match journal::recover(home, id) {
        Ok(recovered) => recovered,
        Err(error) => return OpenedProject { warnings: vec![error.to_string()], ..plain },
    };
    let opened = match journal::decide(Some(fingerprint), &recovered) {
        // What the journal made is the same project: where it is not, the file is right.
        Decision::NothingToRecover if **recovered.history.now() != **in_file => {
            read_well(&recovered, home);
            return plain;
        }
        Decision::NothingToRecover => OpenedProject {
            history: Box::new(recovered.history.clone()),
            in_file: Arc::clone(recovered.history.now()),
            journal: Some(name_of(id)),
            ..plain
        },
        Decision::Replay => {
            let base = recovered.version_in(fingerprint).cloned().unwrap_or_else(|| Arc::clone(in_file));
            OpenedProject {
                history: Box::new(recovered.history.clone()),
                in_file: Arc::clone(&base),
                journal: Some(name_of(id)),
                recovered: Some(work_of(&recovered, base, true)),
                ..plain
            }
        }
        Decision::Beside => {
            return OpenedProject { recovered: beside(&recovered, home, in_file), ..plain };
        }
    };
    surroundings.keep_for_keeper(recovered);
    opened
}

/// Work that waits beside the file; its journal is left as it is until the person has decided.
fn beside(recovered: &Recovered, home: &StateFolder, in_file: &Arc<Project>) -> Option<RecoveredWork> {
    read_well(recovered, home);
    let base = recovered.saved.clone().unwrap_or_else(|| Arc::clone(in_file));
    (recovered.edits > 0).then(|| work_of(recovered, base, false))
}

/// The journal is not gone on with, so nobody else says that reading it did no harm.
fn read_well(recovered: &Recovered, home: &StateFolder) {
    let _only_the_count_suffers = journal::recovered_well(home, recovered.id);
}

fn work_of(recovered: &Recovered, base: Arc<Project>, is_on_desk: bool) -> RecoveredWork {
    RecoveredWork {
        journal: name_of(recovered.id),
        edits: recovered.edits,
        until: Some(recovered.until),
        version: Arc::clone(recovered.history.now()),
        base,
        is_on_desk,
        damage: recovered.damage.as_ref().map(|damage| damage.text.clone()),
    }
}

/// The journal with unsaved work for a file that cannot be opened.
pub(super) fn unsaved_for(path: &Path, surroundings: &Surroundings) -> Option<JournalName> {
    let home = home(surroundings)?;
    let _alone = surroundings.read_journals();
    journal::find_for(&home, path, storage::fingerprint_of(path)).ok()?.map(name_of)
}

/// Brings back the work in a journal, whatever its file is like.
pub(super) fn recover(name: &JournalName, surroundings: &Surroundings) -> Result<RecoveredProject, Failure> {
    let (Some(home), Some(id)) = (home(surroundings), id_of(name)) else {
        return Err(not_recovered("There is nothing to recover any more."));
    };
    let _alone = surroundings.read_journals();
    surroundings.let_go_of_held();
    let recovered = journal::recover(&home, id).map_err(|error| not_recovered(&error.to_string()))?;
    let version = Arc::clone(recovered.history.now());
    let base = recovered.saved.clone().unwrap_or_else(|| Arc::clone(&version));
    // Only what the file really holds now counts as saved.
    let file = recovered.path.as_deref().and_then(storage::fingerprint_of);
    let in_file = file.and_then(|file| recovered.version_in(file));
    let project = RecoveredProject {
        history: Box::new(recovered.history.clone()),
        path: recovered.path.clone(),
        file: recovered.fingerprint,
        in_file: in_file.cloned(),
        work: work_of(&recovered, base, true),
    };
    surroundings.keep_for_keeper(recovered);
    Ok(project)
}

fn not_recovered(why: &str) -> Failure {
    Failure { text: "The unsaved work was not brought back.".into(), detail: why.to_owned() }
}

/// Work that programs left which did not end as they should.
pub(super) fn list(surroundings: &Surroundings) -> Vec<UnfinishedWork> {
    let Some(home) = home(surroundings) else { return Vec::new() };
    let _alone = surroundings.read_journals();
    // What is long done with goes to the trash, and what is long in the trash goes: not today is no loss.
    let _not_today = journal::prune(&home, label_now());
    let unfinished = journal::list(&home).unwrap_or_default();
    unfinished
        .into_iter()
        .map(|Unfinished { id, title, path, edits, until, damaged }| UnfinishedWork {
            journal: name_of(id),
            title,
            path,
            edits,
            until: Some(until),
            damage: damaged
                .then(|| "Part of its journal is damaged; what can be read is brought back.".to_owned()),
        })
        .collect()
}

pub(super) fn discard(name: &JournalName, surroundings: &Surroundings) -> Result<(), Failure> {
    let (Some(home), Some(id)) = (home(surroundings), id_of(name)) else { return Ok(()) };
    surroundings.forget_for_keeper(id);
    journal::discard(&home, id, label_now()).map(drop).map_err(|error| Failure {
        text: "The unsaved work was not put into the trash.".into(),
        detail: error.to_string(),
    })
}

pub(super) fn put_in_trash(
    project: &Project,
    at: Timestamp,
    surroundings: &Surroundings,
) -> Result<Notice, Failure> {
    let home = home(surroundings).ok_or_else(|| Failure {
        text: "The version that was discarded is not in the trash: there is no folder for it.".into(),
        detail: "The history still has it: undo brings it back.".into(),
    })?;
    storage::put_in_trash(&home, project, at)?;
    Ok(Notice::info("The recovered changes are discarded; a copy is in the trash."))
}

/// The journals, as the page of all copies shows them.
pub(super) fn journal_row(
    surroundings: &Surroundings,
    open: Option<&JournalState>,
    verify: bool,
) -> SafetyRow {
    let what = "Journal".to_owned();
    let Some(home) = home(surroundings) else {
        return SafetyRow {
            what,
            place: "nowhere".into(),
            state: "The system names no folder for it: unsaved work is not written down.".into(),
            trust: Trust::Broken,
        };
    };
    let place = home.path().join("recovery").display().to_string();
    let _alone = surroundings.read_journals();
    let unfinished = journal::list(&home).unwrap_or_default();
    let damaged = unfinished.iter().filter(|work| work.damaged).count();
    let (state, trust) = if let Some(JournalState::Off(why)) = open {
        (why.clone(), Trust::Broken)
    } else if open == Some(&JournalState::Beginning) {
        ("The journal of the open project is being begun.".to_owned(), Trust::Doubtful)
    } else if damaged > 0 {
        (
            format!("{} with unsaved work, {damaged} of them damaged.", counted(unfinished.len(), "journal")),
            Trust::Doubtful,
        )
    } else if unfinished.is_empty() {
        (
            "Every change is written down as it happens; no work of earlier sittings waits.".to_owned(),
            trust(verify),
        )
    } else {
        (
            format!(
                "{} with unsaved work of earlier sittings; the start page lists them.",
                counted(unfinished.len(), "journal")
            ),
            trust(verify),
        )
    };
    SafetyRow { what, place, state, trust }
}

const fn trust(verified: bool) -> Trust {
    if verified { Trust::Verified } else { Trust::Fine }
}
