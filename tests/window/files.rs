//! New, open, save, close, quit: nothing is lost unasked.

use super::desk::{new_project, sample, window, window_with};
use claimdesk::{
    jobs::{RecentFiles, Settings},
    model::Status,
    ui::{FileAnswer, FilePurpose, Start},
    workspace::{Leaving, SaveState},
};
use egui::{Key, Modifiers, Vec2};
use egui_kittest::kittest::Queryable;
use std::{fs, path::PathBuf};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

#[test]
fn the_start_page_opens_the_sample() {
    let mut window = window(Start::StartPage);
    window.click("Open the sample project");
    assert_eq!(window.document().list().counts().total(), 47);
    assert!(!window.document().has_unsaved_changes());
}

#[test]
fn the_start_page_greys_projects_that_are_gone_and_takes_them_off() {
    let mut recent = RecentFiles::default();
    recent.add(&PathBuf::from("/nowhere/gone.ron"));
    recent.add(&sample());
    let settings = Settings { recent, ..Settings::default() };
    let mut window = window_with(Start::StartPage, settings, Vec2::new(1000.0, 800.0));
    window.harness.get_by_label("gone, missing");
    window.click("Remove gone from the list");
    assert!(window.harness.query_by_label("gone, missing").is_none());
    window.click("Open kursk");
    assert_eq!(window.document().name(), "North Korean troops in Kursk");
}

#[test]
fn a_project_is_made_of_the_clipboard() {
    let mut window = window(Start::StartPage);
    window.click("New project from clipboard");
    window.harness.event(egui::Event::Paste("One line.\r\nAnother line.".into()));
    window.settle();
    assert_eq!(window.document().project().article().text(), "One line.\nAnother line.");
    assert!(window.document().has_unsaved_changes());
}

#[test]
fn closing_with_unsaved_changes_asks_and_esc_stays() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    assert!(!window.close());
    assert!(window.dialog("Unsaved changes").is_some());
    window.press(NONE, Key::Escape);
    assert!(window.dialog("Unsaved changes").is_none());
    assert_eq!(window.desk().workspace().leaving(), &Leaving::No);
}

#[test]
fn closing_without_unsaved_changes_does_not_ask() {
    let mut window = window(Start::File(sample()));
    assert!(window.close());
}

#[test]
fn quitting_with_save_writes_the_file_and_closes() {
    let (mut window, folder) = new_project();
    window.letter(Key::N, "n");
    window.type_text("A claim");
    window.press(NONE, Key::Enter);
    assert!(!window.close());
    let path = folder.path().join("kept.ron");
    window.script.answer(FileAnswer::Chosen(path.clone()));
    window.harness.get_by_label("Save").click();
    window.harness.run_steps(3);
    assert!(window.is_closing());
    assert!(fs::read_to_string(path).expect("written").contains("A claim"));
}

#[test]
fn quitting_without_saving_closes_and_writes_nothing() {
    let (mut window, folder) = new_project();
    window.letter(Key::N, "n");
    assert!(!window.close());
    window.harness.get_by_label("Don't save").click();
    window.harness.run_steps(2);
    assert!(window.is_closing());
    assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 1);
}

#[test]
fn a_cancelled_dialog_leaves_everything_as_it_is() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    window.press(NONE, Key::Escape);
    window.script.answer(FileAnswer::Cancelled);
    window.press(CTRL, Key::S);
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    assert!(window.document().path().is_none());
}

#[test]
fn where_the_system_has_no_dialog_a_path_is_typed() {
    let (mut window, folder) = new_project();
    window.script.answer(FileAnswer::NoDialog);
    window.press(CTRL | Modifiers::SHIFT, Key::S);
    window.settle();
    assert_eq!(window.script.asked()[0].purpose, FilePurpose::SaveProject);
    assert!(window.dialog("Save project as").is_some());
    let field = window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Path");
    field.focus();
    window.press(CTRL, Key::A);
    let path = folder.path().join("typed");
    window.harness.event(egui::Event::Text(path.display().to_string()));
    window.settle();
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::Enter);
    assert!(path.with_extension("ron").exists());
    assert!(matches!(window.document().save_state(), SaveState::Saved(_)));
}

#[test]
fn a_file_that_would_be_replaced_is_named_before() {
    let (mut window, folder) = new_project();
    fs::write(folder.path().join("taken.ron"), "other work").expect("written");
    window.script.answer(FileAnswer::NoDialog);
    window.press(CTRL | Modifiers::SHIFT, Key::S);
    window.harness.get_by_role_and_label(egui::accesskit::Role::TextInput, "Path").focus();
    window.press(CTRL, Key::A);
    window.harness.event(egui::Event::Text(folder.path().join("taken.ron").display().to_string()));
    window.settle();
    window.harness.get_by_label("Replace");
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::Enter);
    assert_eq!(fs::read_to_string(folder.path().join("taken.ron")).expect("there"), "other work");
}

#[test]
fn a_broken_file_is_told_and_the_open_project_stays() {
    let (mut window, folder) = new_project();
    window.press(NONE, Key::Escape);
    let broken = folder.path().join("broken.ron");
    fs::write(&broken, "(format_version: 1, title: 12)").expect("written");
    window.script.answer(FileAnswer::Chosen(folder.path().join("harbour.ron")));
    window.press(CTRL, Key::S);
    window.script.answer(FileAnswer::Chosen(broken.clone()));
    window.press(CTRL, Key::O);
    assert_eq!(window.document().name(), "harbour");
    let notice = window.desk().workspace().notices().last().expect("told").clone();
    assert!(notice.detail.contains("ine 1"), "{notice:?}");
    assert!(notice.detail.contains("broken.ron"), "{notice:?}");
    assert_eq!(fs::read_to_string(broken).expect("there"), "(format_version: 1, title: 12)");
}

#[test]
fn the_summary_is_written_from_the_menu() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut window = window(Start::File(sample()));
    for (key, name) in [(CTRL, "s.md"), (CTRL | Modifiers::SHIFT, "s.csv")] {
        window.script.answer(FileAnswer::Chosen(folder.path().join(name)));
        window.press(key, Key::E);
        assert!(folder.path().join(name).exists(), "{name}");
    }
    assert_eq!(window.notices().last().map(String::as_str), Some("Summary written to s.csv."));
}

#[test]
fn saving_an_opened_project_goes_to_its_file_without_asking() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("kursk.ron");
    fs::copy(sample(), &path).expect("copied");
    let mut window = window(Start::File(path.clone()));
    window.letter(Key::J, "j");
    window.letter(Key::D, "d");
    window.press(CTRL, Key::S);
    assert!(window.script.asked().is_empty());
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    let text = fs::read_to_string(&path).expect("there");
    assert_ne!(text, fs::read_to_string(sample()).expect("there"));
    // Undone and saved, it is the very same file again.
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::S);
    assert_eq!(fs::read_to_string(path).expect("there"), fs::read_to_string(sample()).expect("there"));
}
