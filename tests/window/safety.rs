//! What the window says and asks about where the work is kept.

use super::case::{Files, TEXT, desk_of, dispute_first, harbour, saved, tagged};
use claimdesk::{
    model::Status,
    ui::Start,
    workspace::{Access, JobResult, JournalState},
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;
use std::fs;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn work_that_was_not_saved_comes_back_with_its_project() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.open();
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    assert!(window.shows("Recovered work"));
    window.click("Compare");
    assert!(window.shows("C01: status Not tagged → Disputed"));
    window.click("Discard");
    assert_eq!(window.claim("C01").status, None);
    assert!(!window.shows("Recovered work"));
}

#[test]
fn recovered_work_that_is_kept_stays_unsaved_work() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.open();
    window.click("Keep");
    assert!(!window.shows("Recovered work"));
    assert!(window.document().has_unsaved_changes());
}

#[test]
fn recovered_work_that_is_saved_has_been_decided_about() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.open();
    window.press(CTRL, Key::S);
    assert!(saved(&files.path).contains("Disputed"));
    assert!(!window.shows("Recovered work"), "a file holds it now");
}

#[test]
fn recovered_work_waits_beside_a_file_that_has_changed_meanwhile() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    files.write(&tagged(&harbour(), "C02", Status::Sourced));
    let mut window = files.open();
    assert_eq!(window.claim("C01").status, None, "the file's version is on the desk");
    assert!(window.shows("Recovered work"));
    window.click("Merge");
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    assert_eq!(window.claim("C02").status, Some(Status::Sourced));
}

#[test]
fn the_start_page_offers_work_that_was_never_saved() {
    let files = Files::new();
    let article = files.path.with_file_name("town.txt");
    fs::write(&article, TEXT).expect("it can be written");
    let mut window = files.window(Start::File(article));
    window.letter(Key::N, "n");
    window.type_text("It rained");
    drop(window);
    let mut window = files.window(Start::StartPage);
    assert!(window.shows("Unsaved work"));
    let row = window.labels(Role::Label);
    let row = row.into_iter().find(|label| label.contains("never saved")).expect("the work is listed");
    assert!(row.contains("changes, last at"), "{row}");
    let open = window.labels(Role::Button);
    let open = open.into_iter().find(|label| label.starts_with("Open ") && !label.contains("project"));
    window.click(&open.expect("it can be opened"));
    assert_eq!(window.claim("C01").text, "It rained");
    assert!(window.document().has_unsaved_changes());
}

#[test]
fn discarded_work_leaves_the_start_page() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.window(Start::StartPage);
    window.click("Discard The harbour");
    assert!(!window.shows("Unsaved work"));
    drop(window);
    assert!(!files.window(Start::StartPage).shows("Unsaved work"), "and does not come back");
}

#[test]
fn a_damaged_file_offers_the_last_good_version_and_stays_as_it_is() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    window.press(CTRL, Key::S);
    window.letter(Key::U, "u");
    window.press(CTRL, Key::S);
    assert!(window.close(), "everything is saved");
    drop(window);
    let whole = saved(&files.path);
    let cut = &whole[..whole.len() / 2];
    fs::write(&files.path, cut).expect("it can be written");
    let mut window = files.open();
    assert!(window.dialog("harbour.ron can't be opened").is_some());
    assert!(window.desk().workspace().document().is_none());
    window.press(NONE, Key::Escape);
    assert!(window.dialog("harbour.ron can't be opened").is_none());
    assert_eq!(saved(&files.path), cut);

    let mut window = files.open();
    let offers = window.labels(Role::Button);
    let last_good = offers.into_iter().find(|label| label.starts_with("Open the last good version (of "));
    window.click(&last_good.expect("it is offered"));
    assert_eq!(window.claim("C01").status, Some(Status::Disputed), "as the save before the last had it");
    assert!(window.document().has_unsaved_changes());
    assert_eq!(saved(&files.path), cut, "the file stays as it is until it is saved");
}

