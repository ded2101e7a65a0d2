//! Rig "kill": SIGKILL at every call that touches files. What stands there is whole, old or new.

use super::{
    rig::{Need, Rig, Tally},
    savers::Saver,
    scenario::{Scenario, Stage, Standing, fast_folder},
    strace::{self, Fault},
    weak_disk::Weakness,
};

const FIGURES: &str = "kill points tried";

pub(crate) fn rigs() -> Vec<Rig> {
    let mut rigs = Vec::new();
    for scenario in Scenario::ALL {
        let mut needs = vec![Need::Time, Need::Program("strace")];
        needs.extend(scenario.needs_root().then_some(Need::Root));
        let name = format!("kill: {}", scenario.name());
        rigs.push(Rig::finds_nothing(&name, &needs, FIGURES, move || {
            kill_everywhere(scenario, Saver::Claimdesk)
        }));
    }
    let needs = [Need::Time, Need::Program("strace")];
    for scenario in [Scenario::Replace, Scenario::FirstSave] {
        let name = format!("kill: {} where names cannot be exchanged", scenario.name());
        let saver = Saver::On(Weakness::OnlyPlainRename);
        rigs.push(Rig::finds_nothing(&name, &needs, FIGURES, move || kill_everywhere(scenario, saver)));
    }
    rigs.push(Rig::catches("kill: a plain write is caught", &needs, FIGURES, || {
        kill_everywhere(Scenario::Replace, Saver::PlainWrite)
    }));
    rigs.push(Rig::catches("kill: a rename over a link is caught", &needs, FIGURES, || {
        kill_everywhere(Scenario::ThroughLinks, Saver::SyncedAndRenamed)
    }));
    rigs
}

fn kill_everywhere(scenario: Scenario, saver: Saver) -> Result<Tally, String> {
    let scratch = fast_folder()?;
    let points = strace::record(&Stage::set(scenario, saver)?.probe(), scratch.path())?;
    let mut tally = Tally::default();
    for point in points {
        let stage = Stage::set(scenario, saver)?;
        let ending = strace::with_fault(&stage.probe(), &point, &Fault::Kill)?;
        let case = if ending.killed {
            judge(&stage, scenario, point.in_work)
        } else {
            Err("it was not killed, so nothing was tried".to_owned())
        };
        tally.count(case.map_err(|wrong| format!("{}: killed at {}: {wrong}", scenario.name(), point.shown)));
    }
    Ok(tally)
}

fn judge(stage: &Stage, scenario: Scenario, in_work: bool) -> Result<(), String> {
    if !scenario.needs_start() {
        stage.look()?;
    }
    let standing = stage.look_after_start()?;
    if standing == Standing::Old && !in_work && !scenario.is_start() {
        return Err("said to be saved, and is not".to_owned());
    }
    stage.next_save_works()
}
