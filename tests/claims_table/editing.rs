//! Changing cells in place.

use super::desk::*;
use claimdesk::{
    model::{ClaimField, Kind, Status},
    workspace::Column,
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::Queryable;

#[test]
fn enter_commits_once_and_moves_down() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    let before = steps(&window);
    press(&mut window, Key::Enter);
    window.get_by_label("Claim of C02");
    type_text(&mut window, " were");
    type_text(&mut window, " reported");
    assert!(window.state().view.is_editing());
    assert_eq!(field(&window, 2, ClaimField::Text), "Heavy losses");
    press(&mut window, Key::Enter);
    assert_eq!(field(&window, 2, ClaimField::Text), "Heavy losses were reported");
    assert_eq!(steps(&window), before + 1);
    assert_eq!(selected(&window), "C03:C03");
    assert!(!window.state().view.is_editing());
}

#[test]
fn esc_discards() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    let before = steps(&window);
    press(&mut window, Key::F2);
    type_text(&mut window, " nonsense");
    press(&mut window, Key::Escape);
    assert_eq!(field(&window, 2, ClaimField::Text), "Heavy losses");
    assert_eq!(steps(&window), before);
    press(&mut window, Key::ArrowDown);
    assert_eq!(selected(&window), "C03:C03");
}

#[test]
fn an_unchanged_cell_makes_no_step() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    let before = steps(&window);
    press(&mut window, Key::Enter);
    press(&mut window, Key::Enter);
    assert_eq!(steps(&window), before);
    assert_eq!(selected(&window), "C03:C03");
}

#[test]
fn tab_goes_through_every_cell_that_can_be_changed() {
    let mut window = window(six_claims());
    click(&mut window, "C01");
    press(&mut window, Key::Enter);
    type_text(&mut window, "!");
    press(&mut window, Key::Tab);
    window.get_by(|node| {
        node.role() == Role::Button && node.label().is_some_and(|label| label.starts_with("Assessment"))
    });
    press(&mut window, Key::Tab);
    window.get_by_label("Attribution of C01");
    type_text(&mut window, " > this article");
    press(&mut window, Key::Tab);
    assert_eq!(selected(&window), "C02:C02");
    press(&mut window, Key::D);
    assert_eq!(status(&window, 2), Some(Status::Disputed));
    press(&mut window, Key::ArrowRight);
    press(&mut window, Key::Enter);
    window.get_by_label("Claim of C02");
    press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    press_with(&mut window, Modifiers::SHIFT, Key::Tab);
    window.get_by_label("Attribution of C01");
    assert_eq!(field(&window, 1, ClaimField::Text), "Troops pulled back!");
    assert_eq!(field(&window, 1, ClaimField::Attribution), "Puls > Sky News > this article");
}

#[test]
fn a_double_click_edits_the_cell_under_it_and_a_click_elsewhere_commits() {
    let mut window = window(six_claims());
    let at = cell(&window, "C02", "Ukrainian forces").rect().center();
    double_click(&mut window, at);
    assert_eq!(selected(&window), "C02:C02");
    window.get_by_label("Attribution of C02");
    type_text(&mut window, "!");
    click(&mut window, "C05");
    assert_eq!(field(&window, 2, ClaimField::Attribution), "Ukrainian forces!");
    assert_eq!(selected(&window), "C05:C05");
}

#[test]
fn a_half_typed_cell_can_be_committed_from_outside() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    press(&mut window, Key::Enter);
    type_text(&mut window, " so far");
    let command = window.state_mut().view.commit_edit().expect("something was typed");
    window.state_mut().handle(command);
    window.run();
    assert_eq!(field(&window, 2, ClaimField::Text), "Heavy losses so far");
    assert!(window.state_mut().view.commit_edit().is_none());
}

#[test]
fn a_click_on_the_frame_of_the_field_goes_on_typing() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    press(&mut window, Key::Enter);
    let place = window.get_by_label("Claim of C02").rect();
    let frame = place.left_center() - egui::Vec2::new(5.0, 0.0);
    window.hover_at(frame);
    for pressed in [true, false] {
        let button = egui::PointerButton::Primary;
        window.event(egui::Event::PointerButton { pos: frame, button, pressed, modifiers: Modifiers::NONE });
    }
    window.run();
    type_text(&mut window, " indeed");
    press(&mut window, Key::Enter);
    assert_eq!(field(&window, 2, ClaimField::Text), "Heavy losses indeed");
}

#[test]
fn undo_while_typing_stays_in_the_cell() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    let before = steps(&window);
    press(&mut window, Key::Enter);
    type_text(&mut window, " wrong");
    settle(&mut window);
    window.run_steps(40);
    press_with(&mut window, Modifiers::COMMAND, Key::Z);
    press(&mut window, Key::Enter);
    assert_eq!(field(&window, 2, ClaimField::Text), "Heavy losses");
    assert_eq!(steps(&window), before);
}

#[test]
fn a_kind_is_picked_from_its_menu_with_the_pointer() {
    let mut window = window(six_claims());
    let at = cell(&window, "C05", "No kind").rect().center();
    double_click(&mut window, at);
    window.get_by_label_contains("Quote").click();
    window.run();
    let claim = window.state().document().project().claim(id(5)).expect("it exists");
    assert_eq!(claim.kind, Some(Kind::Quote));
    assert!(!window.state().view.is_editing());
}

#[test]
fn typing_right_to_left_says_what_the_field_cannot_show() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    press(&mut window, Key::Enter);
    assert!(window.query_by_label_contains("typing order").is_none());
    type_text(&mut window, "שלום 12");
    window.get_by_label_contains("typing order");
}

#[test]
fn the_whole_loop_needs_no_pointer() {
    let mut window = window(six_claims());
    window.state_mut().view.focus();
    window.run();
    press(&mut window, Key::ArrowDown);
    press(&mut window, Key::ArrowDown);
    assert_eq!(selected(&window), "C02:C02");
    press(&mut window, Key::ArrowLeft);
    press(&mut window, Key::Enter);
    press(&mut window, Key::S);
    assert_eq!(status(&window, 2), Some(Status::Sourced));
    press(&mut window, Key::Delete);
    assert_eq!(ids(&window), ["C01", "C03", "C04", "C05", "C06"]);
    // Tab leaves the table at its last cell instead of holding the keyboard fast.
    for _ in 0..6 {
        press(&mut window, Key::Tab);
    }
    let ctx = window.ctx.clone();
    assert!(!window.state().view.has_focus(&ctx));
}

#[test]
fn a_cell_can_be_opened_by_a_command_of_the_window() {
    let mut window = window(six_claims());
    click(&mut window, "C03");
    window.state_mut().view.layout_mut().set_visible(Column::Note, true);
    window.state_mut().view.edit_selected(Column::Note);
    window.run();
    window.get_by_role_and_label(Role::MultilineTextInput, "Note of C03");
    type_text(&mut window, "ask the desk");
    press(&mut window, Key::Enter);
    assert_eq!(field(&window, 3, ClaimField::Note), "ask the desk");
}
