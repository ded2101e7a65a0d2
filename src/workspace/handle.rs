//! What the workspace does with each command and with what came of each job.

use super::{
    Access, Arrangement, Command, Document, Failure, Job, JobResult, Notice, Select, Workspace,
    claim_list::ArrangeRequest, find_matches, search::FIND_AT_ONCE,
};
use crate::{
    edit::{Edit, MadeStep},
    model::Timestamp,
};
use std::sync::Arc;

/// Edits of up to this many claims are made at once; of more, by a job.
const MADE_AT_ONCE: usize = 2_000;

impl Workspace {
    /// Does what it is asked to do, and returns the work that has to be done elsewhere.
    pub fn handle(&mut self, command: Command, now: Timestamp) -> Vec<Job> {
        self.now = now;
        let jobs = self.obey(command, now);
        self.with_record(jobs)
    }

    /// Takes what came of a job, and returns the work that follows from it.
    pub fn finish(&mut self, result: JobResult, now: Timestamp) -> Vec<Job> {
        self.now = now;
        let jobs = self.take(result, now);
        self.with_record(jobs)
    }

    /// The jobs, and the one that writes into the journal what changed since the last that did.
    fn with_record(&mut self, mut jobs: Vec<Job>) -> Vec<Job> {
        jobs.extend(self.record());
        jobs
    }

    /// What changed and was not yet given to the journal. Asked for before every job whose meaning depends
    /// on what the journal has: a save, and letting go.
    pub(super) fn record(&mut self) -> Option<Job> {
        let document = self.document.as_mut()?;
        let changes = document.take_recorded();
        if changes.is_empty() {
            return None;
        }
        let (desk, project) = (document.desk(), Arc::clone(document.project()));
        Some(Job::Record { desk, changes, project, at: self.now })
    }

