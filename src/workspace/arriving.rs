//! How one project leaves the desk and another arrives.

use super::{
    Access, DamagedFile, DeskNumber, Document, Failure, Job, JournalName, Leaving, Next, Notice, OpenInstead,
    OpenedProject, RecoveredProject, UnsavedAnswer, Workspace, document::Arrival, file_names::file_name,
};
use crate::{
    edit::{Clash, History},
    model::{Fingerprint, Project, Timestamp},
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

impl Workspace {
    pub(super) fn leave(&mut self, next: Next) -> Vec<Job> {
        if let Some(document) = &mut self.document {
            document.give_up_nothing();
            if document.has_work_to_lose() {
                self.leaving = Leaving::Asking(next);
                return Vec::new();
            }
        }
        self.go_on(next)
    }

    pub(super) fn answer_unsaved(&mut self, answer: UnsavedAnswer, now: Timestamp) -> Vec<Job> {
        match (std::mem::take(&mut self.leaving), answer) {
            (Leaving::Asking(next), UnsavedAnswer::Save) => {
                self.leaving = Leaving::Saving(next);
                // What another window has is saved beside it, if at all.
                let is_own = self.document.as_ref().is_some_and(Document::may_change);
                if is_own { self.save(now) } else { self.ask_where_to_save() }
            }
            (Leaving::Asking(next), UnsavedAnswer::Discard) => {
                self.document.iter_mut().for_each(Document::give_up);
                self.go_on(next)
            }
            (Leaving::Asking(_), UnsavedAnswer::Cancel) => Vec::new(),
            (other, _) => {
                self.leaving = other;
                Vec::new()
            }
        }
    }

    pub(super) fn go_on(&mut self, next: Next) -> Vec<Job> {
        let job = match &next {
            Next::NewFromText { title, text } => {
                let project = Arc::new(Project::new(title, text.clone()));
                return self.put_on_desk(Arrival::of(project, false));
            }
            Next::CloseProject => {
                let mut jobs = self.clear_desk();
                jobs.push(Job::ListUnfinished);
                return jobs;
            }
            Next::Quit => {
                let mut jobs = self.let_go();
                jobs.push(Job::Quit);
                return jobs;
            }
            // It is here already; what its file holds is looked at.
            Next::Open(path) if self.has_saved(path) => return self.look(),
            Next::Import(path) => Job::Import(path.clone()),
            Next::Open(path) => Job::Open(path.clone()),
            Next::OpenBackup { path, number } => Job::OpenBackup { path: path.clone(), number: *number },
            Next::OpenSides(path) => Job::OpenSides(path.clone()),
            Next::Recover(journal) => Job::Recover(journal.clone()),
            Next::OpenSample => Job::OpenSample,
        };
        self.leaving = Leaving::Reading(next);
        vec![job]
    }

    pub(super) fn opened(
        &mut self,
        path: PathBuf,
        outcome: Result<OpenedProject, Box<DamagedFile>>,
    ) -> Vec<Job> {
        let wanted = Next::Open(path.clone());
        let opened = match outcome {
            Ok(opened) => opened,
            Err(damaged) if damaged.has_offer() && self.is_reading(&wanted) => {
                self.leaving = Leaving::No;
                self.damaged = Some(*damaged);
                return Vec::new();
            }
            Err(damaged) => return self.arrived(&wanted, Err(damaged.failure)),
        };
        if !opened.warnings.is_empty() && self.may_arrive(&wanted) {
            let text = format!("{} opened; some things had to be put right.", file_name(&path));
            self.notices.push(Notice::warning(text, opened.warnings.join("\n")));
        }
        let arrival = Arrival {
            history: *opened.history,
            path: Some(path),
            kept: Some(opened.in_file),
            file_holds: Some(opened.fingerprint),
            journal: opened.journal,
            recovered: opened.recovered,
            access: opened.read_only.map_or(Access::Full, Access::ReadOnly),
        };
        self.arrived(&wanted, Ok(arrival))
    }

    pub(super) fn imported(&mut self, path: PathBuf, outcome: Result<Arc<Project>, Failure>) -> Vec<Job> {
        self.arrived(&Next::Import(path), outcome.map(|project| Arrival::of(project, true)))
    }

    pub(super) fn sample_opened(&mut self, outcome: Result<Arc<Project>, Failure>) -> Vec<Job> {
        self.arrived(&Next::OpenSample, outcome.map(|project| Arrival::of(project, true)))
    }

    pub(super) fn backup_opened(
        &mut self,
        path: PathBuf,
        number: u64,
        outcome: Result<(Arc<Project>, Option<Fingerprint>), Failure>,
    ) -> Vec<Job> {
        let wanted = Next::OpenBackup { path: path.clone(), number };
        let arrival = outcome.map(|(project, file_holds)| Arrival {
            path: Some(path),
            file_holds,
            ..Arrival::of(project, false)
        });
        if arrival.is_ok() && self.may_arrive(&wanted) {
            let detail = "Saving puts it in place of the damaged file, which goes to the backups.";
            self.notices.push(Notice::warning("This is the last backup that opens.", detail));
        }
        self.arrived(&wanted, arrival)
    }

    pub(super) fn sides_opened(
        &mut self,
        path: PathBuf,
        outcome: Result<(Arc<Project>, Fingerprint, Vec<Clash>), Failure>,
    ) -> Vec<Job> {
        let wanted = Next::OpenSides(path.clone());
        let arrival = outcome.map(|(project, fingerprint, clashes)| {
            if self.may_arrive(&wanted) {
                self.tell_of_clashes(&clashes);
            }
            Arrival { path: Some(path), file_holds: Some(fingerprint), ..Arrival::of(project, false) }
        });
        self.arrived(&wanted, arrival)
    }

    pub(super) fn recovered(
        &mut self,
        journal: JournalName,
        outcome: Result<RecoveredProject, Failure>,
    ) -> Vec<Job> {
        let wanted = Next::Recover(journal.clone());
        let arrival = outcome.map(|recovered| Arrival {
            history: *recovered.history,
            path: recovered.path,
            kept: recovered.in_file,
            file_holds: recovered.file,
            journal: Some(journal),
            recovered: Some(recovered.work),
            access: Access::Full,
        });
        self.arrived(&wanted, arrival)
    }

    /// What to open instead of a file that cannot be opened.
    pub(super) fn open_instead(&mut self, what: OpenInstead) -> Vec<Job> {
        let Some(damaged) = self.damaged.take() else { return Vec::new() };
        let path = damaged.path;
        let next = match what {
            OpenInstead::LastGood => damaged.last_good.map(|(number, _)| Next::OpenBackup { path, number }),
            OpenInstead::Recovered => damaged.journal.map(Next::Recover),
            OpenInstead::BothSides => damaged.has_sides.then_some(Next::OpenSides(path)),
            OpenInstead::Nothing => None,
        };
        next.map_or_else(Vec::new, |next| self.leave(next))
    }

    /// Whether this very file is on the desk, as it was saved, and may be changed here.
    fn has_saved(&self, path: &Path) -> bool {
        self.document.as_ref().is_some_and(|document| {
            document.path() == Some(path)
                && *document.access() == Access::Full
                && !document.has_unsaved_changes()
        })
    }

    fn is_reading(&self, wanted: &Next) -> bool {
        matches!(&self.leaving, Leaving::Reading(reading) if reading == wanted)
    }

    /// Whether what was read can take its place on the desk at once.
    fn may_arrive(&self, wanted: &Next) -> bool {
        self.is_reading(wanted) && !self.document.as_ref().is_some_and(Document::would_lose_work)
    }

    /// What was read takes its place on the desk, unless something else is wanted by now.
    fn arrived(&mut self, wanted: &Next, outcome: Result<Arrival, Failure>) -> Vec<Job> {
        if !self.is_reading(wanted) {
            return Vec::new();
        }
        match outcome {
            Ok(arrival) if self.may_arrive(wanted) => {
                self.leaving = Leaving::No;
                self.put_on_desk(arrival)
            }
            Ok(_) => {
                // The person worked on while it was being read; once asked, it is read again.
                self.leaving = Leaving::Asking(wanted.clone());
                Vec::new()
            }
            Err(failure) => {
                self.leaving = Leaving::No;
                self.notices.push(failure.into());
                Vec::new()
            }
        }
    }

    fn put_on_desk(&mut self, arrival: Arrival) -> Vec<Job> {
        self.arrangement.statuses = super::StatusFilter::ALL;
        self.arrangement.words.clear();
        let mut jobs = self.clear_desk();
        self.desks += 1;
        let (document, request) = Document::new(DeskNumber(self.desks), arrival, self.arrangement.clone());
        jobs.push(Job::Protect(document.protect(false, self.now)));
        // A file that differs from what the journal knows is found at once, not only when it is touched.
        jobs.extend(document.recovered().and_then(|_| document.look()));
        self.document = Some(document);
        jobs.extend(request.map(Job::from));
        jobs
    }

    fn clear_desk(&mut self) -> Vec<Job> {
        let mut jobs = self.let_go();
        self.damaged = None;
        (self.backups, self.comparison, self.safety) = (None, None, None);
        let history: Option<History> = self.document.take().map(Document::into_history);
        jobs.extend(history.map(|history| Job::PutAway(Box::new(history))));
        jobs
    }

    /// The keeper lets go of the project on the desk, after it has written what just changed.
    fn let_go(&mut self) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let (desk, at, gave_up) = (document.desk(), self.now, document.has_unsaved_changes());
        if gave_up && let Some(in_file) = document.in_file().cloned() {
            // The journal goes on from there the next time, and what was given up can be redone. A refusal
            // changes nothing: then the next sitting begins without these steps.
            let _rows_of_a_desk_that_is_left = document.go_back_to(&in_file, at);
        }
        self.record().into_iter().chain([Job::LetGo { desk, gave_up, stays: false, at }]).collect()
    }
}
