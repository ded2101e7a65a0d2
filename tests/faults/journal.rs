//! Rig "journal": the journal is killed and refused at every call. What was appended comes back; what recovering needs
//! outlives recovering.

use super::{
    clock,
    images::Mounted,
    probe::{self, Probe},
    rig::{Need, Rig, Tally},
    scenario::fast_folder,
    strace::{self, BEGINS, ENDS, Ending, Fault, Point},
    typing::{label, sitting, state_after, whole_up_to},
};
use claimdesk::{
    edit::{Edit, History},
    format::journal::JournalId,
    model::Project,
    storage::{
        StateFolder,
        journal::{self, Journal, RecoverError},
    },
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};
use tempfile::TempDir;

/// So many edits are made under attack; their success fits into an exit code.
const EDITS: u64 = 4;
const FIRST_EXIT_CODE: i32 = 100;
/// Three edits of so many bytes are more than a file of the journal takes.
const LONG_EDIT: usize = 1_400_000;

/// What is harmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Work {
    /// A new journal, and the first edits.
    Begin,
    /// Going on with a journal after a crash.
    Resume,
    /// The change from one file to the other.
    Turn,
}

impl Work {
    const ALL: [Self; 3] = [Self::Begin, Self::Resume, Self::Turn];

    const fn name(self) -> &'static str {
        match self {
            Self::Begin => "a new one",
            Self::Resume => "going on after a crash",
            Self::Turn => "from one file to the other",
        }
    }

    const fn edits_before(self) -> u64 {
        match self {
            Self::Begin => 0,
            Self::Resume => 5,
            Self::Turn => 3,
        }
    }
}

pub(crate) fn rigs() -> Vec<Rig> {
    let needs = [Need::Time, Need::Program("strace")];
    let mut rigs = Vec::new();
    for work in Work::ALL {
        let name = format!("journal: {}, killed", work.name());
        rigs.push(Rig::finds_nothing(&name, &needs, "kill points tried", move || harm(work, true)));
        let name = format!("journal: {}, refused", work.name());
        rigs.push(Rig::finds_nothing(&name, &needs, "errors injected", move || harm(work, false)));
    }
    rigs.push(Rig::finds_nothing("journal: recovering, killed twice", &needs, "kill points tried", || {
        recovering_killed()
    }));
    rigs.push(Rig::finds_nothing("journal: a full disk", &[Need::Root], "disks tried", full_disk));
    rigs
}

/// A state folder with a journal that was cut short.
struct Stage(TempDir);

impl Stage {
    fn set(edits: u64, bytes: usize) -> Result<Self, String> {
        let stage = Self(fast_folder()?);
        if edits > 0 {
            let mut typist = Typist::begin(&stage.state())?;
            for _ in 0..edits {
                typist.append_long(bytes)?;
            }
        }
        Ok(stage)
    }

    /// The same again.
    fn copy(&self) -> Result<Self, String> {
        let copy = Self(fast_folder()?);
        copy_folder(self.0.path(), copy.0.path()).map_err(|error| error.to_string())?;
        Ok(copy)
    }

    fn state(&self) -> PathBuf {
        self.0.path().join("state")
    }