#[test]
fn a_backup_is_looked_at_by_keyboard_and_restored_as_a_step() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    window.press(CTRL, Key::S);
    window.letter(Key::S, "s");
    window.press(CTRL, Key::S);
    window.press(CTRL, Key::K);
    window.type_text("backups");
    window.press(NONE, Key::Enter);
    assert!(window.harness.get_by_role_and_label(Role::ListBox, "Backups").is_focused());
    assert!(
        window.shows("C01: status Disputed → Sourced"),
        "the newest is compared with the present version"
    );
    window.press(NONE, Key::ArrowDown);
    assert!(window.shows("C01: status Not tagged → Sourced"));
    window.press(NONE, Key::Enter);
    assert!(window.harness.get_by_label("Restore as a new step").is_focused());
    window.press(NONE, Key::Enter);
    assert_eq!(window.claim("C01").status, None);
    assert!(window.desk().workspace().backups().is_none());
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C01").status, Some(Status::Sourced));
}

#[test]
fn the_page_of_data_safety_names_every_copy_and_verifies_it() {
    let files = Files::new();
    let mut window = files.open();
    window.press(CTRL, Key::K);
    window.type_text("data safety");
    window.press(NONE, Key::Enter);
    assert!(window.dialog("Data safety").is_some());
    assert!(window.shows("Project file: – Not checked"));
    window.click("Verify everything");
    assert!(window.shows("Project file: ✓ Verified"));
    window.press(NONE, Key::Escape);
    assert!(window.dialog("Data safety").is_none());
}

#[test]
fn data_safety_can_be_looked_at_without_a_project() {
    let files = Files::new();
    let mut window = files.window(Start::StartPage);
    window.press(CTRL, Key::K);
    window.type_text("data safety");
    window.press(NONE, Key::Enter);
    assert!(window.dialog("Data safety").is_some());
}

#[test]
fn a_project_open_elsewhere_can_be_read_and_not_changed() {
    let files = Files::new();
    let mut window = files.open();
    let desk = desk_of(&window);
    window.tell(JobResult::Protected { desk, access: Access::OpenElsewhere });
    assert!(window.shows("Another window has this project; here it can be looked at."));
    assert!(window.shows("Can only be looked at here"));
    let before = window.document().project().clone();
    dispute_first(&mut window);
    window.letter(Key::N, "n");
    window.press(NONE, Key::Delete);
    window.press(NONE, Key::F2);
    window.type_text("x");
    window.press(NONE, Key::Enter);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Claim");
    field.focus();
    window.settle();
    window.type_text("y");
    assert!(window.document().project().ptr_eq(&before), "nothing is changed");
    assert_eq!(window.notices(), [""; 0], "and nobody is told off");
    window.click("Take over");
    window.tell(JobResult::Protected { desk, access: Access::Full });
    dispute_first(&mut window);
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
}

#[test]
fn a_journal_that_cannot_be_written_is_told_in_red_until_it_can() {
    let files = Files::new();
    let mut window = files.open();
    let desk = desk_of(&window);
    let off = JournalState::Off("the disk is gone.".to_owned());
    window.tell(JobResult::JournalIs { desk, state: off });
    assert!(window.shows("Recovery is off: the disk is gone. Save now."));
    window.tell(JobResult::JournalIs { desk, state: JournalState::On });
    assert!(!window.shows("Recovery is off: the disk is gone. Save now."));
}

#[test]
fn the_question_before_leaving_begins_at_save_and_tells_what_becomes_of_the_rest() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    assert!(!window.close());
    assert!(window.dialog("Unsaved changes").is_some());
    for label in ["Save", "Cancel", "Don't save"] {
        let is_focused =
            window.harness.query_all_by_role_and_label(Role::Button, label).any(|each| each.is_focused());
        assert!(is_focused, "{label} has its turn");
        window.press(NONE, Key::Tab);
    }
    assert!(window.shows(
        "Without saving, the file stays as it is. The changes stay in the journal, marked as given up."
    ));
}
