//! What the window shows of where the work is kept, in light and dark.

use super::assert_picture;
use crate::{
    cpu_renderer::CpuRenderer,
    window::desk::{Window, build, id, sample},
};
use claimdesk::{
    edit::{Edit, apply},
    jobs::{Settings, Theme},
    model::{Difference, Fingerprint, Project, Status, Timestamp},
    ui::Start,
    workspace::{
        Access, BackupEntry, BackupList, ChosenBackup, Found, JobResult, JournalName, JournalState,
        OutsideVersion, SafetyReport, SafetyRow, Trust, UnfinishedWork,
    },
};
use egui::{Key, Modifiers, Vec2};
use egui_kittest::{Harness, kittest::Queryable};
use std::{fs, path::PathBuf, sync::Arc};

const CTRL: Modifiers = Modifiers::COMMAND;
const AT: Timestamp = Timestamp::from_unix_seconds(1_795_000_000);

fn window(start: Start, look: Theme, size: (f32, f32)) -> Window {
    let settings = Settings { theme: look, ..Settings::default() };
    let builder = Harness::builder().with_size(Vec2::from(size)).renderer(CpuRenderer::default());
    build(builder, start, settings)
}

fn of_sample(look: Theme, size: (f32, f32)) -> Window {
    window(Start::File(sample()), look, size)
}

fn compare(name: &str, window: &mut Window) {
    window.harness.run_steps(60);
    assert_picture(name, &mut window.harness);
}

/// The sample as somebody else left it.
fn theirs(window: &Window) -> Project {
    let edits = [
        Edit::SetStatus { claims: vec![id("C02"), id("C04")], status: Some(Status::Disputed) },
        Edit::SetTitle("Troops in Kursk".to_owned()),
        Edit::DeleteClaims(vec![id("C07")]),
        Edit::AddClaim { text: "The pause is temporary.".to_owned(), passages: Vec::new() },
    ];
    edits.iter().fold((**window.document().project()).clone(), |project, edit| {
        apply(&project, edit, AT).expect("it can be done")
    })
}

fn changed_by_somebody(window: &mut Window) {
    window.letter(Key::J, "j");
    window.letter(Key::D, "d");
    let project = Arc::new(theirs(window));
    let version = OutsideVersion { project, fingerprint: Fingerprint::of(b"theirs"), warnings: Vec::new() };
    window.tell(JobResult::Looked { path: sample(), found: Found::Changed(version) });
}

#[test]
fn what_waits_for_an_answer_in_light() {
    let mut window = of_sample(Theme::Light, (1280.0, 720.0));
    changed_by_somebody(&mut window);
    let desk = window.document().desk();
    let why = "No space left on the device.".to_owned();
    window.tell(JobResult::JournalIs { desk, state: JournalState::Off(why) });
    compare("bar-light", &mut window);
}

#[test]
fn what_waits_for_an_answer_in_a_small_dark_window() {
    let mut window = of_sample(Theme::Dark, (640.0, 480.0));
    changed_by_somebody(&mut window);
    compare("bar-small-dark", &mut window);
}

#[test]
fn a_project_that_can_only_be_looked_at() {
    let mut window = of_sample(Theme::Light, (1280.0, 720.0));
    let desk = window.document().desk();
    window.tell(JobResult::Protected { desk, access: Access::OpenElsewhere });
    window.letter(Key::J, "j");
    compare("looking-only", &mut window);
}

#[test]
fn two_versions_compared_in_light_and_dark() {
    for (look, name) in [(Theme::Light, "comparison-light"), (Theme::Dark, "comparison-dark")] {
        let mut window = of_sample(look, (1280.0, 720.0));
        changed_by_somebody(&mut window);
        window.click("Compare");
        for _ in 0..3 {
            window.press(Modifiers::NONE, Key::ArrowDown);
        }
        compare(name, &mut window);
    }
}

/// A file that was cut short, with a backup beside it. Its path is the same on every machine.
fn damaged_file() -> PathBuf {
    let path = PathBuf::from("target/tmp/damaged/kursk.ron");
    let backups = path.with_extension("claimdesk").join("backups");
    fs::create_dir_all(&backups).expect("the folders can be made");
    let whole = fs::read_to_string(sample()).expect("the sample is there");
    fs::write(backups.join("00000012 2026-11-24 11-58-03 UTC.ron"), &whole).expect("it can be written");
    fs::write(&path, &whole[..whole.floor_char_boundary(20_000)]).expect("it can be written");
    path
}

