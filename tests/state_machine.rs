//! Two desks, other programs and a wrong clock, in any order: whatever anybody was told is kept, is found.
//!
//! Every change brings a word of its own, so that a version is found by looking for its words in all files.

use claimdesk::{
    edit::Edit,
    format,
    jobs::{Jobs, Surroundings},
    model::{Project, Timestamp},
    workspace::{
        Access, Arrangement, Command, Document, Job, JobResult, JournalState, Leaving, Next, OpenInstead,
        OutsideAnswer, SaveState, UnsavedAnswer, Workspace,
    },
};
use proptest::{prelude::*, sample::select};
use proptest_state_machine::{ReferenceStateMachine, StateMachineTest, prop_state_machine};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// How many sequences are tried unless `PROPTEST_CASES` says another number.
const CASES: u32 = 24;

const NAMES: [&str; 2] = ["moon.ron", "copy.ron"];

/// Which of the two desks.
type Which = usize;

/// What is done next.
#[derive(Clone, Debug)]
enum Deed {
    /// Somebody works at a desk.
    Desk(Which, AtDesk),
    /// Another program does something to the file of a desk; whether the desks hear of it.
    Outside { file_of: Which, what: Outside, is_heard: bool },
    /// The watcher tells a desk that its file was touched.
    Told(Which),
    /// The program is killed.
    Kill(Which),
    /// It is started again, and the person does this.
    Start(Which, Begin),
    /// The clock is set, to so many seconds later or earlier.
    Clock(i64),
}

