//! `Document`: the open project, its history, its rows, and where it was saved.

use super::{
    Arrangement, ClaimList, Command, Search, Selection,
    claim_list::{ArrangeRequest, Followed},
};
use crate::{
    edit::{Edit, History, MadeStep, Refusal, Step},
    model::{ClaimId, Project, Timestamp},
};
use std::{
    collections::HashSet,
    path::{Path, PathBuf},
    sync::Arc,
};

/// How far the project on the screen and its file agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// The file holds what is on the screen, since then; `None`: since it was opened.
    Saved(Option<Timestamp>),
    /// A save is under way.
    Saving,
    /// There are changes that no file holds.
    Unsaved,
}

/// One open project.
#[derive(Debug)]
pub struct Document {
    history: History,
    path: Option<PathBuf>,
    /// The version that a file holds.
    kept: Option<Arc<Project>>,
    saved_at: Option<Timestamp>,
    /// The version being written.
    in_flight: Option<Arc<Project>>,
    /// Where it was, and what was kept there, until a save to another file has succeeded.
    before_move: Option<(Option<PathBuf>, Option<Arc<Project>>)>,
    /// Another save was asked for while one was under way.
    save_again: bool,
    /// The version that may be lost: the person chose to go on without saving it.
    given_up: Option<Arc<Project>>,
    pub(super) selection: Selection,
    pub(super) list: ClaimList,
    pub(super) search: Search,
    /// A job is making a step of very many claims.
    pub(super) is_making_step: bool,
    /// What was asked for meanwhile and changes the project or takes it elsewhere.
    pub(super) waiting: Vec<(Command, Timestamp)>,
}

impl Document {
    /// A project that was just opened or made. `kept_elsewhere` says that closing it again at once
    /// loses nothing: it was read from a file.
    pub(super) fn new(
        project: Arc<Project>,
        path: Option<PathBuf>,
        kept_elsewhere: bool,
        arrangement: Arrangement,
    ) -> (Self, Option<ArrangeRequest>) {
        let (list, request) = ClaimList::new(Arc::clone(&project), arrangement);
        let document = Self {
            kept: kept_elsewhere.then(|| Arc::clone(&project)),
            history: History::new(project),
            path,
            saved_at: None,
            in_flight: None,
            before_move: None,
            save_again: false,
            given_up: None,
            selection: Selection::default(),
            list,
            search: Search::default(),
            is_making_step: false,
            waiting: Vec::new(),
        };
        (document, request)
    }

    /// The project as it is now.
    pub fn project(&self) -> &Arc<Project> {
        self.history.now()
    }

    /// The steps that led here.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// Its file.
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// Which claims are selected.
    pub fn selection(&self) -> &Selection {
        &self.selection
    }

    /// The rows of the table.
    pub fn list(&self) -> &ClaimList {
        &self.list
    }

    /// The search in the article.
    pub fn search(&self) -> &Search {
        &self.search
    }

    /// Whether a job is changing very many claims just now.
    pub fn is_making_step(&self) -> bool {
        self.is_making_step
    }

    /// Whether there are changes that no file holds.
    pub fn has_unsaved_changes(&self) -> bool {
        self.is_making_step || self.kept.as_ref().is_none_or(|kept| !kept.ptr_eq(self.project()))
    }

    /// Whether another project in its place would lose changes that nobody has given up.
    pub(super) fn would_lose_work(&self) -> bool {
        let is_given_up = self.given_up.as_ref().is_some_and(|version| version.ptr_eq(self.project()));
        self.is_making_step || (self.has_unsaved_changes() && !is_given_up)
    }

    /// The person goes on without saving the present version: that one, and no later one.
    pub(super) fn give_up(&mut self) {
        self.given_up = Some(Arc::clone(self.project()));
    }

    /// Whatever was given up, the person is asked again.
    pub(super) fn give_up_nothing(&mut self) {
        self.given_up = None;
    }

    /// How far the screen and the file agree.
    pub fn save_state(&self) -> SaveState {
        if self.in_flight.is_some() {
            SaveState::Saving
        } else if self.has_unsaved_changes() {
            SaveState::Unsaved
        } else {
            SaveState::Saved(self.saved_at)
        }
    }

    /// The name of the project, for the title of the window.
    pub fn name(&self) -> String {
        let title = self.project().title();
        if !title.trim().is_empty() {
            return title.to_owned();
        }
        let stem = self.path.as_ref().and_then(|path| path.file_stem());
        stem.map_or_else(|| "Untitled".to_owned(), |stem| stem.to_string_lossy().into_owned())
    }

    pub(super) fn apply(&mut self, edit: Edit, at: Timestamp) -> Result<Option<ArrangeRequest>, Refusal> {
        let new_claim = matches!(edit, Edit::AddClaim { .. }).then(|| self.project().next_claim_id());
        let successor = if let Edit::DeleteClaims(gone) = &edit { self.claim_after(gone) } else { None };
        self.history.apply(edit, at)?;
        if let Some(id) = new_claim.or(successor) {
            self.selection.set_only(id);
        }
        if new_claim.is_some() {
            // Before the rows follow, so that it has one even under a filter it does not pass.
            self.list.keep(new_claim);
        }
        Ok(self.follow())
    }

