//! Find in the article.

use super::sitting::Sitting;
use claimdesk::workspace::Command;
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

fn text() -> String {
    let filler = "Nothing to see in this line of the article, nor in the next.\n".repeat(30);
    format!("Troops were seen.\n{filler}More troops came.\n{filler}No troop left.")
}

fn searching(words: &str) -> Sitting {
    let mut sitting = Sitting::drawn(&text());
    sitting.view().open_find();
    sitting.run();
    sitting.harness.get_by_label("Find in the article").type_text(words);
    sitting.run();
    sitting
}

#[test]
fn words_are_counted_and_stepped_through() {
    let mut sitting = searching("troop");
    sitting.harness.get_by_label("1 of 3");
    sitting.harness.get_by_label("Next match").click();
    sitting.run();
    sitting.harness.get_by_label("2 of 3");
    let found = sitting.paragraph("More troops came.");
    assert!((found.center().y - 420.0).abs() < 60.0, "the match is in the middle: {found:?}");
    sitting.key(Key::Enter, Modifiers::NONE);
    sitting.harness.get_by_label("3 of 3");
    sitting.key(Key::Enter, Modifiers::SHIFT);
    sitting.harness.get_by_label("2 of 3");
    sitting.harness.get_by_label("Previous match").click();
    sitting.run();
    sitting.harness.get_by_label("1 of 3");
}

#[test]
fn case_and_whole_words_narrow_the_search() {
    let mut sitting = searching("troop");
    sitting.harness.get_by_label("Match case").click();
    sitting.run();
    sitting.harness.get_by_label("1 of 2");
    sitting.harness.get_by_label("Whole words").click();
    sitting.run();
    sitting.harness.get_by_label("1 of 1");
}

#[test]
fn words_that_are_nowhere_are_said_to_be_so() {
    let sitting = searching("zeppelin");
    sitting.harness.get_by_label("No match");
}

#[test]
fn escape_closes_the_bar_and_leaves_the_match_selected() {
    let mut sitting = searching("troop");
    sitting.key(Key::Enter, Modifiers::NONE);
    sitting.key(Key::Escape, Modifiers::NONE);
    assert!(!sitting.view().is_find_open());
    assert_eq!(sitting.selected(), Some("troop"));
    sitting.key(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(sitting.selected(), None, "the article has the keyboard again");
}

#[test]
fn the_bar_covers_no_text_and_moves_none() {
    let mut sitting = Sitting::drawn(&text());
    sitting.wheel(-700.0);
    let before = sitting.paragraph("More troops came.").top();
    sitting.view().open_find();
    sitting.run();
    assert!((sitting.paragraph("More troops came.").top() - before).abs() < 0.6);
    sitting.key(Key::Escape, Modifiers::NONE);
    assert!((sitting.paragraph("More troops came.").top() - before).abs() < 0.6);
}

#[test]
fn selected_words_are_looked_for_at_once() {
    let mut sitting = Sitting::drawn(&text());
    let at = sitting.place_of("roops were");
    sitting.click(at, Modifiers::NONE);
    sitting.click(at, Modifiers::NONE);
    sitting.view().open_find();
    sitting.run();
    sitting.harness.get_by_label("1 of 2");
}

#[test]
fn the_next_match_is_gone_to_and_lit_up_without_the_bar() {
    let mut sitting = searching("troop");
    sitting.key(Key::Escape, Modifiers::NONE);
    sitting.obey(Command::FindStep { forward: true });
    let found = sitting.paragraph("More troops came.");
    assert!((found.center().y - 420.0).abs() < 30.0, "the match is in the middle: {found:?}");
}