    fn probe(&self, what: &'static str) -> Probe {
        Probe::new(what, &[&self.state()])
    }
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(to, fs::Permissions::from_mode(0o700))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir(&target)?;
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

fn harm(work: Work, is_killed: bool) -> Result<Tally, String> {
    let scratch = fast_folder()?;
    let template = Stage::set(work.edits_before(), if work == Work::Turn { LONG_EDIT } else { 0 })?;
    let points = strace::record(&template.copy()?.probe("journal"), scratch.path())?;
    let mut tally = Tally::default();
    for point in points.iter().filter(|point| is_killed || is_worth_refusing(work, point)) {
        let faults = if is_killed { vec![Fault::Kill] } else { refusals(work) };
        for fault in faults {
            let stage = template.copy()?;
            let ending = strace::with_fault(&stage.probe("journal"), point, &fault)?;
            let case = judge(&stage, work, &ending, is_killed);
            tally.count(
                case.map_err(|wrong| format!("{}: {fault:?} at {}: {wrong}", work.name(), point.shown)),
            );
        }
    }
    Ok(tally)
}

fn is_worth_refusing(work: Work, point: &Point) -> bool {
    // To come to the turn takes a while, and the reading before it is tried elsewhere.
    const CHANGES: [&str; 8] =
        ["write", "fsync", "fdatasync", "rename", "unlink", "fallocate", "ftruncate", "openat"];
    point.in_work && point.name != "close" && (work != Work::Turn || CHANGES.contains(&point.name.as_str()))
}

fn refusals(work: Work) -> Vec<Fault> {
    let errors: &[&str] = match work {
        Work::Begin | Work::Resume => &["ENOSPC", "EIO", "EINTR", "EDQUOT", "EROFS", "EACCES"],
        Work::Turn => &["EIO"],
    };
    let once = errors.iter().copied().map(Fault::Error);
    let from_then_on = ["ENOSPC", "EIO"].map(Fault::ErrorFromThenOn);
    once.chain(from_then_on.into_iter().skip(usize::from(work == Work::Turn))).collect()
}

fn judge(stage: &Stage, work: Work, ending: &Ending, is_killed: bool) -> Result<(), String> {
    let kept = match (ending.code, is_killed) {
        (None, true) if ending.killed => last_kept(&ending.printed, work),
        (Some(code), false) if (FIRST_EXIT_CODE..FIRST_EXIT_CODE + 32).contains(&code) => {
            let highest = (code - FIRST_EXIT_CODE) as u64;
            if highest == 0 { work.edits_before() } else { work.edits_before() + highest }
        }
        (Some(code), false) => return Err(format!("it ended with {code}: {}", ending.complained.trim())),
        (_, _) => return Err("it was not killed, so nothing was tried".to_owned()),
    };
    let back = state_after(&stage.state())?;
    if back < kept {
        return Err(format!("edit {kept} was appended, and only {back} come back"));
    }
    Ok(())
}

fn last_kept(printed: &str, work: Work) -> u64 {
    let told = printed.lines().filter_map(|line| line.strip_prefix("kept ")?.parse().ok());
    told.max().unwrap_or(work.edits_before())
}

/// Somebody who types into a journal.
struct Typist {
    history: History,
    journal: Journal,
    number: u64,
}

impl Typist {
    fn begin(state: &Path) -> Result<Self, String> {
        let home = StateFolder::at(state).map_err(|error| error.to_string())?;
        let history = History::new(Arc::new(Project::new("Typed", String::new())));
        let journal = Journal::begin(&home, sitting(), history.now()).map_err(|error| error.to_string())?;
        Ok(Self { history, journal, number: 0 })
    }

    fn resume(state: &Path, id: JournalId) -> Result<Self, String> {
        let home = StateFolder::at(state).map_err(|error| error.to_string())?;
        let mut recovered = journal::recover(&home, id).map_err(|error| error.to_string())?;
        let history = recovered.history.clone();
        let journal = Journal::resume(&home, &mut recovered, sitting()).map_err(|error| error.to_string())?;
        journal::recovered_well(&home, id).map_err(|error| error.to_string())?;
        let number = whole_up_to(history.now())?;
        Ok(Self { history, journal, number })
    }

    /// One edit more; its number once it is in the journal.
    fn append(&mut self) -> Result<u64, String> {
        self.append_long(0)
    }

