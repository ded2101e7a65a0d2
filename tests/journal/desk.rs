//! A desk with a journal: what a window does with a project, without the window.

use claimdesk::{
    edit::{Edit, History},
    format::{self, journal::Sitting},
    model::{ClaimField, ClaimId, Fingerprint, Project, Status, TextRange, Timestamp},
    storage::{
        StateFolder,
        journal::{Journal, Recovered},
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

pub(super) const PATH: &str = "/projects/bridge.ron";

pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(1_790_000_000 + seconds)
}

/// A state folder, in memory where the system has such a place: thousands of cases are synced.
pub(super) fn home() -> (TempDir, StateFolder) {
    let in_memory = Path::new("/dev/shm");
    let folder = if in_memory.is_dir() { TempDir::new_in(in_memory) } else { TempDir::new() };
    let folder = folder.expect("there is a place for temporary files");
    let home = StateFolder::at(&folder.path().join("state")).expect("it is ours");
    (folder, home)
}

pub(super) fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("from 1 on")
}

pub(super) fn fingerprint_of(project: &Project) -> Fingerprint {
    Fingerprint::of(format::write(project).expect("it can be written").as_bytes())
}

/// A project in a window, its journal, and everything the window knows about its file.
pub(super) struct Desk {
    pub(super) history: History,
    pub(super) journal: Journal,
    pub(super) clock: i64,
    /// The version that the file holds.
    pub(super) saved: Option<Arc<Project>>,
    /// Every project there was, in their order.
    pub(super) states: Vec<Arc<Project>>,
}

impl Desk {
    /// The project was just opened from its file.
    pub(super) fn open(home: &StateFolder, project: Project) -> Self {
        let project = Arc::new(project);
        let journal = Journal::begin(home, sitting(Some(&project)), &project).expect("there is room");
        Self::of(History::new(project), journal, true)
    }

    /// The project was just made and is in no file.
    pub(super) fn open_untitled(home: &StateFolder, project: Project) -> Self {
        let project = Arc::new(project);
        let journal = Journal::begin(home, sitting(None), &project).expect("there is room");
        Self::of(History::new(project), journal, false)
    }

    /// The work was recovered and is gone on with; its file holds this version.
    pub(super) fn resume(home: &StateFolder, mut recovered: Recovered, saved: Option<Arc<Project>>) -> Self {
        let saved = recovered.saved.clone().or(saved);
        let journal =
            Journal::resume(home, &mut recovered, sitting(saved.as_deref())).expect("there is room");
        Self { saved, ..Self::of(recovered.history.clone(), journal, false) }
    }

    fn of(history: History, journal: Journal, is_saved: bool) -> Self {
        let now = Arc::clone(history.now());
        Self { saved: is_saved.then(|| Arc::clone(&now)), states: vec![now], history, journal, clock: 0 }
    }

    /// Does something to the history; each thing that happens is written down on its own.
    pub(super) fn does(&mut self, change: impl FnOnce(&mut History, Timestamp)) {
        self.clock += 1;
        change(&mut self.history, at(self.clock));
        let recorded = self.history.take_recorded();
        let now = Arc::clone(self.history.now());
        self.journal.append(&recorded, &now, at(self.clock)).expect("there is room");
        if self.states.last() != Some(&now) {
            self.states.push(now);
        }
    }

    pub(super) fn edits(&mut self, edit: Edit) {
        self.does(|history, at| history.apply(edit, at).expect("the edit fits"));
    }

    pub(super) fn tags(&mut self, claims: &[u32], status: Status) {
        let claims = claims.iter().map(|number| id(*number)).collect();
        self.edits(Edit::SetStatus { claims, status: Some(status) });
    }

    /// Types letter by letter.
    pub(super) fn types(&mut self, claim: u32, field: ClaimField, text: &str) {
        self.history.seal();
        for (end, letter) in text.char_indices() {
            let typed = text[..end + letter.len_utf8()].to_owned();
            let claim = id(claim);
            self.does(|history, _| {
                // Letters come faster than the clock ticks.
                history.apply(Edit::SetField { claim, field, typed }, at(1)).expect("the claim is there");
            });
        }
        self.history.seal();
    }

    pub(super) fn saves(&mut self) {
        self.history.seal();
        let version = Arc::clone(self.history.now());
        let mark = self.journal.save_begins(Path::new(PATH));
        self.clock += 1;
        let fingerprint = fingerprint_of(&version);
        self.journal.saved(Path::new(PATH), fingerprint, mark, at(self.clock)).expect("there is room");
        self.saved = Some(version);
    }

    pub(super) fn now(&self) -> &Arc<Project> {
        self.history.now()
    }
}

pub(super) fn sitting(file: Option<&Project>) -> Sitting {
    Sitting {
        who: "maria".into(),
        at: at(0),
        path: file.map(|_| PathBuf::from(PATH)),
        fingerprint: file.map(fingerprint_of),
        unsaved: 0,
    }
}

const TEXT: &str = "The bridge opens in May. It cost 12 million.\n\nTraffic fell — by “40 %”.";

pub(super) fn bridge() -> Project {
    Project::new("Bridge", TEXT.into())
}

pub(super) fn passage(words: &str) -> TextRange {
    let start = TEXT.find(words).expect("the words are there");
    TextRange::new(start, start + words.len()).expect("not empty")
}

/// What an afternoon brings: claims, passages, typing, tags, undo and redo, bulk edits, saves, and so many
/// changes that both files of the journal are begun anew.
pub(super) fn afternoon(desk: &mut Desk) {
    desk.journal.set_changes_per_file(14);
    for words in ["opens in May", "12 million", "fell"] {
        desk.edits(Edit::AddClaim { text: words.into(), passages: vec![passage(words)] });
    }
    desk.tags(&[2], Status::Disputed);
    desk.types(2, ClaimField::Reason, "Two figures");
    desk.saves();
    desk.tags(&[1, 2, 3], Status::Unconfirmed);
    desk.does(|history, _| assert!(history.undo().is_some()));
    desk.does(|history, _| assert!(history.redo().is_some()));
    desk.edits(Edit::AddPassage { claim: id(3), passage: passage("40 %") });
    desk.does(|history, _| history.go_to(2));
    desk.does(|history, _| history.go_to(5));
    desk.edits(Edit::SetTitle("The bridge".into()));
    desk.types(1, ClaimField::Note, "Ask — the “office”");
    desk.saves();
    desk.edits(Edit::DeleteClaims(vec![id(3)]));
    desk.tags(&[1], Status::Sourced);
    desk.does(|history, _| assert!(history.undo().is_some()));
    desk.tags(&[2], Status::Sourced);
}

/// The files of a journal with their names and bytes, but for the lock and the count of attempts.
pub(super) fn files_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut files: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("listed").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "jnl"))
        .map(|path| (path.clone(), fs::read(&path).expect("readable")))
        .collect();
    files.sort();
    files
}

/// A history as one can see it.
pub(super) fn seen(history: &History) -> Vec<(String, Timestamp)> {
    let steps = history.past().chain(history.future());
    steps.map(|step| (step.label().to_owned(), step.at())).collect()
}
