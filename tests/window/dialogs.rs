//! Dialogs are ready for the keyboard as soon as they open, and show what there is room for.

use super::desk::{new_project, sample, window};
use claimdesk::ui::{FileAnswer, Start};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn a_path_can_be_typed_as_soon_as_its_dialog_opens() {
    let mut window = window(Start::StartPage);
    window.script.answer(FileAnswer::NoDialog);
    window.press(CTRL, Key::O);
    window.settle();
    assert!(window.dialog("Open project").is_some());
    window.press(CTRL, Key::A);
    let path = sample().display().to_string();
    window.harness.event(egui::Event::Text(path.clone()));
    window.settle();
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Path");
    assert_eq!(field.value(), Some(path));
}

#[test]
fn the_title_can_be_typed_as_soon_as_the_details_open() {
    let (mut window, _folder) = new_project();
    window.press(CTRL, Key::I);
    window.press(CTRL, Key::A);
    window.type_text("The harbour");
    window.click("Keep");
    assert_eq!(window.document().project().title(), "The harbour");
}

#[test]
fn the_sheet_of_keys_uses_the_room_there_is_the_first_time_too() {
    let mut window = window(Start::StartPage);
    let mut ends = Vec::new();
    for _ in 0..2 {
        window.press(NONE, Key::F1);
        window.harness.run_steps(4);
        ends.push(window.harness.get_by_label("Close").rect().bottom());
        window.press(NONE, Key::Escape);
    }
    assert!(ends[0] > 700.0, "in a window of 800 points the sheet ends at {ends:?}");
    assert!((ends[0] - ends[1]).abs() < 0.01, "{ends:?}");
}
