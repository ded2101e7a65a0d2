//! Chips, the filter field, and what they say.

use super::desk::*;
use claimdesk::{
    edit::Edit,
    model::{ClaimField, Status},
    workspace::Command,
};
use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::kittest::Queryable;

#[test]
fn a_chip_shows_only_its_status_and_says_how_many_are_left() {
    let mut window = window(six_claims());
    window.get_by_label("6 claims, 2 sourced, 2 disputed, 1 unconfirmed, 1 not tagged");
    window.get_by_label("Disputed 2").click();
    window.run();
    assert_eq!(ids(&window), ["C03", "C06"]);
    window.get_by_label("2 of 6 shown");
    window.get_by_label("Not tagged 1").click_modifiers(Modifiers::COMMAND);
    window.run();
    assert_eq!(ids(&window), ["C03", "C04", "C06"]);
    window.get_by_label("All 6").click();
    window.run();
    assert_eq!(ids(&window).len(), 6);
    assert!(window.query_by_label("2 of 6 shown").is_none());
}

#[test]
fn a_filter_hides_the_selected_claim_too_when_it_does_not_match() {
    let mut window = window(six_claims());
    click(&mut window, "C04");
    window.get_by_label("Disputed 2").click();
    window.run();
    assert_eq!(ids(&window), ["C03", "C06"]);
    assert_eq!(selected(&window), "C04:C04");
}

#[test]
fn words_in_the_filter_field_choose_the_rows_and_esc_clears_them() {
    let mut window = window(six_claims());
    window.state_mut().view.focus_filter();
    window.run();
    type_text(&mut window, "zelenskyy 4,000");
    assert_eq!(ids(&window), ["C06"]);
    press(&mut window, Key::Escape);
    assert_eq!(ids(&window).len(), 6);
}

#[test]
fn enter_in_the_filter_field_goes_to_the_rows_and_changes_none() {
    let mut window = window(six_claims());
    click(&mut window, "C06");
    window.state_mut().view.focus_filter();
    window.run();
    type_text(&mut window, "zelenskyy");
    press(&mut window, Key::Enter);
    assert!(window.get_by_role_and_label(Role::Table, "Claims").is_focused());
    assert!(!window.state().view.is_editing());
}

#[test]
fn when_nothing_matches_the_table_says_so_and_offers_the_way_back() {
    let mut window = window(six_claims());
    window.state_mut().handle(Command::FilterWords("nobody says this".to_owned()));
    window.run();
    window.get_by_label("No claim matches.");
    assert_eq!(
        window.get_by_role_and_label(Role::SearchInput, "Filter claims").value().as_deref(),
        Some("nobody says this")
    );
    window.get_all_by_label("Clear filter").last().expect("a way back").click();
    window.run();
    assert_eq!(ids(&window).len(), 6);
}

#[test]
fn a_project_without_claims_says_how_to_make_one() {
    let window = window(Desk::new("An article."));
    window.get_by_label("Select words in the article and press N.");
}

#[test]
fn a_claim_without_a_passage_is_marked() {
    let mut desk = six_claims();
    desk.edit(Edit::AddClaim { text: "Said elsewhere".to_owned(), passages: Vec::new() });
    let window = window(desk);
    window.get_by_role_and_label(Role::Row, "C07, Not tagged, Said elsewhere, no passage");
}

#[test]
fn a_narrow_table_keeps_every_chip_and_the_field_inside() {
    for width in [280.0, 420.0, 560.0, 764.0] {
        let window = window_of(six_claims(), Vec2::new(width, 420.0));
        let inside = egui::Rangef::new(0.0, width);
        for chip in ["All 6", "Sourced 2", "Disputed 2", "Unconfirmed 1", "Not tagged 1", "Filter claims"] {
            let across = window.get_by_label(chip).rect().x_range();
            assert!(
                inside.contains(across.min) && inside.contains(across.max),
                "{chip} at {width}: {across:?}"
            );
        }
    }
}

#[test]
fn the_edited_row_stays_while_a_filter_would_hide_it() {
    let mut window = window(six_claims());
    window.get_by_label("Disputed 2").click();
    window.run();
    click(&mut window, "C03");
    press(&mut window, Key::F2);
    window.state_mut().edit(Edit::SetStatus { claims: vec![id(3)], status: Some(Status::Sourced) });
    window.run();
    assert_eq!(ids(&window), ["C03", "C06"]);
    type_text(&mut window, " or more");
    press(&mut window, Key::Enter);
    assert_eq!(field(&window, 3, ClaimField::Text), "About 11,000 soldiers or more");
    assert_eq!(selected(&window), "C06:C06");
    assert_eq!(ids(&window), ["C06"]);
}