#[derive(Clone, Debug)]
enum AtDesk {
    Title,
    Claim,
    Undo,
    Redo,
    Save,
    /// A save while nothing can be put among the backups.
    SaveWithoutBackups,
    SaveAs(&'static str),
    SaveAsNew(&'static str),
    Answer(OutsideAnswer),
    Recovered(Recovered),
    TakeOver,
    RestoreBackup(usize),
    Close(UnsavedAnswer),
    Begin(Begin, UnsavedAnswer),
}

/// What the person decides about work that came back.
#[derive(Clone, Copy, Debug)]
enum Recovered {
    Keep,
    Use,
    Merge,
    Discard,
}

/// How a project comes to a desk.
#[derive(Clone, Debug)]
enum Begin {
    Open(&'static str, OpenInstead),
    /// The first of the work that is listed as unfinished.
    Recover,
    /// The first of it goes to the trash; then this is opened.
    DiscardAndOpen(&'static str),
    New,
}

#[derive(Clone, Copy, Debug)]
enum Outside {
    EditInPlace,
    EditByRename,
    Delete,
    Truncate,
    TouchOnly,
}

/// Which programs run: all that decides which deed can be next.
#[derive(Clone, Debug)]
struct Running([bool; 2]);

impl ReferenceStateMachine for Running {
    type State = Self;
    type Transition = Deed;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self([true, true])).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Deed> {
        let which = || 0..2_usize;
        let outside = select(vec![
            Outside::EditInPlace,
            Outside::EditInPlace,
            Outside::EditByRename,
            Outside::EditByRename,
            Outside::Delete,
            Outside::Truncate,
            Outside::TouchOnly,
        ]);
        prop_oneof![
            20 => (which(), at_desk()).prop_map(|(which, deed)| Deed::Desk(which, deed)),
            6 => (which(), outside, any::<bool>())
                .prop_map(|(file_of, what, is_heard)| Deed::Outside { file_of, what, is_heard }),
            3 => which().prop_map(Deed::Told),
            2 => which().prop_map(Deed::Kill),
            4 => (which(), begin()).prop_map(|(which, begin)| Deed::Start(which, begin)),
            1 => (-100_000_000..100_000_i64).prop_map(Deed::Clock),
        ]
        .boxed()
    }

    fn preconditions(Running(running): &Self, deed: &Deed) -> bool {
        match deed {
            Deed::Desk(which, _) | Deed::Told(which) | Deed::Kill(which) => running[*which],
            Deed::Start(which, _) => !running[*which],
            Deed::Outside { .. } | Deed::Clock(_) => true,
        }
    }

    fn apply(Running(mut running): Self, deed: &Deed) -> Self {
        match deed {
            Deed::Kill(which) => running[*which] = false,
            Deed::Start(which, _) => running[*which] = true,
            Deed::Desk(..) | Deed::Outside { .. } | Deed::Told(_) | Deed::Clock(_) => {}
        }
        Self(running)
    }
}

fn at_desk() -> impl Strategy<Value = AtDesk> {
    let answer = select(vec![
        OutsideAnswer::Merge,
        OutsideAnswer::KeepBoth,
        OutsideAnswer::TakeTheirs,
        OutsideAnswer::TakeOurs,
    ]);
    let recovered = select(vec![Recovered::Keep, Recovered::Use, Recovered::Merge, Recovered::Discard]);
    prop_oneof![
        6 => Just(AtDesk::Title),
        3 => Just(AtDesk::Claim),
        2 => Just(AtDesk::Undo),
        1 => Just(AtDesk::Redo),
        6 => Just(AtDesk::Save),
        1 => Just(AtDesk::SaveWithoutBackups),
        1 => select(&NAMES).prop_map(AtDesk::SaveAs),
        1 => select(&NAMES).prop_map(AtDesk::SaveAsNew),
        5 => answer.prop_map(AtDesk::Answer),
        3 => recovered.prop_map(AtDesk::Recovered),
        2 => Just(AtDesk::TakeOver),
        1 => (0..4_usize).prop_map(AtDesk::RestoreBackup),
        2 => unsaved_answer().prop_map(AtDesk::Close),
        3 => (begin(), unsaved_answer()).prop_map(|(begin, answer)| AtDesk::Begin(begin, answer)),
    ]
}

fn begin() -> impl Strategy<Value = Begin> {
    let instead = select(vec![OpenInstead::LastGood, OpenInstead::Recovered, OpenInstead::Nothing]);
    prop_oneof![
        6 => (select(&NAMES), instead).prop_map(|(name, instead)| Begin::Open(name, instead)),
        3 => Just(Begin::Recover),
        1 => select(&NAMES).prop_map(Begin::DiscardAndOpen),
        1 => Just(Begin::New),
    ]
}

fn unsaved_answer() -> impl Strategy<Value = UnsavedAnswer> {
    select(vec![UnsavedAnswer::Save, UnsavedAnswer::Discard, UnsavedAnswer::Cancel])
}

/// Who was told that a word is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    /// A person at a desk.
    Desk,
    /// Another program, which may overwrite its own words.
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
struct Machine {
    folder: TempDir,
    windows: [Option<Window>; 2],
    clock: i64,
    /// How many words there are.
    words: usize,
    acknowledged: BTreeMap<String, By>,
}

impl Machine {
    fn new() -> Self {
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

    fn path(&self, name: &str) -> PathBuf {
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
            self.acknowledged.extend(words.into_iter().map(|word| (word, By::Desk)));
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
            if *document.access() == Access::Full && *document.journal() == JournalState::On {
                let words = words_in(format::write(document.project()).expect("a project").as_ref());
                self.acknowledged.extend(words.into_iter().map(|word| (word, By::Desk)));
            }
        }
    }

    fn deed(&mut self, deed: Deed) {
        let files = [self.file_of(0), self.file_of(1)];
        let read = |path: &Option<PathBuf>| path.as_ref().and_then(|path| fs::read(path).ok());
        let before = [read(&files[0]), read(&files[1])];
        let actor = if let Deed::Desk(which, _) = deed { Some(which) } else { None };
        match deed {
            Deed::Desk(which, ref deed) => self.at_desk(which, deed.clone()),
            Deed::Outside { file_of, what, .. } => self.outside(file_of, what),
            Deed::Told(which) => self.tell(which),
            Deed::Kill(which) => self.windows[which] = None,
            Deed::Start(which, ref begin) => {
                self.start(which);
                self.begin(which, begin.clone(), UnsavedAnswer::Cancel);
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
    fn lost(&self) -> Vec<&String> {
        let mut found = BTreeSet::new();
        find_words(self.folder.path(), &mut found);
        self.acknowledged.keys().filter(|word| !found.contains(*word)).collect()
    }

    /// Desks that show “Saved” and whose file holds something else.
    fn is_saved_where_it_says_so(&self, which: Which) -> bool {
        let Some(window) = &self.windows[which] else { return true };
        let Some(document) = window.desk.document() else { return true };
        let says_saved = matches!(document.save_state(), SaveState::Saved(_)) && document.outside().is_none();
        let Some(path) = document.path().filter(|_| says_saved && window.is_told) else { return true };
        let bytes = fs::read(path).unwrap_or_default();
        format::read(&bytes).is_ok_and(|read| read.project == **document.project())
    }
}

/// Every word in all files below a folder.
fn find_words(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            find_words(&path, found);
        } else if entry.file_name() != "reserve" {
            found.extend(words_in(&fs::read(&path).unwrap_or_default()));
        }
    }
}

/// The words in these bytes: `w`, six digits, `z`.
fn words_in(bytes: &[u8]) -> BTreeSet<String> {
    let is_word =
        |piece: &&[u8]| piece.len() == 7 && piece[6] == b'z' && piece[..6].iter().all(u8::is_ascii_digit);
    let starts = bytes.split(|byte| *byte == b'w').skip(1);
    starts
        .filter_map(|piece| piece.get(..7))
        .filter(is_word)
        .map(|piece| format!("w{}", String::from_utf8_lossy(piece)))
        .collect()
}

struct NothingIsLost;

impl StateMachineTest for NothingIsLost {
    type SystemUnderTest = Machine;
    type Reference = Running;

    fn init_test(_: &Running) -> Machine {
        Machine::new()
    }

    fn apply(mut machine: Machine, _: &Running, deed: Deed) -> Machine {
        machine.deed(deed);
        machine
    }

    fn check_invariants(machine: &Machine, _: &Running) {
        assert!(machine.lost().is_empty(), "lost: {:?}", machine.lost());
        for which in 0..2 {
            assert!(machine.is_saved_where_it_says_so(which), "desk {which} says saved and is not");
        }
    }
}

/// Few by default: each deed is synced to a disk.
fn config() -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { CASES };
    ProptestConfig { cases, ..default }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn whatever_two_desks_and_others_do_no_acknowledged_version_is_lost(
        sequential 10..40 => NothingIsLost
    );
}

#[test]
fn a_version_that_is_gone_from_every_file_is_noticed() {
    let mut machine = Machine::new();
    machine.deed(Deed::Desk(0, AtDesk::Title));
    machine.deed(Deed::Desk(0, AtDesk::Save));
    machine.deed(Deed::Kill(0));
    assert!(machine.lost().is_empty());
    fs::remove_dir_all(machine.folder.path().join("state")).expect("the journal is gone");
    assert!(machine.lost().is_empty(), "the file and its backup still have both versions");
    fs::remove_dir_all(machine.path("moon.claimdesk")).expect("the backups are gone");
    assert_eq!(machine.lost(), ["w000001z"]);
}
