//! `Document`: the open project, its history, its rows, and where it was saved.

use super::{
    Access, Arrangement, ClaimList, Command, DeskNumber, Expected, Job, JournalName, JournalState, Outside,
    Protect, RecoveredWork, SavedFile, Search, Selection,
    claim_list::{ArrangeRequest, Followed},
};
use crate::{
    edit::{Edit, History, MadeStep, Recorded, Refusal, Replacement, Step},
    model::{ClaimId, Fingerprint, Project, Timestamp},
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
    /// The file was written, but it is not certain that the disk holds it for good.
    NotConfirmed,
    /// A save is under way.
    Saving,
    /// There are changes that no file holds.
    Unsaved,
}

/// What a project comes to the desk with.
#[derive(Debug)]
pub(super) struct Arrival {
    /// The project, with the steps that led to it.
    pub(super) history: History,
    /// Its file.
    pub(super) path: Option<PathBuf>,
    /// The version that a file holds, if one does: then closing it again at once loses nothing.
    pub(super) kept: Option<Arc<Project>>,
    /// The bytes of that file.
    pub(super) file_holds: Option<Fingerprint>,
    /// The journal that goes on.
    pub(super) journal: Option<JournalName>,
    /// Work that no file holds.
    pub(super) recovered: Option<RecoveredWork>,
    /// Whether it may be changed.
    pub(super) access: Access,
}

impl Arrival {
    /// A project that comes alone.
    pub(super) fn of(project: Arc<Project>, is_kept: bool) -> Self {
        Self {
            kept: is_kept.then(|| Arc::clone(&project)),
            history: History::new(project),
            path: None,
            file_holds: None,
            journal: None,
            recovered: None,
            access: Access::Full,
        }
    }
}

/// Where a project is, and what is there.
#[derive(Clone, Debug, Default)]
struct Home {
    path: Option<PathBuf>,
    /// The version that the file holds.
    kept: Option<Arc<Project>>,
    /// The bytes of the file; `None` when nothing is known to be there.
    file_holds: Option<Fingerprint>,
}

/// What must be done once the save under way has ended.
#[derive(Clone, Copy, Debug, Default)]
struct AfterSaving {
    /// Another save was asked for.
    save: bool,
    /// Something happened to the file: it may have been that save, or somebody else.
    look: bool,
}

/// One open project.
#[derive(Debug)]
pub struct Document {
    desk: DeskNumber,
    history: History,
    home: Home,
    saved_at: Option<Timestamp>,
    /// Why it is not certain that the disk holds the version saved last.
    not_confirmed: Option<String>,
    /// The version being written.
    in_flight: Option<Arc<Project>>,
    /// Where it was until a save to another file has succeeded.
    before_move: Option<Home>,
    /// Whether a file that is in the way of the move may be replaced.
    may_replace: bool,
    after_saving: AfterSaving,
    /// The version that may be lost: the person chose to go on without saving it.
    given_up: Option<Arc<Project>>,
    /// The journal that goes on; the keeper is told once.
    resume: Option<JournalName>,
    pub(super) journal: JournalState,
    pub(super) access: Access,
    pub(super) outside: Option<Outside>,
    pub(super) recovered: Option<RecoveredWork>,
    pub(super) selection: Selection,
    pub(super) list: ClaimList,
    pub(super) search: Search,
    /// A job is making a step of very many claims.
    pub(super) is_making_step: bool,
    /// What was asked for meanwhile and changes the project or takes it elsewhere.
    pub(super) waiting: Vec<(Command, Timestamp)>,
}

impl Document {
    pub(super) fn new(
        desk: DeskNumber,
        arrival: Arrival,
        arrangement: Arrangement,
    ) -> (Self, Option<ArrangeRequest>) {
        let Arrival { history, path, kept, file_holds, journal, recovered, access } = arrival;
        let (list, request) = ClaimList::new(Arc::clone(history.now()), arrangement);
        let document = Self {
            desk,
            history,
            home: Home { path, kept, file_holds },
            saved_at: None,
            not_confirmed: None,
            in_flight: None,
            before_move: None,
            may_replace: false,
            after_saving: AfterSaving::default(),
            given_up: None,
            resume: journal,
            journal: JournalState::Beginning,
            access,
            outside: None,
            recovered,
            selection: Selection::default(),
            list,
            search: Search::default(),
            is_making_step: false,
            waiting: Vec::new(),
        };
        (document, request)
    }

    /// Which project on the desk this is.
    pub fn desk(&self) -> DeskNumber {
        self.desk
    }

