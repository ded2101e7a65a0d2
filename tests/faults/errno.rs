//! Rig "errors": every call fails once, or from then on, or lies. What is said afterwards is what stands there.

use super::{
    outcome::Outcome,
    rig::{Need, Rig, Tally},
    savers::Saver,
    scenario::{Scenario, Stage, Standing, fast_folder},
    strace::{self, Ending, Fault, Point},
    weak_disk::Weakness,
};

const FIGURES: &str = "errors injected";

/// What the system may say to any of the calls.
const ERRORS: [&str; 6] = ["ENOSPC", "EIO", "EINTR", "EDQUOT", "EROFS", "EACCES"];

pub(crate) fn rigs() -> Vec<Rig> {
    let mut rigs = Vec::new();
    for scenario in Scenario::ALL {
        let mut needs = vec![Need::Time, Need::Program("strace")];
        needs.extend(scenario.needs_root().then_some(Need::Root));
        let name = format!("errors: {}", scenario.name());
        rigs.push(Rig::finds_nothing(&name, &needs, FIGURES, move || {
            fail_everywhere(scenario, Saver::Claimdesk)
        }));
    }
    let needs = [Need::Time, Need::Program("strace")];
    for scenario in [Scenario::Replace, Scenario::FirstSave] {
        let name = format!("errors: {} where names cannot be exchanged", scenario.name());
        let saver = Saver::On(Weakness::OnlyPlainRename);
        rigs.push(Rig::finds_nothing(&name, &needs, FIGURES, move || fail_everywhere(scenario, saver)));
    }
    rigs.push(Rig::catches("errors: a plain write is caught", &needs, FIGURES, || {
        fail_everywhere(Scenario::Replace, Saver::PlainWrite)
    }));
    rigs.push(Rig::catches("errors: believing a lying disk is caught", &needs, FIGURES, || {
        fail_everywhere(Scenario::Replace, Saver::Credulous)
    }));
    rigs
}

fn fail_everywhere(scenario: Scenario, saver: Saver) -> Result<Tally, String> {
    let scratch = fast_folder()?;
    let points = strace::record(&Stage::set(scenario, saver)?.probe(), scratch.path())?;
    let mut tally = Tally::default();
    for point in points.iter().filter(|point| point.in_work && point.name != "close") {
        for fault in faults_at(point) {
            let stage = Stage::set(scenario, saver)?;
            let ending = strace::with_fault(&stage.probe(), point, &fault)?;
            let case = judge(&stage, scenario, &ending);
            tally.count(
                case.map_err(|wrong| format!("{}: {fault:?} at {}: {wrong}", scenario.name(), point.shown)),
            );
        }
    }
    Ok(tally)
}

fn faults_at(point: &Point) -> Vec<Fault> {
    let mut faults: Vec<Fault> = ERRORS.into_iter().map(Fault::Error).collect();
    // A disk that fails once may be well again, or may not.
    faults.push(Fault::ErrorFromThenOn("ENOSPC"));
    faults.push(Fault::ErrorFromThenOn("EIO"));
    if matches!(point.name.as_str(), "write" | "pwrite64" | "writev") {
        faults.extend([1, 4096].map(Fault::Lie));
    }
    faults
}

fn judge(stage: &Stage, scenario: Scenario, ending: &Ending) -> Result<(), String> {
    let Some(outcome) = &ending.outcome else {
        return Err(format!("it crashed: {}", ending.complained.trim()));
    };
    if !outcome.is_told() {
        return Err(format!("nothing is said about it: {outcome}"));
    }
    // What says that it is not whole may be broken until the next start; a start may fail, until the next one.
    if !matches!(outcome, Outcome::Unknown(_)) && !scenario.is_start() {
        agree(outcome, stage.look()?)?;
    }
    let standing = stage.look_after_start()?;
    if !scenario.is_start() {
        agree(outcome, standing)?;
    }
    stage.next_save_works()
}

fn agree(said: &Outcome, stands: Standing) -> Result<(), String> {
    match (said, stands) {
        (Outcome::Saved | Outcome::NotConfirmed(_), Standing::New)
        | (Outcome::NotSaved(_) | Outcome::ChangedElsewhere(_), Standing::Old)
        | (Outcome::Unknown(_), _) => Ok(()),
        (said, stands) => Err(format!("a lie: {said}, but the {stands:?} version stands there")),
    }
}