    /// Takes a step that a job made.
    pub(super) fn take_step(&mut self, made: MadeStep) -> Option<ArrangeRequest> {
        let successor =
            if let Edit::DeleteClaims(gone) = made.edit() { self.claim_after(gone) } else { None };
        if !self.history.take(made) {
            return None;
        }
        if let Some(id) = successor {
            self.selection.set_only(id);
        }
        self.follow()
    }

    pub(super) fn undo(&mut self) -> Option<ArrangeRequest> {
        let claims = self.history.undo().map(affected)?;
        self.after_step(&claims)
    }

    pub(super) fn redo(&mut self) -> Option<ArrangeRequest> {
        let claims = self.history.redo().map(affected)?;
        self.after_step(&claims)
    }

    pub(super) fn go_to(&mut self, steps: usize) -> Option<ArrangeRequest> {
        self.history.go_to(steps);
        self.follow()
    }

    /// All that is left of it when it goes off the desk.
    pub(super) fn into_history(self) -> History {
        self.history
    }

    pub(super) fn take_forgotten(&mut self) -> Vec<Step> {
        self.history.take_forgotten()
    }

    pub(super) fn seal(&mut self) {
        self.history.seal();
    }

    pub(super) fn changed_selection(&mut self) {
        self.history.seal();
        self.list.keep(self.selection.primary());
    }

    /// The version to write now, or none while one is being written: then another save follows.
    pub(super) fn start_saving(&mut self) -> Option<Arc<Project>> {
        self.history.seal();
        if self.in_flight.is_some() {
            self.save_again = true;
            return None;
        }
        self.in_flight = Some(Arc::clone(self.project()));
        self.in_flight.clone()
    }

    pub(super) fn set_path(&mut self, path: PathBuf) {
        if self.path.as_ref() != Some(&path) {
            let before = (self.path.replace(path), self.kept.take());
            // A second move before the first is done still starts where the project really is.
            self.before_move.get_or_insert(before);
        }
    }

    /// Whether this very version is being written just now.
    pub(super) fn is_writing(&self, version: &Arc<Project>) -> bool {
        self.in_flight.as_ref().is_some_and(|written| Arc::ptr_eq(written, version))
    }

    /// The version being written is on the disk; says whether another save must follow.
    pub(super) fn finish_saving(&mut self, path: &Path, written: Arc<Project>, at: Timestamp) -> bool {
        self.in_flight = None;
        let asked_again = std::mem::take(&mut self.save_again);
        if self.path.as_deref() != Some(path) {
            // It was told to move while this was written: here it is until it has moved.
            self.before_move = Some((Some(path.to_path_buf()), Some(written)));
            return true;
        }
        self.kept = Some(written);
        self.before_move = None;
        self.saved_at = Some(at);
        asked_again && self.has_unsaved_changes()
    }

    /// The version being written is not on the disk. A project that was to move there stays where it
    /// was; says whether it was told to move to yet another file meanwhile, to which a save must follow.
    pub(super) fn fail_saving(&mut self, path: &Path) -> bool {
        self.in_flight = None;
        self.save_again = false;
        if self.path.as_deref() != Some(path) {
            return true;
        }
        if let Some((path, kept)) = self.before_move.take() {
            self.path = path;
            self.kept = kept;
        }
        false
    }

    /// The claim to select when these, the selected one among them, are gone: the row below the last of them, or above.
    fn claim_after(&self, gone: &[ClaimId]) -> Option<ClaimId> {
        if !self.selection.primary().is_some_and(|primary| gone.contains(&primary)) {
            return None;
        }
        let rows = self.list.rows();
        let gone: HashSet<&ClaimId> = gone.iter().collect();
        let last = rows.iter().rposition(|row| gone.contains(row))?;
        rows[last + 1..]
            .iter()
            .find(|row| !gone.contains(row))
            .copied()
            .or_else(|| rows[..last].iter().rev().find(|row| !gone.contains(row)).copied())
    }

    fn after_step(&mut self, claims: &[ClaimId]) -> Option<ArrangeRequest> {
        let project = Arc::clone(self.project());
        let there = claims.iter().copied().filter(|id| project.claim(*id).is_some());
        self.selection.set_these(there);
        self.follow()
    }

    fn follow(&mut self) -> Option<ArrangeRequest> {
        let project = Arc::clone(self.project());
        let Followed { request, claims_are_gone } = self.list.follow(&project);
        if claims_are_gone {
            self.selection.retain(|id| project.claim(id).is_some());
        }
        self.list.keep(self.selection.primary());
        request
    }
}

/// Makes an edit of very many claims apart from the document, which takes it when it is done.
pub fn make_step(project: &Arc<Project>, edit: Edit, at: Timestamp) -> Result<MadeStep, Refusal> {
    MadeStep::make(project, edit, at)
}

fn affected(step: &Step) -> Vec<ClaimId> {
    step.claims().to_vec()
}
