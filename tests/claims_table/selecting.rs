//! Selecting rows, and what is done to all of them.

use super::desk::*;
use claimdesk::{
    model::Status,
    workspace::{Command, Select},
};
use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

#[test]
fn clicks_select_one_a_range_or_one_more() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    assert_eq!(selected(&window), "C02:C02");
    click_with(&mut window, "C04", Modifiers::SHIFT);
    assert_eq!(selected(&window), "C02 C03 C04:C04");
    click_with(&mut window, "C06", Modifiers::COMMAND);
    assert_eq!(selected(&window), "C02 C03 C04 C06:C06");
    click_with(&mut window, "C03", Modifiers::COMMAND);
    assert_eq!(selected(&window), "C02 C04 C06:C06");
    assert_eq!(row(&window, "C02").accesskit_node().is_selected(), Some(true));
    assert_eq!(row(&window, "C03").accesskit_node().is_selected(), Some(false));
}

#[test]
fn keys_move_and_stretch_the_selection() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    press(&mut window, Key::ArrowDown);
    assert_eq!(selected(&window), "C03:C03");
    press_with(&mut window, Modifiers::SHIFT, Key::ArrowDown);
    assert_eq!(selected(&window), "C03 C04:C04");
    press(&mut window, Key::End);
    assert_eq!(selected(&window), "C06:C06");
    press_with(&mut window, Modifiers::SHIFT, Key::Home);
    assert_eq!(selected(&window), "C01 C02 C03 C04 C05 C06:C01");
    press(&mut window, Key::PageDown);
    assert_eq!(selected(&window), "C06:C06");
    press_with(&mut window, Modifiers::COMMAND, Key::A);
    assert_eq!(window.state().document().selection().len(), 6);
}

#[test]
fn walking_back_and_forth_leaves_the_order_alone() {
    let mut window = window(six_claims());
    click(&mut window, "C05");
    for key in [Key::ArrowUp, Key::ArrowUp, Key::ArrowDown, Key::ArrowUp, Key::Home, Key::End] {
        press(&mut window, key);
        assert_eq!(ids(&window), ["C01", "C02", "C03", "C04", "C05", "C06"]);
    }
}

#[test]
fn a_tag_from_the_menu_of_several_rows_is_one_step() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    click_with(&mut window, "C04", Modifiers::SHIFT);
    let before = steps(&window);
    row(&window, "C03").click_secondary();
    window.run();
    window.get_by_label_contains("Tag").hover();
    window.run();
    window.get_by_role_and_label(Role::Button, "✓ Sourced").click();
    window.run();
    assert_eq!(steps(&window), before + 1);
    for number in 2..=4 {
        assert_eq!(status(&window, number), Some(Status::Sourced));
    }
    window.state_mut().handle(Command::Undo);
    assert_eq!(status(&window, 2), Some(Status::Unconfirmed));
    assert_eq!(status(&window, 4), None);
}

#[test]
fn a_right_click_beside_the_selection_selects_that_row_first() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    row(&window, "C05").click_secondary();
    window.run();
    assert_eq!(selected(&window), "C05:C05");
    window.get_by_label_contains("Delete C05").click();
    window.run();
    assert_eq!(ids(&window), ["C01", "C02", "C03", "C04", "C06"]);
}

#[test]
fn the_menu_is_reached_by_keyboard_and_gives_the_keyboard_back() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    press_with(&mut window, Modifiers::SHIFT, Key::F10);
    window.get_by_label_contains("Show in article");
    for _ in 0..3 {
        press(&mut window, Key::ArrowDown);
    }
    press(&mut window, Key::Enter);
    assert_eq!(window.state().view.jump, Some(id(2)));
    press(&mut window, Key::ArrowDown);
    assert_eq!(selected(&window), "C03:C03");
}

#[test]
fn asking_for_the_passage_is_left_to_the_window() {
    let mut window = window(six_claims());
    click(&mut window, "C02");
    press_with(&mut window, Modifiers::COMMAND, Key::Enter);
    assert_eq!(window.state_mut().view.jump.take(), Some(id(2)));
    let at = cell(&window, "C05", "C05").rect().center();
    double_click(&mut window, at);
    assert_eq!(window.state().view.jump, Some(id(5)));
}

#[test]
fn copying_takes_the_selected_rows_as_they_stand() {
    let mut window = window(six_claims());
    click(&mut window, "C01");
    click_with(&mut window, "C04", Modifiers::COMMAND);
    window.event(egui::Event::Copy);
    window.step();
    let commands = &window.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| {
        if let egui::OutputCommand::CopyText(text) = command { Some(text.clone()) } else { None }
    });
    let wanted = "C01\tSourced\tTroops pulled back\tEvent\tPuls → Sky News\t0\n\
                  C04\tNot tagged\tBrainwashing\tAssessment\t\t0";
    assert_eq!(copied.as_deref(), Some(wanted));
}

#[test]
fn only_the_rows_that_are_seen_exist_and_asked_for_ones_come_into_view() {
    let mut desk = Desk::new(&"a ".repeat(1_000));
    for number in 1..=400 {
        desk.add(&format!("Claim {number}"), None, None, "");
    }
    desk.handle(Command::Select(Select::Only(id(1))));
    let mut window = window_of(desk, Vec2::new(764.0, 420.0));
    let drawn = |window: &Window| window.get_all_by_role(Role::Row).count();
    assert!(drawn(&window) < 20);
    window.state_mut().view.reveal(id(300));
    window.run();
    let table = window.get_by_role_and_label(Role::Table, "Claims").rect();
    let there = row(&window, "C300").rect();
    assert!((there.center().y - table.center().y).abs() < 40.0, "{there:?} in {table:?}");
    assert!(drawn(&window) < 20);

    // A change of the selection from elsewhere does not scroll; a key in the table does.
    window.state_mut().handle(Command::Select(Select::Only(id(100))));
    window.run();
    row(&window, "C300");
    window.state_mut().view.focus();
    window.run();
    press(&mut window, Key::ArrowDown);
    let top = row(&window, "C101").rect().top();
    assert!((top - table.top() - 30.0).abs() < 2.0, "{top}");
}
