//! What the workspace does with each command and with what came of each job.

use super::{
    Arrangement, Command, Document, Failure, Job, JobResult, Leaving, Next, Notice, Select, UnsavedAnswer,
    Workspace, claim_list::ArrangeRequest, find_matches,
};
use crate::{
    edit::{Edit, MadeStep},
    format::ExportFormat,
    model::{Project, Timestamp},
};
use std::{path::PathBuf, sync::Arc};

/// Articles up to this many bytes are searched at once; longer ones by a job.
const FIND_AT_ONCE: usize = 1 << 20;
/// Edits of up to this many claims are made at once; of more, by a job.
const MADE_AT_ONCE: usize = 2_000;

impl Workspace {
    /// Does what it is asked to do, and returns the work that has to be done elsewhere.
    pub fn handle(&mut self, command: Command, now: Timestamp) -> Vec<Job> {
        if let Some(document) = self.document.as_mut().filter(|document| document.is_making_step())
            && command.waits_for_step()
        {
            document.waiting.push((command, now));
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
            Command::Save => self.save(),
            Command::AskWhereToSave => self.ask_where_to_save(),
            Command::SaveAs(path) => self.save_as(path),
            Command::Export { format, path } => self.export(format, path),
            Command::Leave(next) => self.leave(next),
            Command::AnswerUnsaved(answer) => self.answer_unsaved(answer),
            Command::DismissNotice(index) => {
                if index < self.notices.len() {
                    self.notices.remove(index);
                }
                Vec::new()
            }
        }
    }