    fn obey(&mut self, command: Command, now: Timestamp) -> Vec<Job> {
        if let Some(document) = self.document.as_mut().filter(|document| document.is_making_step())
            && command.waits_for_step()
        {
            document.waiting.push((command, now));
            return Vec::new();
        }
        if command.changes_project() && self.refuse_change() {
            return Vec::new();
        }
        match command {
            Command::Edit(edit) => self.change(edit, now),
            Command::Undo => self.edit(|document| Ok(document.undo())),
            Command::Redo => self.edit(|document| Ok(document.redo())),
            Command::GoToStep(steps) => self.edit(|document| Ok(document.go_to(steps))),
            Command::EndStep => self.edit(|document| {
                document.seal();
                Ok(None)
            }),
            Command::Select(select) => self.select(select),
            Command::Sort(sort) => self.rearrange(|arrangement| arrangement.sort = sort),
            Command::FilterStatuses(statuses) => {
                self.rearrange(|arrangement| arrangement.statuses = statuses)
            }
            Command::FilterWords(words) => self.rearrange(|arrangement| arrangement.words = words),
            Command::Find { query, from } => self.find(query, from),
            Command::FindStep { forward } => self.edit(|document| {
                document.search.step(forward);
                Ok(None)
            }),
            Command::Save => self.save(now),
            Command::AskWhereToSave => self.ask_where_to_save(),
            Command::SaveAs(path) => self.save_as(path, true, now),
            Command::SaveAsNew(path) => self.save_as(path, false, now),
            Command::Export { format, path } => self.export(format, path),
            Command::Leave(next) => self.leave(next),
            Command::AnswerUnsaved(answer) => self.answer_unsaved(answer, now),
            Command::AnswerOutside(answer) => self.answer_outside(answer, now),
            Command::KeepRecovered => self.keep_recovered(),
            Command::UseRecovered => self.use_recovered(now),
            Command::MergeRecovered => self.merge_recovered(),
            Command::DiscardRecovered => self.discard_recovered(now),
            Command::DiscardUnfinished(journal) => self.discard_unfinished(journal),
            Command::OpenInstead(what) => self.open_instead(what),
            Command::ShowOtherWindow => self.with_desk(Job::ShowOtherWindow),
            Command::TakeOver => self.take_over(now),
            Command::Compare(with) => self.compare(with),
            Command::ListBackups => self.list_backups(),
            Command::ChooseBackup(number) => self.choose_backup(number),
            Command::RestoreBackup => self.restore_backup(now),
            Command::LookAtSafety { verify } => self.look_at_safety(verify),
            Command::CloseComparison | Command::CloseBackups | Command::CloseSafety => {
                self.put_page_away(&command);
                Vec::new()
            }
            Command::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
                Vec::new()
            }
        }
    }

    fn take(&mut self, result: JobResult, now: Timestamp) -> Vec<Job> {
        match result {
            JobResult::Opened { path, outcome } => self.opened(path, outcome),
            JobResult::Imported { path, outcome } => self.imported(path, outcome),
            JobResult::SampleOpened(outcome) => self.sample_opened(outcome),
            JobResult::BackupOpened { path, number, outcome } => self.backup_opened(path, number, outcome),
            JobResult::SidesOpened { path, outcome } => self.sides_opened(path, outcome),
            JobResult::Recovered { journal, outcome } => self.recovered(journal, outcome),
            JobResult::Saved { path, project, outcome } => self.saved(&path, project, outcome, now),
            JobResult::Exported { path, outcome } => self.exported(&path, outcome),
            JobResult::Looked { path, found } => self.looked(&path, found, now),
            JobResult::Merged(outcome) => self.merged(outcome, now),
            JobResult::Touched(path) => self.touched(&path),
            JobResult::Protected { desk, access } => self.protected(desk, access),
            JobResult::JournalIs { desk, state } => {
                self.on_desk(desk).into_iter().for_each(|document| document.journal = state.clone());
                Vec::new()
            }
            JobResult::AskedToRelease(desk) => self.release(desk),
            JobResult::Compared(comparison) => {
                self.comparison = Some(comparison);
                Vec::new()
            }
            JobResult::BackupsListed { path, list } => self.backups_listed(&path, list),
            JobResult::BackupRead { path, chosen } => self.backup_read(&path, chosen),
            JobResult::SafetySeen(report) => {
                self.safety = Some(report);
                Vec::new()
            }
            JobResult::Unfinished(unfinished) => {
                self.unfinished = unfinished;
                Vec::new()
            }
            JobResult::Arranged { ticket, project, rows } => {
                self.edit(|document| Ok(document.list.take_rows(ticket, &project, rows)))
            }
            JobResult::StepMade(outcome) => self.step_made(outcome),
            JobResult::Found { query, from, matches } => self.edit(|document| {
                document.search.answer(&query, matches, from);
                Ok(None)
            }),
            JobResult::Missing(missing) => {
                self.missing = missing;
                Vec::new()
            }
            JobResult::FolderListed(listing) => {
                self.folder = Some(listing);
                Vec::new()
            }
            JobResult::Freed | JobResult::AskedToShow => Vec::new(),
            JobResult::WhereToSave(Some(path)) => self.save_as(path, true, now),
            JobResult::WhereToSaveNew(path) => self.save_as(path, false, now),
            JobResult::WhereToSave(None) => {
                self.stay_unsaved();
                Vec::new()
            }
            JobResult::Told(notice) => {
                self.notices.push(notice);
                Vec::new()
            }
            JobResult::Failed(failure) => {
                self.notices.push(failure.into());
                Vec::new()
            }
        }
    }

    /// Tells why the project cannot be changed, if it cannot.
    pub(super) fn refuse_change(&mut self) -> bool {
        let Some(document) = &self.document else { return false };
        let why = match document.access() {
            Access::Full => return false,
            Access::OpenElsewhere | Access::TakenOver => {
                "Another window has this project. Take it over to change it here.".to_owned()
            }
            Access::ReadOnly(why) => why.clone(),
        };
        // Once, not with every key.
        if self.notices.iter().all(|notice| notice.detail != why) {
            self.notices.push(Notice::warning("This project can only be looked at here.", why));
        }
        true
    }

    /// The document, if it is still the one with this number.
    pub(super) fn on_desk(&mut self, desk: super::DeskNumber) -> Option<&mut Document> {
        self.document.as_mut().filter(|document| document.desk() == desk)
    }

    pub(super) fn with_desk(&self, job: impl Fn(super::DeskNumber) -> Job) -> Vec<Job> {
        self.document.iter().map(Document::desk).map(job).collect()
    }

    fn change(&mut self, edit: Edit, now: Timestamp) -> Vec<Job> {
        match &mut self.document {
            Some(document) if edit.claims().len() > MADE_AT_ONCE => {
                document.is_making_step = true;
                vec![Job::MakeStep { project: Arc::clone(document.project()), edit, at: now }]
            }
            _ => self.edit(|document| document.apply(edit, now).map_err(|refusal| refusal.to_string())),
        }
    }

    fn step_made(&mut self, outcome: Result<MadeStep, Failure>) -> Vec<Job> {
        if !self.document.as_ref().is_some_and(Document::is_making_step) {
            return Vec::new();
        }
        let mut jobs = match outcome {
            // Another window took the project over meanwhile, with everything up to this step.
            Ok(_) if self.refuse_change() => Vec::new(),
            Ok(made) => self.edit(|document| Ok(document.take_step(made))),
            Err(failure) => {
                self.notices.push(failure.into());
                Vec::new()
            }
        };
        jobs.extend(self.go_on_after_step());
        jobs
    }

    /// Does what had to wait while a step was made, in its order.
    fn go_on_after_step(&mut self) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        document.is_making_step = false;
        let waiting = std::mem::take(&mut document.waiting);
        waiting.into_iter().flat_map(|(command, now)| self.handle(command, now)).collect()
    }

    pub(super) fn edit(
        &mut self,
        change: impl FnOnce(&mut Document) -> Result<Option<ArrangeRequest>, String>,
    ) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        match change(document) {
            Ok(request) => {
                let forgotten = document.take_forgotten();
                let forget = (!forgotten.is_empty()).then_some(Job::Forget(forgotten));
                request.map(Job::from).into_iter().chain(forget).collect()
            }
            Err(refusal) => {
                self.notices.push(Notice::warning(refusal, ""));
                Vec::new()
            }
        }
    }

    fn select(&mut self, select: Select) -> Vec<Job> {
        self.edit(|document| {
            let rows = document.list.rows();
            match select {
                Select::Only(id) => document.selection.set_only(id),
                Select::Toggle(id) => document.selection.toggle(id),
                Select::RangeTo(id) => document.selection.set_range(rows, id),
                Select::All => document.selection.set_all(rows),
                Select::None => document.selection.clear(),
                Select::Rows { by, extend } => {
                    let last = rows.len().saturating_sub(1);
                    let here = document.selection.primary().and_then(|id| document.list.row_of(id));
                    let row = match here {
                        Some(row) => row.saturating_add_signed(by).min(last),
                        None if by < 0 => last,
                        None => 0,
                    };
                    match rows.get(row) {
                        Some(id) if extend => document.selection.set_range(rows, *id),
                        Some(id) => document.selection.set_only(*id),
                        None => {}
                    }
                }
            }
            document.changed_selection();
            Ok(None)
        })
    }

    fn rearrange(&mut self, change: impl FnOnce(&mut Arrangement)) -> Vec<Job> {
        change(&mut self.arrangement);
        let arrangement = self.arrangement.clone();
        self.edit(|document| {
            let selected = document.selection.primary();
            Ok(document.list.set_arrangement(arrangement, selected))
        })
    }

    fn find(&mut self, query: super::FindQuery, from: usize) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let project = Arc::clone(document.project());
        document.search.ask(query.clone(), project.article());
        let text = project.article().text();
        if text.len() <= FIND_AT_ONCE {
            let matches = find_matches(text, &query);
            document.search.answer(&query, matches, from);
            return Vec::new();
        }
        vec![Job::Find { project, query, from }]
    }
}

impl From<ArrangeRequest> for Job {
    fn from(request: ArrangeRequest) -> Self {
        Self::Arrange { project: request.project, arrangement: request.arrangement, ticket: request.ticket }
    }
}

impl From<Failure> for Notice {
    fn from(failure: Failure) -> Self {
        Self::error(failure.text, failure.detail)
    }
}