#[test]
fn a_damaged_file_in_light_and_dark() {
    let path = damaged_file();
    for (look, name) in [(Theme::Light, "damaged-light"), (Theme::Dark, "damaged-dark")] {
        compare(name, &mut window(Start::File(path.clone()), look, (1000.0, 640.0)));
    }
}

#[test]
fn unsaved_work_on_the_start_page() {
    let mut window = window(Start::StartPage, Theme::Light, (1000.0, 720.0));
    let work = |title: &str, path: Option<&str>, edits, damage: Option<&str>| UnfinishedWork {
        journal: JournalName(title.to_owned()),
        title: title.to_owned(),
        path: path.map(Into::into),
        edits,
        until: Some(AT),
        damage: damage.map(ToOwned::to_owned),
    };
    let damage = "A part of the journal is damaged; 3 changes could not be read.";
    window.tell(JobResult::Unfinished(vec![
        work("North Korean troops in Kursk", Some("/home/ana/cases/kursk.ron"), 37, None),
        work("The harbour", None, 1, Some(damage)),
    ]));
    compare("unsaved-work", &mut window);
}

fn backups(window: &mut Window) {
    window.press(CTRL, Key::K);
    window.type_text("backups");
    window.press(Modifiers::NONE, Key::Enter);
    let entry = |number, label: &str, bytes, pinned: Option<&str>| BackupEntry {
        number,
        label: label.to_owned(),
        bytes,
        pinned: pinned.map(ToOwned::to_owned),
    };
    let list = BackupList {
        folder: "/home/ana/cases/kursk.claimdesk/backups".into(),
        entries: vec![
            entry(41, "2026-11-24 12-03-17", 61_877, None),
            entry(40, "2026-11-24 11-58-03", 61_702, Some("the last that opens")),
            entry(39, "2026-11-23 17-20-44", 134_110, Some("before the project shrank by half")),
            entry(12, "2026-11-02 08-00-10", 48_900, None),
        ],
        problem: None,
        chosen: None,
    };
    let path = window.document().path().expect("the sample's copy has a file").to_path_buf();
    window.tell(JobResult::BackupsListed { path: path.clone(), list });
    let backup = theirs(window);
    let difference = Difference::between(&backup, window.document().project());
    let chosen = ChosenBackup { number: 41, outcome: Ok((Arc::new(backup), difference)) };
    window.tell(JobResult::BackupRead { path, chosen });
}

#[test]
fn the_backups_in_light_and_dark() {
    for (look, name) in [(Theme::Light, "backups-light"), (Theme::Dark, "backups-dark")] {
        let mut window = of_sample(look, (1280.0, 720.0));
        backups(&mut window);
        compare(name, &mut window);
    }
}

fn report() -> SafetyReport {
    let row = |what: &str, place: &str, state: &str, trust| SafetyRow {
        what: what.to_owned(),
        place: place.to_owned(),
        state: state.to_owned(),
        trust,
    };
    SafetyReport {
        rows: vec![
            row(
                "Project file",
                "/home/ana/cases/kursk.ron",
                "Holds what was saved at 12:03, and is as its sum says.",
                Trust::Verified,
            ),
            row(
                "Journal",
                "/home/ana/.local/state/claimdesk/recovery",
                "Every change is written down.",
                Trust::Fine,
            ),
            row(
                "Backups",
                "/home/ana/cases/kursk.claimdesk/backups",
                "41 backups, 2.5 MB. One of them does not open any more.",
                Trust::Doubtful,
            ),
            row("Trash", "/home/ana/cases/kursk.claimdesk/trash", "It cannot be written to.", Trust::Broken),
        ],
        is_verified: true,
    }
}

#[test]
fn data_safety_in_light_and_dark() {
    for (look, name) in [(Theme::Light, "data-safety-light"), (Theme::Dark, "data-safety-dark")] {
        let mut window = of_sample(look, (1280.0, 720.0));
        window.tell(JobResult::SafetySeen(report()));
        assert!(window.harness.query_by_label("Project file: ✓ Verified").is_some());
        compare(name, &mut window);
    }
}

#[test]
fn the_menu_of_files_in_a_low_window() {
    let mut window = of_sample(Theme::Light, (640.0, 360.0));
    changed_by_somebody(&mut window);
    window.click("File");
    window.click("Answer what waits");
    compare("menu-low", &mut window);
}