    /// Takes what came of a job, and returns the work that follows from it.
    pub fn finish(&mut self, result: JobResult, now: Timestamp) -> Vec<Job> {
        match result {
            JobResult::Opened { path, outcome } => self.opened(path, outcome),
            JobResult::Imported { path, outcome } => self.arrived(&Next::Import(path), outcome, None),
            JobResult::SampleOpened(outcome) => self.arrived(&Next::OpenSample, outcome, None),
            JobResult::Saved { path, project, outcome } => self.saved(&path, project, outcome, now),
            JobResult::Exported { path, outcome } => {
                self.notices.push(match outcome {
                    Ok(()) => Notice::info(format!("Summary written to {}.", file_name(&path))),
                    Err(failure) => failure.into(),
                });
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
            JobResult::Freed => Vec::new(),
            JobResult::WhereToSave(Some(path)) => self.save_as(path),
            JobResult::WhereToSave(None) => {
                self.stay_unsaved();
                Vec::new()
            }
            JobResult::Failed(failure) => {
                self.notices.push(failure.into());
                Vec::new()
            }
        }
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

    fn edit(
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
        document.search.ask(query.clone());
        let text = document.project().article().text();
        if text.len() <= FIND_AT_ONCE {
            let matches = find_matches(text, &query);
            document.search.answer(&query, matches, from);
            return Vec::new();
        }
        vec![Job::Find { project: Arc::clone(document.project()), query, from }]
    }

    fn export(&mut self, format: ExportFormat, path: PathBuf) -> Vec<Job> {
        let Some(document) = &self.document else { return Vec::new() };
        if document.path() == Some(path.as_path()) {
            let detail = format!("{} is the project itself. Choose another name.", file_name(&path));
            self.notices.push(Notice::error("The summary was not written.", detail));
            return Vec::new();
        }
        vec![Job::Export { path, format, project: Arc::clone(document.project()) }]
    }

    fn save(&mut self) -> Vec<Job> {
        let Some(document) = &mut self.document else { return Vec::new() };
        let Some(path) = document.path().map(ToOwned::to_owned) else { return self.ask_where_to_save() };
        document.start_saving().map(|project| Job::Save { path, project }).into_iter().collect()
    }

    fn ask_where_to_save(&self) -> Vec<Job> {
        self.document
            .iter()
            .map(|document| Job::AskWhereToSave { suggested_name: suggested_file_name(&document.name()) })
            .collect()
    }

    fn save_as(&mut self, path: PathBuf) -> Vec<Job> {
        if let Some(document) = &mut self.document {
            document.set_path(path);
        }
        self.save()
    }

    fn saved(
        &mut self,
        path: &std::path::Path,
        version: Arc<Project>,
        outcome: Result<(), Failure>,
        now: Timestamp,
    ) -> Vec<Job> {
        let failure = outcome.err();
        let has_failed = failure.is_some();
        self.notices.extend(failure.map(Notice::from));
        // The project that was written may have left the desk; the one there now has no part in it.
        let Some(document) = self.document.as_mut().filter(|document| document.is_writing(&version)) else {
            return Vec::new();
        };
        if has_failed {
            if document.fail_saving(path) {
                return self.save();
            }
            self.stay_unsaved();
            return Vec::new();
        }
        if document.finish_saving(path, version, now) {
            return self.save();
        }
        match std::mem::take(&mut self.leaving) {
            // A question about changes that are saved by now has answered itself.
            Leaving::Saving(next) | Leaving::Asking(next) => self.leave(next),
            stays @ (Leaving::No | Leaving::Reading(_)) => {
                self.leaving = stays;
                Vec::new()
            }
        }
    }

    /// Nobody leaves by a save that did not come about.
    fn stay_unsaved(&mut self) {
        if matches!(self.leaving, Leaving::Saving(_)) {
            self.leaving = Leaving::No;
        }
    }

    fn leave(&mut self, next: Next) -> Vec<Job> {
        if let Some(document) = &mut self.document {
            document.give_up_nothing();
            if document.has_unsaved_changes() {
                self.leaving = Leaving::Asking(next);
                return Vec::new();
            }
        }
        self.go_on(next)
    }

    fn answer_unsaved(&mut self, answer: UnsavedAnswer) -> Vec<Job> {
        match (std::mem::take(&mut self.leaving), answer) {
            (Leaving::Asking(next), UnsavedAnswer::Save) => {
                self.leaving = Leaving::Saving(next);
                self.save()
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

    fn go_on(&mut self, next: Next) -> Vec<Job> {
        match next {
            Next::NewFromText { title, text } => {
                let project = Arc::new(Project::new(&title, text));
                self.put_on_desk(project, None, false)
            }
            Next::Import(path) => {
                self.leaving = Leaving::Reading(Next::Import(path.clone()));
                vec![Job::Import(path)]
            }
            Next::Open(path) => {
                self.leaving = Leaving::Reading(Next::Open(path.clone()));
                vec![Job::Open(path)]
            }
            Next::OpenSample => {
                self.leaving = Leaving::Reading(Next::OpenSample);
                vec![Job::OpenSample]
            }
            Next::CloseProject => self.clear_desk().into_iter().collect(),
            Next::Quit => vec![Job::Quit],
        }
    }

    fn opened(&mut self, path: PathBuf, outcome: Result<(Arc<Project>, Vec<String>), Failure>) -> Vec<Job> {
        let wanted = Next::Open(path.clone());
        let (project, warnings) = match outcome {
            Ok((project, warnings)) => (Ok(project), warnings),
            Err(failure) => (Err(failure), Vec::new()),
        };
        if !warnings.is_empty() && self.may_arrive(&wanted) {
            let text = format!("{} opened; some things had to be put right.", file_name(&path));
            self.notices.push(Notice::warning(text, warnings.join("\n")));
        }
        self.arrived(&wanted, project, Some(path))
    }

    fn is_reading(&self, wanted: &Next) -> bool {
        matches!(&self.leaving, Leaving::Reading(reading) if reading == wanted)
    }

    /// Whether what was read can take its place on the desk at once.
    fn may_arrive(&self, wanted: &Next) -> bool {
        self.is_reading(wanted) && !self.document.as_ref().is_some_and(Document::would_lose_work)
    }

    /// What was read takes its place on the desk, unless something else is wanted by now.
    fn arrived(
        &mut self,
        wanted: &Next,
        outcome: Result<Arc<Project>, Failure>,
        path: Option<PathBuf>,
    ) -> Vec<Job> {
        if !self.is_reading(wanted) {
            return Vec::new();
        }
        match outcome {
            Ok(project) if self.may_arrive(wanted) => {
                self.leaving = Leaving::No;
                self.put_on_desk(project, path, true)
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

    fn put_on_desk(
        &mut self,
        project: Arc<Project>,
        path: Option<PathBuf>,
        kept_elsewhere: bool,
    ) -> Vec<Job> {
        self.arrangement.statuses = super::StatusFilter::ALL;
        self.arrangement.words.clear();
        let put_away = self.clear_desk();
        let (document, request) = Document::new(project, path, kept_elsewhere, self.arrangement.clone());
        self.document = Some(document);
        put_away.into_iter().chain(request.map(Job::from)).collect()
    }

    fn clear_desk(&mut self) -> Option<Job> {
        let document = self.document.take()?;
        Some(Job::PutAway(Box::new(document.into_history())))
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

fn file_name(path: &std::path::Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// A file name made of the project's name: what file systems refuse becomes a dash.
fn suggested_file_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(
            |character| {
                if character.is_alphanumeric() || " ._-".contains(character) { character } else { '-' }
            },
        )
        .take(80)
        .collect();
    let clean = clean.trim_matches(|edge: char| edge.is_whitespace() || edge == '.' || edge == '-');
    format!("{}.ron", if clean.is_empty() { "Untitled" } else { clean })
}