    /// Whether it may be changed here.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Whether every change is written down as it happens.
    pub fn journal(&self) -> &JournalState {
        &self.journal
    }

    /// How the file differs from what the desk believes, while that waits for an answer.
    pub fn outside(&self) -> Option<&Outside> {
        self.outside.as_ref()
    }

    /// Work of an earlier sitting that the person has not decided about.
    pub fn recovered(&self) -> Option<&RecoveredWork> {
        self.recovered.as_ref()
    }

    /// Why it is not certain that the disk holds the version saved last, in a sentence.
    pub fn not_confirmed(&self) -> Option<&str> {
        self.not_confirmed.as_deref()
    }

    /// The version that the file holds, as far as the desk knows.
    pub fn in_file(&self) -> Option<&Arc<Project>> {
        self.home.kept.as_ref()
    }

    /// The bytes that the file holds, as far as the desk knows.
    pub fn file_holds(&self) -> Option<Fingerprint> {
        self.home.file_holds
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
        self.home.path.as_deref()
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

    /// Whether there is something that no file holds: changes, or the whole project when its file is gone
    /// or cannot be opened any more.
    pub fn has_unsaved_changes(&self) -> bool {
        let is_file_lost = matches!(self.outside, Some(Outside::Gone | Outside::Unreadable { .. }));
        is_file_lost || self.has_own_changes()
    }

    /// Whether the desk has another version than the file was given last.
    pub(super) fn has_own_changes(&self) -> bool {
        self.is_making_step || self.home.kept.as_ref().is_none_or(|kept| !kept.ptr_eq(self.project()))
    }

    /// Whether there is anything to ask about before it goes off the desk.
    pub(super) fn has_work_to_lose(&self) -> bool {
        if self.may_change() { self.has_unsaved_changes() } else { self.has_own_work() }
    }

    /// Whether it has changes that are in no file, and in no other window's hands.
    pub(super) fn has_own_work(&self) -> bool {
        match self.access {
            Access::Full => self.has_own_changes(),
            // The other window got the journal.
            Access::TakenOver => self.has_own_changes() && !self.is_in_journal(),
            Access::OpenElsewhere | Access::ReadOnly(_) => false,
        }
    }

    /// Whether another project in its place would lose changes that nobody has given up.
    pub(super) fn would_lose_work(&self) -> bool {
        let is_given_up = self.given_up.as_ref().is_some_and(|version| version.ptr_eq(self.project()));
        self.has_work_to_lose() && (self.is_making_step || !is_given_up)
    }

    /// Whether the journal has every change.
    pub(super) fn is_in_journal(&self) -> bool {
        matches!(self.journal, JournalState::On | JournalState::OnReserve)
    }

    /// Whether it may be changed here.
    pub(super) fn may_change(&self) -> bool {
        self.access == Access::Full
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
        } else if self.not_confirmed.is_some() {
            SaveState::NotConfirmed
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
        let stem = self.home.path.as_ref().and_then(|path| path.file_stem());
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
        self.select_no_gone_claims();
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

    /// What happened since the journal was given its last change.
    pub(super) fn take_recorded(&mut self) -> Vec<Recorded> {
        self.history.take_recorded()
    }

    /// A look at its file; none while it has no file.
    pub(super) fn look(&self) -> Option<Job> {
        let path = self.home.path.clone()?;
        Some(Job::Look { path, known: self.home.file_holds, on_desk: Arc::clone(self.project()) })
    }

    /// What the keeper needs to begin.
    pub(super) fn protect(&self, take_over: bool, at: Timestamp) -> Protect {
        Protect {
            desk: self.desk,
            path: self.home.path.clone(),
            holds: self.home.file_holds,
            project: Arc::clone(self.project()),
            resume: self.resume.clone(),
            is_unsaved: self.has_unsaved_changes(),
            take_over,
            at,
        }
    }

    /// The version to write now and what must stand in its place, or none while one is being written:
    /// then another save follows.
    pub(super) fn start_saving(&mut self) -> Option<(Arc<Project>, Expected)> {
        self.history.seal();
        if self.in_flight.is_some() {
            self.after_saving.save = true;
            return None;
        }
        let version = Arc::clone(self.project());
        self.in_flight = Some(Arc::clone(&version));
        let expected = match (&self.before_move, self.home.file_holds) {
            (_, Some(holds)) => Expected::Version(holds),
            (Some(_), None) if self.may_replace => Expected::Anything,
            (_, None) => Expected::NoFile,
        };
        Some((version, expected))
    }

    /// The project is to be saved to another file from now on.
    pub(super) fn move_to(&mut self, path: PathBuf, may_replace: bool) {
        if self.home.path.as_ref() != Some(&path) {
            let there = Home { path: Some(path), kept: None, file_holds: None };
            let before = std::mem::replace(&mut self.home, there);
            // A second move before the first is done still starts where the project really is.
            self.before_move.get_or_insert(before);
            self.may_replace = may_replace;
        }
    }

    /// Whether it is on its way to another file.
    pub(super) fn is_moving(&self) -> bool {
        self.before_move.is_some()
    }

    /// Whether this very version is being written just now.
    pub(super) fn is_writing(&self, version: &Arc<Project>) -> bool {
        self.in_flight.as_ref().is_some_and(|written| Arc::ptr_eq(written, version))
    }

    /// Has the file looked at once the save under way has ended.
    pub(super) fn look_after_saving(&mut self) {
        self.after_saving.look = true;
    }

    /// Whether the file must be looked at now that the save has ended.
    pub(super) fn must_look(&mut self) -> bool {
        std::mem::take(&mut self.after_saving.look)
    }

    /// Whether some version is being written just now.
    pub(super) fn is_saving(&self) -> bool {
        self.in_flight.is_some()
    }

    /// The version being written is on the disk; says whether another save must follow.
    pub(super) fn finish_saving(
        &mut self,
        path: &Path,
        written: Arc<Project>,
        saved: &SavedFile,
        at: Timestamp,
    ) -> bool {
        self.in_flight = None;
        let asked_again = std::mem::take(&mut self.after_saving.save);
        let here =
            Home { path: Some(path.to_path_buf()), kept: Some(written), file_holds: Some(saved.fingerprint) };
        if self.home.path.as_deref() != Some(path) {
            // It was told to move while this was written: here it is until it has moved.
            self.before_move = Some(here);
            return true;
        }
        self.home = here;
        self.before_move = None;
        self.saved_at = Some(at);
        self.not_confirmed.clone_from(&saved.not_confirmed);
        self.outside = None;
        asked_again && self.has_unsaved_changes()
    }

    /// The version being written is not on the disk. A project that was to move there stays where it
    /// was; says whether it was told to move to yet another file meanwhile, to which a save must follow.
    pub(super) fn fail_saving(&mut self, path: &Path) -> bool {
        self.in_flight = None;
        self.after_saving.save = false;
        if self.home.path.as_deref() != Some(path) {
            return true;
        }
        if let Some(before) = self.before_move.take() {
            self.home = before;
        }
        false
    }

    /// The file holds this version now, whoever put it there.
    pub(super) fn file_is(&mut self, version: Arc<Project>, fingerprint: Fingerprint) {
        self.home.kept = Some(version);
        self.home.file_holds = Some(fingerprint);
        self.outside = None;
    }

    /// The person has seen what the file holds, and wants it replaced.
    pub(super) fn replace_file(&mut self, holds: Option<Fingerprint>) {
        self.home.kept = None;
        self.home.file_holds = holds;
        self.outside = None;
    }

    /// Another version takes the place of the present one, as a step.
    pub(super) fn replace_with(
        &mut self,
        version: Arc<Project>,
        because: Replacement,
        at: Timestamp,
    ) -> Result<Option<ArrangeRequest>, Refusal> {
        self.history.seal();
        let request = self.apply(Edit::ReplaceWith { version, because }, at)?;
        self.select_no_gone_claims();
        self.history.seal();
        Ok(request)
    }

    /// Goes back to this version: by undoing, where that leads there.
    pub(super) fn go_back_to(
        &mut self,
        version: &Arc<Project>,
        at: Timestamp,
    ) -> Result<Option<ArrangeRequest>, Refusal> {
        let steps = self.history.past().position(|step| step.before().ptr_eq(version));
        if let Some(steps) = steps {
            return Ok(self.go_to(steps));
        }
        if self.project().ptr_eq(version) {
            return Ok(None);
        }
        self.replace_with(Arc::clone(version), Replacement::Reloaded, at)
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

    /// Of another version nothing is known beforehand: as many claims as before can be other ones.
    fn select_no_gone_claims(&mut self) {
        let project = Arc::clone(self.project());
        self.selection.retain(|id| project.claim(id).is_some());
        self.list.keep(self.selection.primary());
    }

    fn follow(&mut self) -> Option<ArrangeRequest> {
        let project = Arc::clone(self.project());
        self.search.follow(project.article());
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