    /// The same, with so many bytes of text and more.
    fn append_long(&mut self, bytes: usize) -> Result<u64, String> {
        self.number += 1;
        let text = format!("typed {}{}", self.number, ".".repeat(bytes));
        let edit = Edit::AddClaim { text, passages: Vec::new() };
        self.history.apply(edit, label()).map_err(|refusal| refusal.to_string())?;
        let recorded = self.history.take_recorded();
        let appended = self.journal.append(&recorded, self.history.now(), label());
        appended.map(|()| self.number).map_err(|error| error.to_string())
    }
}

fn only_journal(state: &Path) -> Option<JournalId> {
    let home = StateFolder::at(state).ok()?;
    journal::list(&home).ok()?.first().map(|unfinished| unfinished.id)
}

/// The probe: begins a journal, or goes on with the one that is there, and makes some edits. Its exit code says which
/// of them was the last to be in the journal.
pub(crate) fn work_on(state: &Path) -> u8 {
    let present = only_journal(state);
    probe::mark(BEGINS);
    let begun = present.map_or_else(|| Typist::begin(state), |id| Typist::resume(state, id));
    let mut highest = 0;
    if let Ok(mut typist) = begun {
        for edit in 1..=EDITS {
            if let Ok(number) = typist.append() {
                highest = edit;
                probe::print(&format!("kept {number}"));
            }
            if edit == 2 {
                // When it fails the next append begins anew.
                let _told_by_the_state = typist.journal.sync();
            }
        }
        let _told_by_the_state = typist.journal.sync();
    }
    probe::mark(ENDS);
    FIRST_EXIT_CODE as u8 + highest as u8
}

/// The probe: brings back what there is, and says that it went well.
pub(crate) fn recover(state: &Path) -> u8 {
    let Some(id) = only_journal(state) else { return 1 };
    probe::mark(BEGINS);
    let home = StateFolder::at(state).expect("the rig gives a folder");
    let recovered = journal::recover(&home, id);
    let went_well = recovered.is_ok() && journal::recovered_well(&home, id).is_ok();
    probe::mark(ENDS);
    if went_well { FIRST_EXIT_CODE as u8 } else { 1 }
}

fn recovering_killed() -> Result<Tally, String> {
    const EDITS_BEFORE: u64 = 40;
    let scratch = fast_folder()?;
    let template = Stage::set(EDITS_BEFORE, 0)?;
    let points = strace::record(&template.copy()?.probe("journal-recover"), scratch.path())?;
    let mut tally = Tally::default();
    for point in points.iter().filter(|point| point.in_work) {
        let stage = template.copy()?;
        let before = logs_below(&stage.state());
        let mut kills = 0;
        for _ in 0..2 {
            let ending = strace::with_fault(&stage.probe("journal-recover"), point, &Fault::Kill)?;
            kills += usize::from(ending.killed);
        }
        let case = if kills == 0 {
            Err("it was not killed, so nothing was tried".to_owned())
        } else {
            judge_recovering(&stage, &before, EDITS_BEFORE)
        };
        tally.count(case.map_err(|wrong| format!("killed twice at {}: {wrong}", point.shown)));
    }
    Ok(tally)
}

fn judge_recovering(stage: &Stage, before: &BTreeMap<PathBuf, Vec<u8>>, edits: u64) -> Result<(), String> {
    let folder = stage.state();
    if logs_below(&folder) != *before {
        return Err("recovering changed the journal".to_owned());
    }
    let home = StateFolder::at(&folder).map_err(|error| error.to_string())?;
    let id = only_journal(&folder).ok_or("the journal is gone")?;
    match journal::recover(&home, id) {
        Ok(_) => {}
        // As it should be: the program ended twice while it recovered. Somebody who asks gets everything.
        Err(RecoverError::TriedTooOften { .. }) => {
            journal::recovered_well(&home, id).map_err(|error| error.to_string())?;
        }
        Err(error) => return Err(error.to_string()),
    }
    let back = state_after(&folder)?;
    if back == edits { Ok(()) } else { Err(format!("{back} of {edits} edits come back")) }
}

fn logs_below(state: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut logs = BTreeMap::new();
    super::version::each_file_below(state, &mut |path| {
        if path.extension().is_some_and(|extension| extension == "jnl") {
            logs.insert(path.to_path_buf(), fs::read(path).unwrap_or_default());
        }
    });
    logs
}

/// The disk is filled under a journal: it goes on in its reserve, says when it cannot any more, and goes on when there
/// is room.
fn full_disk() -> Result<Tally, String> {
    let mut tally = Tally::default();
    for kilobytes in [9_000, 9_500, 10_000, 12_000, 16_000, 20_000] {
        let place = fast_folder()?;
        let disk = Mounted::memory(kilobytes, place.path())?;
        tally.count(fill_under_journal(&disk).map_err(|wrong| format!("{kilobytes} kB: {wrong}")));
    }
    Ok(tally)
}

fn fill_under_journal(disk: &Mounted) -> Result<(), String> {
    let state = disk.at().join("state");
    let filler = disk.at().join("filler");
    let mut typist = Typist::begin(&state)?;
    for _ in 0..10 {
        typist.append()?;
    }
    fill(&filler)?;
    for number in 0..200 {
        typist.append().map_err(|error| format!("edit {number} on the full disk: {error}"))?;
    }
    typist.journal.sync().map_err(|error| error.to_string())?;
    // Now what was kept for this case is used up as well.
    fill(&disk.at().join("more filler"))?;
    let mut kept = typist.number;
    let mut told = None;
    for _ in 0..2_000 {
        match typist.append() {
            Ok(number) => kept = number,
            Err(why) => {
                told = Some(why);
                break;
            }
        }
    }
    if told.as_ref().is_none_or(|why| !why.contains("full")) {
        return Err(format!("nothing is said of the full disk: {told:?}"));
    }
    let on_full_disk = disk_copy(&state)?;
    let back = state_after(&on_full_disk.0.path().join("state"))?;
    if back < kept {
        return Err(format!("edit {kept} was appended, and only {back} come back"));
    }
    fs::remove_file(&filler).map_err(|error| error.to_string())?;
    clock::sleep_ms(1);
    let last = typist.append().map_err(|error| format!("with room again: {error}"))?;
    drop(typist);
    let back = state_after(&state)?;
    if back == last { Ok(()) } else { Err(format!("with room again only {back} of {last} edits come back")) }
}

fn disk_copy(state: &Path) -> Result<Stage, String> {
    let copy = Stage(fast_folder()?);
    let to = copy.state();
    fs::create_dir(&to).and_then(|()| copy_folder(state, &to)).map_err(|error| error.to_string())?;
    Ok(copy)
}

fn fill(filler: &Path) -> Result<(), String> {
    use std::io::Write;
    let mut file = fs::File::create(filler).map_err(|error| error.to_string())?;
    let block = [1_u8; 4096];
    while file.write_all(&block).is_ok() {}
    Ok(())
}
