//! A machine with two programs on it and a folder of projects, on the real disk.

use super::{
    deeds::{AtDesk, Begin, Deed, NAMES, Outside, Recovered, Which},
    words::{find_words, words_in},
};
use claimdesk::{
    edit::Edit,
    format,
    jobs::{Jobs, Surroundings},
    model::{Project, Timestamp},
    workspace::{
        Access, Arrangement, Command, Document, Job, JobResult, JournalState, Leaving, Next, OpenInstead,
        SaveState, UnsavedAnswer, Workspace,
    },
};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// Who was told that a word is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// A person at a desk.
    Desk,
    /// Another program, or a desk without a journal: the next program may overwrite it.
    Outside,
}

/// A running program.
struct Window {
    desk: Workspace,
    jobs: Jobs,
    /// Whether it has heard of everything that happened to its file.
    is_told: bool,
}

/// A machine with two programs on it.
pub(super) struct Machine {
    pub(super) folder: TempDir,
    windows: [Option<Window>; 2],
    clock: i64,
    /// How many words there are.
    words: usize,
    acknowledged: BTreeMap<String, By>,
}

impl Machine {
    pub(super) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::create_dir(folder.path().join("work")).expect("a folder for projects");
        let mut machine = Self {
            folder,
            windows: [None, None],
            clock: 1_700_000_000,
            words: 0,
            acknowledged: BTreeMap::new(),
        };
        machine.start(0);
        machine.start(1);
        machine.begin(0, Begin::New, UnsavedAnswer::Cancel);
        let path = machine.path(NAMES[0]);
        machine.command(0, Command::SaveAs(path));
        machine
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{:06}z", self.words)
    }

    fn document(&self, which: Which) -> Option<&Document> {
        self.windows[which].as_ref()?.desk.document()
    }

    fn file_of(&self, which: Which) -> Option<PathBuf> {
        self.document(which)?.path().map(Path::to_path_buf)
    }

    fn start(&mut self, which: Which) {
        let jobs = Jobs::at_once_in(Surroundings::below(self.folder.path()));
        let desk = Workspace::new(Arrangement::default());
        self.windows[which] = Some(Window { desk, jobs, is_told: true });
        self.run(which, vec![Job::ListUnfinished]);
    }

    fn command(&mut self, which: Which, command: Command) {
        self.clock += 5;
        let now = Timestamp::from_unix_seconds(self.clock);
        let Some(window) = &mut self.windows[which] else { return };
        let jobs = window.desk.handle(command, now);
        self.run(which, jobs);
    }

    fn finish(&mut self, which: Which, result: JobResult) {
        let now = Timestamp::from_unix_seconds(self.clock);
        let Some(window) = &mut self.windows[which] else { return };
        if let JobResult::Saved { project, outcome: Ok(_), .. } = &result {
            let words = words_in(format::write(project).expect("a project").as_ref());
            let is_in_journal = window.desk.document().is_some_and(is_written_down);
            for word in words {
                if is_in_journal {
                    self.acknowledged.insert(word, By::Desk);
                } else {
                    // The file alone has it: what other programs do to that is theirs.
                    self.acknowledged.entry(word).or_insert(By::Outside);
                }
            }
            window.is_told = true;
        }
        if matches!(
            result,
            JobResult::Opened { outcome: Ok(_), .. }
                | JobResult::Recovered { outcome: Ok(_), .. }
                | JobResult::Touched(_)
        ) {
            window.is_told = true;
        }
        let jobs = window.desk.finish(result, now);
        self.run(which, jobs);
    }

    fn run(&mut self, which: Which, jobs: Vec<Job>) {
        for job in jobs {
            if matches!(job, Job::AskWhereToSave { .. }) {
                self.finish(which, JobResult::WhereToSave(None));
            } else if let Some(window) = &mut self.windows[which] {
                window.jobs.start(job);
            }
        }
        let results = self.windows[which].as_mut().map_or_else(Vec::new, |window| window.jobs.finished());
        for result in results {
            self.finish(which, result);
        }
    }

    fn at_desk(&mut self, which: Which, deed: AtDesk) {
        match deed {
            AtDesk::Title => {
                let title = self.word();
                self.command(which, Command::Edit(Edit::SetTitle(title)));
            }
            AtDesk::Claim => {
                let text = self.word();
                self.command(which, Command::Edit(Edit::AddClaim { text, passages: Vec::new() }));
            }
            AtDesk::Undo => self.command(which, Command::Undo),
            AtDesk::Redo => self.command(which, Command::Redo),
            AtDesk::Save => self.command(which, Command::Save),
            AtDesk::SaveWithoutBackups => self.save_without_backups(which),
            AtDesk::SaveAs(name) => self.command(which, Command::SaveAs(self.path(name))),
            AtDesk::SaveAsNew(name) => self.command(which, Command::SaveAsNew(self.path(name))),
            AtDesk::Answer(answer) => self.command(which, Command::AnswerOutside(answer)),
            AtDesk::Recovered(answer) => self.command(
                which,
                match answer {
                    Recovered::Keep => Command::KeepRecovered,
                    Recovered::Use => Command::UseRecovered,
                    Recovered::Merge => Command::MergeRecovered,
                    Recovered::Discard => Command::DiscardRecovered,
                },
            ),
            AtDesk::TakeOver => self.take_over(which),
            AtDesk::RestoreBackup(nth) => self.restore_backup(which, nth),
            AtDesk::Close(answer) => self.leave(which, Next::CloseProject, answer),
            AtDesk::Begin(begin, answer) => self.begin(which, begin, answer),
        }
    }

    fn leave(&mut self, which: Which, next: Next, answer: UnsavedAnswer) {
        self.command(which, Command::Leave(next));
        // Once more when the save did not come about; then the person stays.
        for answer in [answer, UnsavedAnswer::Cancel] {
            let leaving = self.windows[which].as_ref().map(|window| window.desk.leaving());
            if matches!(leaving, Some(Leaving::Asking(_))) {
                self.command(which, Command::AnswerUnsaved(answer));
            }
        }
    }

    fn begin(&mut self, which: Which, begin: Begin, answer: UnsavedAnswer) {
        let unfinished = self.windows[which]
            .as_ref()
            .and_then(|window| window.desk.unfinished().first())
            .map(|work| work.journal.clone());
        match begin {
            Begin::New => {
                let (title, text) = (self.word(), "The moon is a balloon.".to_owned());
                self.leave(which, Next::NewFromText { title, text }, answer);
            }
            Begin::Open(name, instead) => {
                self.leave(which, Next::Open(self.path(name)), answer);
                self.command(which, Command::OpenInstead(instead));
            }
            Begin::Recover => {
                if let Some(journal) = unfinished {
                    self.leave(which, Next::Recover(journal), answer);
                }
            }
            Begin::DiscardAndOpen(name) => {
                if let Some(journal) = unfinished {
                    self.command(which, Command::DiscardUnfinished(journal));
                }
                self.leave(which, Next::Open(self.path(name)), answer);
                self.command(which, Command::OpenInstead(OpenInstead::Nothing));
            }
        }
    }

    /// The other window, asked to let go, does so first, as its keeper would have it do.
    fn take_over(&mut self, which: Which) {
        let is_elsewhere =
            |document: &Document| matches!(document.access(), Access::OpenElsewhere | Access::TakenOver);
        if !self.document(which).is_some_and(is_elsewhere) {
            return;
        }
        let other = 1 - which;
        let has_it = self.document(other).filter(|document| {
            *document.access() == Access::Full && document.path() == self.file_of(which).as_deref()
        });
        if let Some(desk) = has_it.map(Document::desk) {
            self.finish(other, JobResult::AskedToRelease(desk));
        }
        self.command(which, Command::TakeOver);
    }

    fn restore_backup(&mut self, which: Which, nth: usize) {
        self.command(which, Command::ListBackups);
        let number = self.windows[which]
            .as_ref()
            .and_then(|window| window.desk.backups())
            .and_then(|list| list.entries.get(nth))
            .map(|entry| entry.number);
        if let Some(number) = number {
            self.command(which, Command::ChooseBackup(number));
            self.command(which, Command::RestoreBackup);
        }
        self.command(which, Command::CloseBackups);
    }

    /// A file stands where the folder for the backups should be, as long as the save takes.
    fn save_without_backups(&mut self, which: Which) {
        let Some(path) = self.file_of(which) else { return };
        let (companion, away) = (path.with_extension("claimdesk"), path.with_extension("away"));
        let was_there = fs::rename(&companion, &away).is_ok();
        fs::write(&companion, "in the way").expect("a file in the way");
        self.command(which, Command::Save);
        if companion.is_file() {
            fs::remove_file(&companion).expect("the file is out of the way");
        }
        if was_there {
            fs::rename(&away, &companion).expect("the folder is back");
        }
    }

    fn outside(&mut self, file_of: Which, what: Outside) {
        let path = self.file_of(file_of).unwrap_or_else(|| self.path(NAMES[0]));
        let bytes = fs::read(&path).unwrap_or_default();
        if !matches!(what, Outside::TouchOnly) {
            // Who overwrites what another program wrote, before any desk has it, is not Claimdesk.
            for word in words_in(&bytes) {
                if self.acknowledged.get(&word) == Some(&By::Outside) {
                    self.acknowledged.remove(&word);
                }
            }
        }
        match what {
            Outside::EditInPlace => {
                let theirs = self.theirs(&bytes);
                fs::write(&path, theirs).expect("the file is written");
            }
            Outside::EditByRename => {
                let (theirs, beside) = (self.theirs(&bytes), path.with_extension("tmp"));
                fs::write(&beside, theirs).expect("the file beside is written");
                fs::rename(&beside, &path).expect("the file is replaced");
            }
            Outside::Delete => {
                let _is_gone_anyway = fs::remove_file(&path);
            }
            Outside::Truncate => fs::write(&path, "").expect("the file is emptied"),
            Outside::TouchOnly => {
                if !bytes.is_empty() {
                    fs::write(&path, bytes).expect("the file is written");
                }
            }
        }
    }

    /// The file's project as another program changed it.
    fn theirs(&mut self, bytes: &[u8]) -> Vec<u8> {
        let word = self.word();
        let project = format::read(bytes).map_or_else(
            |_| Project::new(&word, "The moon is a balloon.".into()),
            |read| read.project.with_title(&word),
        );
        let theirs: Vec<u8> = format::write(&project).expect("a project").into();
        for word in words_in(&theirs) {
            self.acknowledged.entry(word).or_insert(By::Outside);
        }
        theirs
    }

    fn tell(&mut self, which: Which) {
        if let Some(path) = self.file_of(which) {
            self.finish(which, JobResult::Touched(path));
        }
    }

    /// What is on a desk whose journal is on was promised to be there after a crash.
    fn acknowledge_desks(&mut self) {
        for which in 0..2 {
            let Some(document) = self.document(which) else { continue };
            if is_written_down(document) {
                let words = words_in(format::write(document.project()).expect("a project").as_ref());
                self.acknowledged.extend(words.into_iter().map(|word| (word, By::Desk)));
            }
        }
    }

    pub(super) fn deed(&mut self, deed: Deed) {
        let files = [self.file_of(0), self.file_of(1)];
        let read = |path: &Option<PathBuf>| path.as_ref().and_then(|path| fs::read(path).ok());
        let before = [read(&files[0]), read(&files[1])];
        let actor = if let Deed::Desk(which, _) = deed { Some(which) } else { None };
        match deed {
            Deed::Desk(which, deed) => self.at_desk(which, deed),
            Deed::Outside { file_of, what, .. } => self.outside(file_of, what),
            Deed::Told(which) => self.tell(which),
            Deed::Kill(which) => self.windows[which] = None,
            Deed::Start(which, begin) => {
                self.start(which);
                self.begin(which, begin, UnsavedAnswer::Cancel);
            }
            Deed::Clock(by) => self.clock += by,
        }
        for which in [0, 1].into_iter().filter(|which| Some(*which) != actor) {
            if files[which] == self.file_of(which) && before[which] != read(&files[which]) {
                self.windows[which].iter_mut().for_each(|window| window.is_told = false);
            }
        }
        if matches!(deed, Deed::Outside { is_heard: true, .. }) {
            self.tell(0);
            self.tell(1);
        }
        self.acknowledge_desks();
    }

    /// The words that somebody was told are kept, and that no file has.
    pub(super) fn lost(&self) -> Vec<&String> {
        let mut found = BTreeSet::new();
        find_words(self.folder.path(), &mut found);
        self.acknowledged.keys().filter(|word| !found.contains(*word)).collect()
    }

    /// Desks that show “Saved” and whose file holds something else.
    pub(super) fn is_saved_where_it_says_so(&self, which: Which) -> bool {
        let Some(window) = &self.windows[which] else { return true };
        let Some(document) = window.desk.document() else { return true };
        let says_saved = matches!(document.save_state(), SaveState::Saved(_)) && document.outside().is_none();
        let Some(path) = document.path().filter(|_| says_saved && window.is_told) else { return true };
        let bytes = fs::read(path).unwrap_or_default();
        format::read(&bytes).is_ok_and(|read| read.project == **document.project())
    }
}

/// Whether every change on this desk goes into its journal.
fn is_written_down(document: &Document) -> bool {
    *document.access() == Access::Full && *document.journal() == JournalState::On
}
