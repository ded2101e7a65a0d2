//! Whole sittings over real files: crashes, damage, other people's changes, two windows. No work is lost.

mod backups;
mod outside;
mod privacy;
mod recovery;
mod saving;
mod two_windows;

use crate::stories::id;
use claimdesk::{
    edit::Edit,
    format,
    jobs::{Jobs, Surroundings},
    model::{Project, Status, TextRange, Timestamp},
    workspace::{
        Arrangement, Command, Document, Job, JobResult, Leaving, Next, SaveState, UnsavedAnswer, Workspace,
    },
};
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

const TEXT: &str = "The moon is a balloon. Nobody has said so.";

/// A machine on which windows are opened: its folders outlive them.
struct Machine {
    folder: TempDir,
}

/// One window: its desk, the work that is done for it, and what is held back of that.
struct Window {
    desk: Workspace,
    jobs: Jobs,
    clock: i64,
    /// Whether saves wait until they are let through.
    holds_saves: bool,
    held: Vec<Job>,
    quit: bool,
}

impl Machine {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder") }
    }

    fn path(&self, name: &str) -> PathBuf {
        let folder = self.folder.path().join("work");
        fs::create_dir_all(&folder).expect("a folder for projects");
        folder.join(name)
    }

    fn state(&self) -> PathBuf {
        self.folder.path().join("state")
    }

    fn trash(&self) -> usize {
        fs::read_dir(self.state().join("trash")).map_or(0, Iterator::count)
    }

    /// A window of a program that was just started.
    fn window(&self) -> Window {
        let mut window = Window {
            desk: Workspace::new(Arrangement::default()),
            jobs: Jobs::at_once_in(Surroundings::below(self.folder.path())),
            clock: 1_700_000_000,
            holds_saves: false,
            held: Vec::new(),
            quit: false,
        };
        window.run(vec![Job::ListUnfinished]);
        window
    }

    /// A window with a project that was never saved.
    fn new_project(&self) -> Window {
        let mut window = self.window();
        window.command(Command::Leave(Next::NewFromText { title: "Moon".into(), text: TEXT.into() }));
        window
    }

    /// A window with a project that was saved, with one claim.
    fn saved_project(&self) -> Window {
        let mut window = self.new_project();
        window.claim("moon").command(Command::SaveAs(self.path("moon.ron")));
        assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
        window
    }

    fn open(&self, name: &str) -> Window {
        let mut window = self.window();
        window.open(&self.path(name));
        window
    }

    /// Somebody else writes this into the project's file.
    fn writes(&self, name: &str, project: &Project) {
        fs::write(self.path(name), format::write(project).expect("a project")).expect("a file");
    }

    /// The project in this file.
    fn reads(&self, name: &str) -> Project {
        read(&self.path(name))
    }
}

fn read(path: &Path) -> Project {
    format::read(&fs::read(path).expect("a file")).expect("a project").project
}

/// Another person's version: one status changed.
fn with_status(project: &Project, claim: &str, status: Status) -> Project {
    let edit = Edit::SetStatus { claims: vec![id(claim)], status: Some(status) };
    claimdesk::edit::apply(project, &edit, Timestamp::from_unix_seconds(5)).expect("a change")
}

impl Window {
    fn command(&mut self, command: Command) -> &mut Self {
        self.clock += 5;
        let jobs = self.desk.handle(command, Timestamp::from_unix_seconds(self.clock));
        self.run(jobs);
        self
    }

    fn run(&mut self, jobs: Vec<Job>) {
        for job in jobs {
            if matches!(job, Job::Quit) {
                self.quit = true;
            } else if matches!(job, Job::Save { .. }) && self.holds_saves {
                self.held.push(job);
            } else if !matches!(job, Job::AskWhereToSave { .. }) {
                self.jobs.start(job);
            }
        }
        self.take_results();
    }

    /// Does what it is asked for, but what came of the work is not told yet.
    fn begins(&mut self, command: Command) -> Vec<JobResult> {
        let jobs = self.desk.handle(command, Timestamp::from_unix_seconds(self.clock));
        self.done(jobs)
    }

    fn done(&mut self, jobs: Vec<Job>) -> Vec<JobResult> {
        for job in jobs {
            self.jobs.start(job);
        }
        self.jobs.finished()
    }

    fn finish_all(&mut self, results: Vec<JobResult>) -> &mut Self {
        for result in results {
            self.finish(result);
        }
        self
    }

    fn take_results(&mut self) {
        let results = self.jobs.finished();
        self.finish_all(results);
    }

    fn finish(&mut self, result: JobResult) -> &mut Self {
        let jobs = self.desk.finish(result, Timestamp::from_unix_seconds(self.clock));
        self.run(jobs);
        self
    }

    /// The saves that were held back are made now, but what came of them is not told yet.
    fn let_saves_through(&mut self) -> Vec<JobResult> {
        self.holds_saves = false;
        let saves = std::mem::take(&mut self.held);
        self.done(saves)
    }

    fn open(&mut self, path: &Path) -> &mut Self {
        self.command(Command::Leave(Next::Open(path.to_path_buf())))
    }

    fn document(&self) -> &Document {
        self.desk.document().expect("an open project")
    }

    fn project(&self) -> &Project {
        self.document().project()
    }

    fn claims(&self) -> usize {
        self.project().claims().len()
    }

    fn claim(&mut self, words: &str) -> &mut Self {
        let start = TEXT.find(words).expect("the words are in the article");
        let passages = TextRange::new(start, start + words.len()).into_iter().collect();
        self.command(Command::Edit(Edit::AddClaim { text: words.into(), passages }))
    }

    fn tag(&mut self, claim: &str, status: Status) -> &mut Self {
        self.command(Command::Edit(Edit::SetStatus { claims: vec![id(claim)], status: Some(status) }))
    }

    fn status(&self, claim: &str) -> Option<Status> {
        self.project().claim(id(claim)).and_then(|claim| claim.status)
    }

    /// Something happened to the project's file, as the watcher would say.
    fn touched(&mut self) -> &mut Self {
        let path = self.document().path().expect("a file").to_path_buf();
        self.finish(JobResult::Touched(path))
    }

    /// The program is killed: everything it had in memory is gone, and nobody lets go of anything.
    fn is_killed(&mut self) {
        self.desk = Workspace::default();
        self.jobs = Jobs::at_once();
    }

    fn closes(&mut self) {
        self.command(Command::Leave(Next::CloseProject));
        assert!(self.desk.document().is_none(), "{:?}", self.desk.leaving());
    }

    fn gives_up_changes(&mut self) {
        self.command(Command::Leave(Next::CloseProject));
        assert!(matches!(self.desk.leaving(), Leaving::Asking(_)));
        self.command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
        assert!(self.desk.document().is_none());
    }

    fn told(&self, words: &str) -> bool {
        self.desk.notices().iter().any(|notice| notice.text.contains(words) || notice.detail.contains(words))
    }
}
