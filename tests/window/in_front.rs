//! What stands in front of the window has the keyboard to itself: menus, the palette, questions.

use super::desk::{ARTICLE, new_project, sample, window, window_with};
use claimdesk::{
    jobs::{Settings, Theme},
    ui::Start,
};
use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

#[test]
fn letters_do_nothing_to_claims_while_a_menu_is_open() {
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    let mut window = window_with(Start::File(sample()), settings, Vec2::new(1280.0, 1200.0));
    window.row("C03").click();
    window.settle();
    let before = window.claim("C03").status;
    let kind = window.harness.get_by_role_and_label(Role::ComboBox, "Kind: Causal").rect().center();
    let heading = window.harness.get_by_role_and_label(Role::ColumnHeader, "Claim").rect().center();
    let article = window.harness.get_by_role_and_label(Role::Document, "Article").rect().center();
    let menu = window.harness.get_by_role_and_label(Role::Button, "View").rect().center();
    for (at, button) in [
        (menu, egui::PointerButton::Primary),
        (kind, egui::PointerButton::Primary),
        (heading, egui::PointerButton::Secondary),
        (article, egui::PointerButton::Secondary),
    ] {
        window.harness.hover_at(at);
        for pressed in [true, false] {
            let modifiers = NONE;
            window.harness.event(egui::Event::PointerButton { pos: at, button, pressed, modifiers });
        }
        window.settle();
        assert!(egui::Popup::is_any_open(&window.harness.ctx), "nothing opens at {at}");
        window.letter(Key::S, "s");
        window.letter(Key::N, "n");
        window.press(NONE, Key::Delete);
        window.press(CTRL, Key::Z);
        assert_eq!(window.claim("C03").status, before, "with the menu at {at} open");
        assert_eq!(window.document().project().claims().len(), 47, "with the menu at {at} open");
        window.press(NONE, Key::Escape);
        assert!(!egui::Popup::is_any_open(&window.harness.ctx), "Esc closes the menu at {at}");
    }
    window.letter(Key::D, "d");
    assert_ne!(window.claim("C03").status, before, "with no menu open the letters act again");
}

#[test]
fn the_question_about_unsaved_changes_comes_instead_of_the_palette() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    window.press(NONE, Key::Escape);
    window.press(CTRL, Key::K);
    assert!(!window.close());
    assert!(window.dialog("Unsaved changes").is_some());
    assert!(window.harness.query_by_role_and_label(Role::SearchInput, "Run a command").is_none());
    window.press(NONE, Key::Escape);
    assert!(window.dialog("Unsaved changes").is_none(), "Esc answers the question");
    assert!(!window.is_closing());
}

#[test]
fn tab_does_not_lead_out_of_the_palette() {
    let mut window = window(Start::File(sample()));
    window.press(CTRL, Key::K);
    for modifiers in [NONE, Modifiers::SHIFT] {
        window.press(modifiers, Key::Tab);
        assert!(window.harness.get_by_role_and_label(Role::SearchInput, "Run a command").is_focused());
    }
}

#[test]
fn the_next_pane_without_a_selected_claim_is_not_the_inspector() {
    let mut window = window(Start::File(sample()));
    let is_focused = |window: &super::desk::Window, role, label| {
        window.harness.get_by_role_and_label(role, label).is_focused()
    };
    for _ in 0..2 {
        window.press(NONE, Key::F6);
        assert!(is_focused(&window, Role::Document, "Article"));
        window.press(NONE, Key::F6);
        assert!(is_focused(&window, Role::Table, "Claims"));
    }
    // Nothing was left waiting for a claim to be selected.
    window.row("C04").click();
    window.settle();
    window.letter(Key::U, "u");
    assert!(!window.claim("C04").text.starts_with('u'), "the letter went into the statement");
}

#[test]
fn an_empty_clipboard_makes_no_project_and_later_pasting_is_pasting() {
    let (mut window, _folder) = new_project();
    window.press(CTRL | Modifiers::SHIFT, Key::N);
    window.harness.run_steps(12);
    assert_eq!(window.notices(), ["The clipboard holds no text."]);
    window.letter(Key::N, "n");
    window.harness.event(egui::Event::Paste("Nobody was hurt".to_owned()));
    window.settle();
    assert_eq!(window.document().project().article().text(), ARTICLE);
    assert_eq!(window.claim("C01").text, "Nobody was hurt");
}
