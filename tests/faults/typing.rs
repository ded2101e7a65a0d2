//! Rig "typing": somebody types, and the program is killed or the power goes. How much typing is missing afterwards?

use super::{
    clock::{self, Dice},
    power::{self, FileSystem, Machine},
    probe::{self, Probe},
    rig::{Need, Rig, Tally, how_many, say},
    scenario::fast_folder,
    victim::Victim,
};
use claimdesk::{
    edit::{Edit, History},
    format::journal::{JournalId, Sitting},
    jobs::{Jobs, Surroundings},
    model::{Project, Timestamp},
    storage::{
        StateFolder,
        journal::{self, Journal, RecoverError, Recovered},
    },
    workspace::{Command, JournalState, Next, Workspace},
};
use std::{
    collections::BTreeMap,
    path::Path,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

/// A killed program loses no more than this.
const LOST_WHEN_KILLED: Duration = Duration::from_millis(250);
/// A power cut costs no more than this.
const LOST_WITHOUT_POWER: Duration = Duration::from_secs(1);
/// As fast as nobody types.
const PAUSE_MS: u64 = 20;
/// Whoever waits for the disk waits almost half a second.
const SLOW_DISK: [&str; 8] = [
    "-f",
    "-qq",
    "-o",
    "/dev/null",
    "-e",
    "trace=fdatasync,fsync",
    "-e",
    "inject=fdatasync,fsync:delay_enter=400000",
];
/// So many are killed side by side: most of their time they wait.
const AT_ONCE: usize = 6;

pub(crate) fn rigs() -> Vec<Rig> {
    let mut rigs = vec![
        Rig::finds_nothing("typing: killed at random", &[], "kills", || {
            kill("type", how_many("CLAIMDESK_KILLS", 18, 200), &[])
        }),
        Rig::finds_nothing(
            "typing: killed at random while the disk is slow",
            &[Need::Time, Need::Program("strace")],
            "kills",
            || kill("type", 24, &SLOW_DISK),
        ),
        Rig::catches("typing: a journal that waits two seconds is caught", &[], "kills", || {
            kill("type-lazily", 12, &[])
        }),
    ];
    for file_system in [power::EXT4, power::XFS, power::BTRFS] {
        let name = format!("typing: without power on {}", file_system.name);
        rigs.push(Rig::finds_nothing(&name, &power::needs(file_system), "power cuts", move || {
            without_power(file_system, "type", how_many("CLAIMDESK_SNAPSHOTS", 25, 25))
        }));
    }
    rigs.push(Rig::catches(
        "typing: a journal that is never synced is caught on ext4",
        &[&power::needs(power::EXT4)[..], &[Need::Root]].concat(),
        "power cuts",
        || without_power(power::EXT4, "type-unsynced", 12),
    ));
    rigs
}

/// When each edit was about to be made, as the probe told it.
type Typed = Arc<Mutex<BTreeMap<u64, Duration>>>;

fn note(typed: &Typed, line: &str) {
    let mut words = line.splitn(3, ' ');
    if let (Some("typed"), Some(number), Some(micros)) = (words.next(), words.next(), words.next())
        && let (Ok(number), Ok(micros)) = (number.parse(), micros.parse())
    {
        typed.lock().unwrap_or_else(PoisonError::into_inner).insert(number, Duration::from_micros(micros));
    }
}

fn kill(how: &'static str, kills: usize, under: &'static [&'static str]) -> Result<Tally, String> {
    let outcomes: Arc<Mutex<Vec<Result<Lost, String>>>> = Arc::default();
    let workers: Vec<_> = (0..AT_ONCE)
        .map(|worker| {
            let outcomes = Arc::clone(&outcomes);
            let work = move || {
                for life in (worker..kills).step_by(AT_ONCE) {
                    let outcome = kill_once(how, life as u64, under);
                    outcomes.lock().unwrap_or_else(PoisonError::into_inner).push(outcome);
                }
            };
            thread::Builder::new().spawn(work).map_err(|error| error.to_string())
        })
        .collect::<Result<_, _>>()?;
    for worker in workers {
        worker.join().map_err(|_panic| "a worker panicked".to_owned())?;
    }
    let outcomes = std::mem::take(&mut *outcomes.lock().unwrap_or_else(PoisonError::into_inner));
    count(how, "killed", LOST_WHEN_KILLED, outcomes)
}

/// What one end of the program cost.
struct Lost {
    edits: u64,
    typed: u64,
    time: Duration,
}

fn count(
    how: &str,
    when: &str,
    limit: Duration,
    outcomes: Vec<Result<Lost, String>>,
) -> Result<Tally, String> {
    let mut tally = Tally::default();
    let (mut longest, mut most, mut typed) = (Duration::ZERO, 0, 0);
    for outcome in outcomes {
        tally.count(outcome.and_then(|lost| {
            (longest, most, typed) = (longest.max(lost.time), most.max(lost.edits), typed + lost.typed);
            if lost.time <= limit {
                return Ok(());
            }
            Err(format!("{} edits of {} ms are missing", lost.edits, lost.time.as_millis()))
        }));
    }
    if typed == 0 {
        return Err("nothing was typed".to_owned());
    }
    say(&format!(
        "typing ({how}, {when}): {} ends, {typed} edits typed, longest loss {} ms, most edits lost at once {most}",
        tally.tried,
        longest.as_millis(),
    ));
    Ok(tally)
}

fn kill_once(how: &'static str, life: u64, under: &[&str]) -> Result<Lost, String> {
    let folder = fast_folder()?;
    let typed = Typed::default();
    let heard = Arc::clone(&typed);
    // One in four types faster than anybody, into the journal itself, so that its files are begun in turn.
    let is_direct = life % 4 == 3 && how == "type" && under.is_empty();
    let probe = if is_direct {
        Probe::new("type-directly", &[&folder.path(), &"0"])
    } else {
        Probe::new(how, &[&folder.path(), &PAUSE_MS.to_string()])
    };
    let command = if under.is_empty() { probe.command() } else { probe.command_under("strace", under) };
    let is_protected = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&is_protected);
    let mut victim = Victim::start(command, move |line| {
        note(&heard, line);
        told.fetch_or(line == "protected", Ordering::Release);
    })?;
    if !under.is_empty() {
        // On a slow disk it takes its time, and until then the person is not told that anything is protected.
        let until = clock::now() + Duration::from_mins(1);
        while !is_protected.load(Ordering::Acquire) && clock::now() < until {
            clock::sleep_ms(20);
        }
    }
    clock::sleep_ms(Dice::new(life + 1).between(20, 1500));
    let killed = clock::now();
    victim.stop()?;
    let lost = lost(&folder.path().join("state"), &typed, killed)?;
    // The edit that is just being written, on a machine that has other things to do.
    let is_in_flight = is_direct && lost.edits <= 1;
    Ok(Lost { time: if is_in_flight { Duration::ZERO } else { lost.time }, ..lost })
}

/// How much of what was typed before that moment is not brought back.
fn lost(state: &Path, typed: &Typed, ended: Duration) -> Result<Lost, String> {
    let typed = std::mem::take(&mut *typed.lock().unwrap_or_else(PoisonError::into_inner));
    let back = state_after(state)?;
    let missing = typed.range(back + 1..).filter(|(_, at)| **at < ended);
    let time = missing.clone().next().map_or(Duration::ZERO, |(_, at)| ended.saturating_sub(*at));
    Ok(Lost { edits: missing.count() as u64, typed: typed.len() as u64, time })
}

/// The number of the last edit that the journal brings back; all before it must be there as well.
pub(crate) fn state_after(state: &Path) -> Result<u64, String> {
    let home = StateFolder::at(state).map_err(|error| error.to_string())?;
    let unfinished = journal::list(&home).map_err(|error| error.to_string())?;
    let Some(work) = unfinished.first() else { return Ok(0) };
    if unfinished.len() > 1 {
        return Err("there are several journals of one sitting".to_owned());
    }
    let recovered = recover(&home, work.id)?;
    if let Some(damage) = recovered.damage {
        return Err(format!("the journal is taken for damaged: {}", damage.text));
    }
    whole_up_to(recovered.history.now())
}

/// A process that is just being started has the locks of this one until it is another program.
fn recover(home: &StateFolder, id: JournalId) -> Result<Recovered, String> {
    for _ in 0..50 {
        match journal::recover(home, id) {
            Err(RecoverError::InUse) => clock::sleep_ms(10),
            outcome => return outcome.map_err(|error| error.to_string()),
        }
    }
    Err(RecoverError::InUse.to_string())
}

/// How many claims there are; each must be the one that was typed.
pub(crate) fn whole_up_to(project: &Project) -> Result<u64, String> {
    let mut number = 0;
    for claim in project.claims().iter() {
        number += 1;
        if claim.text.trim_end_matches('.') != format!("typed {number}") {
            let begins: String = claim.text.chars().take(40).collect();
            return Err(format!("edit {number} came back as “{begins}”"));
        }
    }
    Ok(number)
}

fn without_power(file_system: FileSystem, how: &'static str, cuts: usize) -> Result<Tally, String> {
    let machine = Machine::with(file_system)?;
    let typed = Typed::default();
    let heard = Arc::clone(&typed);
    let probe = Probe::new(how, &[&machine.disk(), &PAUSE_MS.to_string()]);
    let mut victim = Victim::start(probe.command(), move |line| note(&heard, line))?;
    let mut dice = Dice::new(11);
    let mut taken = Vec::new();
    for number in 0..cuts {
        clock::sleep_ms(dice.between(60, 400));
        // Before the picture is begun: what is typed while it is being taken is not asked for.
        let ended = clock::now();
        taken.push((machine.picture(number)?, ended));
    }
    victim.stop()?;
    let pictures = machine.off();
    let mut outcomes = Vec::new();
    for (picture, ended) in taken {
        let typed: Typed = Arc::new(Mutex::new(typed.lock().unwrap_or_else(PoisonError::into_inner).clone()));
        outcomes.push(pictures.look(&picture, |folder| lost(&folder.join("state"), &typed, ended))?);
    }
    count(how, file_system.name, LOST_WITHOUT_POWER, outcomes)
}

/// The probe: works on a project that has no file, as the program does, and says what it does before it does it.
pub(crate) fn type_on_and_on(folder: &Path, pause: u64, how: &str) {
    probe::print(&format!("pid {}", std::process::id()));
    let mut desk = Workspace::default();
    let mut jobs = Jobs::on_threads(|| {}, Surroundings::below(folder));
    let (mut held_back, mut is_told) = (Vec::new(), false);
    let mut done = desk
        .handle(Command::Leave(Next::NewFromText { title: "Typed".into(), text: String::new() }), label());
    for number in 1.. {
        done.drain(..).for_each(|job| jobs.start(job));
        probe::print(&format!("typed {number} {}", clock::now().as_micros()));
        let edit = Edit::AddClaim { text: format!("typed {number}"), passages: Vec::new() };
        let asked = desk.handle(Command::Edit(edit), label());
        if how == "type-lazily" {
            held_back.extend(asked);
            if number % 100 == 0 {
                done.append(&mut held_back);
            }
        } else {
            done.extend(asked);
        }
        for result in jobs.finished() {
            done.extend(desk.finish(result, label()));
        }
        let is_protected = desk.document().is_some_and(|document| *document.journal() == JournalState::On);
        if is_protected && !is_told {
            probe::print("protected");
            is_told = true;
        }
        if pause > 0 {
            clock::sleep_ms(pause);
        }
    }
}

/// The probe that writes into the journal itself; a weak one never syncs it.
pub(crate) fn type_directly(folder: &Path, pause: u64, is_synced: bool) {
    let home = StateFolder::at(&folder.join("state")).expect("the rig gives a folder");
    let mut history = History::new(Arc::new(Project::new("Typed", String::new())));
    let mut journal = Journal::begin(&home, sitting(), history.now()).expect("there is room");
    let mut synced = clock::now();
    for number in 1.. {
        probe::print(&format!("typed {number} {}", clock::now().as_micros()));
        let edit = Edit::AddClaim { text: format!("typed {number}"), passages: Vec::new() };
        history.apply(edit, label()).expect("claims can be added");
        let recorded = history.take_recorded();
        journal.append(&recorded, history.now(), label()).expect("there is room");
        if is_synced && clock::now() > synced + Duration::from_millis(500) {
            journal.sync().expect("the disk works");
            synced = clock::now();
        }
        clock::sleep_ms(pause);
    }
}

/// A sitting of nobody in particular, on a project without a file.
pub(crate) fn sitting() -> Sitting {
    Sitting { who: "analyst".into(), at: label(), path: None, fingerprint: None, unsaved: 0 }
}

/// The time, which decides nothing.
pub(crate) const fn label() -> Timestamp {
    Timestamp::from_unix_seconds(1_790_000_000)
}
