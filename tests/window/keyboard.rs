//! Everything without a mouse.

use super::desk::{new_project, sample, window};
use claimdesk::{
    model::{Kind, Status},
    ui::{FileAnswer, Start},
    workspace::SaveState,
};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;
const SHIFT: Modifiers = Modifiers::SHIFT;

#[test]
fn the_whole_loop_works_by_keyboard_alone() {
    let (mut window, folder) = new_project();
    // Into the article, over the first three words.
    window.press(NONE, Key::F6);
    window.press(CTRL, Key::Home);
    for _ in 0..3 {
        window.press(CTRL | SHIFT, Key::ArrowRight);
    }
    window.letter(Key::N, "n");
    assert_eq!(window.claim("C01").text, "The harbour was");
    // The statement has the keyboard, all of it selected: typing replaces it.
    window.type_text("The harbour was closed.");
    assert_eq!(window.claim("C01").text, "The harbour was closed.");
    window.press(NONE, Key::Enter);
    window.letter(Key::D, "d");
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    window.letter(Key::E, "e");
    window.type_text("Port office");
    assert_eq!(window.claim("C01").sources[0].title, "Port office");
    window.press(NONE, Key::Escape);
    window.press(CTRL, Key::Num2);
    assert_eq!(window.claim("C01").kind, Some(Kind::Event));
    // A second claim, without a passage, and back to the first.
    window.letter(Key::N, "n");
    window.type_text("Nobody was hurt");
    window.press(NONE, Key::Enter);
    window.letter(Key::K, "k");
    assert_eq!(window.document().selection().primary(), Some(super::desk::id("C01")));
    window.letter(Key::J, "j");
    assert_eq!(window.document().selection().primary(), Some(super::desk::id("C02")));
    // Save, by the scripted dialog.
    let path = folder.path().join("harbour.ron");
    window.script.answer(FileAnswer::Chosen(path.clone()));
    window.press(CTRL, Key::S);
    window.settle();
    assert!(matches!(window.document().save_state(), SaveState::Saved(Some(_))));
    let saved = std::fs::read_to_string(path).expect("the project was written");
    assert!(saved.contains("The harbour was closed."), "{saved}");
    assert!(saved.contains("quote: \"The harbour was\""), "{saved}");
}

#[test]
fn undo_takes_back_typing_in_the_inspector_and_the_field_follows() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    window.type_text("first second");
    assert_eq!(window.claim("C01").text, "first second");
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C01").text, "first ");
    window.type_text("x");
    assert_eq!(window.claim("C01").text, "first x");
    window.press(CTRL, Key::Z);
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C01").text, "");
    window.press(CTRL | SHIFT, Key::Z);
    assert_eq!(window.claim("C01").text, "first ");
}

#[test]
fn undo_in_the_filter_field_leaves_the_project_alone() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    window.press(NONE, Key::Escape);
    window.letter(Key::S, "s");
    window.letter(Key::Slash, "/");
    window.type_text("abc");
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C01").status, Some(Status::Sourced));
}

#[test]
fn letters_are_text_while_a_field_has_the_keyboard() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    window.letter(Key::D, "d");
    window.letter(Key::S, "s");
    assert_eq!(window.claim("C01").text, "ds");
    assert_eq!(window.claim("C01").status, None);
}

#[test]
fn the_palette_finds_a_command_by_some_letters_and_runs_it() {
    let mut window = window(Start::File(sample()));
    window.letter(Key::J, "j");
    window.press(CTRL, Key::K);
    window.harness.get_by_label("Commands");
    window.type_text("tag unc");
    window.press(NONE, Key::Enter);
    assert_eq!(window.claim("C01").status, Some(Status::Unconfirmed));
    assert!(window.harness.query_by_label("Commands").is_none());
}

#[test]
fn the_palette_goes_away_with_esc_and_does_nothing() {
    let mut window = window(Start::File(sample()));
    window.press(CTRL, Key::K);
    window.press(NONE, Key::ArrowDown);
    window.press(NONE, Key::Escape);
    assert!(window.harness.query_by_label("Commands").is_none());
    assert!(!window.document().has_unsaved_changes());
}

#[test]
fn keys_do_nothing_behind_a_sheet() {
    let mut window = window(Start::File(sample()));
    window.letter(Key::J, "j");
    window.press(NONE, Key::F1);
    assert!(window.dialog("All keys").is_some());
    window.letter(Key::D, "d");
    assert_eq!(window.claim("C01").status, Some(Status::Sourced));
    window.press(NONE, Key::Escape);
    window.letter(Key::D, "d");
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
}

#[test]
fn zoom_and_reading_size_have_keys_of_their_own() {
    let mut window = window(Start::File(sample()));
    for _ in 0..5 {
        window.press(CTRL, Key::Plus);
    }
    assert!((window.harness.ctx.zoom_factor() - 2.0).abs() < 1e-6);
    window.press(CTRL, Key::Num0);
    assert!((window.harness.ctx.zoom_factor() - 1.0).abs() < 1e-6);
}
