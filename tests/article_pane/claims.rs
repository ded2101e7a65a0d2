//! Passages and their claims: clicking, cycling, tags, the menu, and moving edges.

use super::sitting::{PANE, Sitting, project};
use claimdesk::{
    edit::Edit,
    model::{ClaimId, Status},
    ui::panels::{Edge, EdgeStep},
    workspace::{Command, Select},
};
use egui::{Modifiers, Vec2, vec2};
use egui_kittest::kittest::Queryable as _;
use std::fmt::Write as _;

const NESTED: &str = "The {C01:moon is {C02:made of {C03:old cheese}} they say}, and {C04:that is that}.";

fn id(text: &str) -> ClaimId {
    text.parse().expect("a claim id")
}

fn passage(sitting: &Sitting, claim: &str) -> String {
    let article = sitting.document().project().article();
    let words: Vec<&str> = article.passages_of(id(claim)).map(|range| article.quote(range)).collect();
    words.join(" | ")
}

#[test]
fn a_click_selects_the_smallest_passage_under_it() {
    let mut sitting = Sitting::drawn(NESTED);
    for (words, claim) in [("oon is", "C01"), ("ade of", "C02"), ("heese", "C03"), ("hey say", "C01")] {
        let at = sitting.place_of(words);
        sitting.click_alone(at, Modifiers::NONE);
        assert_eq!(sitting.selected_claims(), [claim], "clicked {words}");
    }
}

#[test]
fn a_click_beside_every_passage_changes_no_claim() {
    let mut sitting = Sitting::drawn(NESTED);
    sitting.obey(Command::Select(Select::Only(id("C04"))));
    let at = sitting.place_of("nd that");
    sitting.click_alone(at, Modifiers::NONE);
    assert_eq!(sitting.selected_claims(), ["C04"]);
}

#[test]
fn a_click_with_control_adds_a_claim_and_takes_it_away_again() {
    let mut sitting = Sitting::drawn(NESTED);
    let (first, second) = (sitting.place_of("oon is"), sitting.place_of("hat is that"));
    sitting.click_alone(first, Modifiers::NONE);
    sitting.click_alone(second, Modifiers::COMMAND);
    assert_eq!(sitting.selected_claims(), ["C01", "C04"]);
    sitting.click_alone(second, Modifiers::COMMAND);
    assert_eq!(sitting.selected_claims(), ["C01"]);
}

#[test]
fn the_claims_at_the_caret_are_selected_in_turn() {
    let mut sitting = Sitting::drawn(NESTED);
    let at = sitting.place_of("heese");
    sitting.click_alone(at, Modifiers::NONE);
    let mut seen = sitting.selected_claims();
    for _ in 0..3 {
        let command = sitting.desk().view.cycle_claims(sitting.document()).expect("there are claims");
        sitting.obey(command);
        seen.extend(sitting.selected_claims());
    }
    assert_eq!(seen, ["C03", "C02", "C01", "C03"]);
}

#[test]
fn a_tag_names_its_claim_and_selects_it() {
    let mut sitting = Sitting::drawn("The {C01:moon}.\nAnd {C04:that is that}.");
    sitting.obey(Command::Edit(Edit::SetStatus { claims: vec![id("C04")], status: Some(Status::Disputed) }));
    let tag = sitting.harness.get_by_label("C04, Disputed: that is that");
    let at = tag.rect().center();
    sitting.click_alone(at, Modifiers::NONE);
    assert_eq!(sitting.selected_claims(), ["C04"]);
}

#[test]
fn paragraphs_can_be_found_by_their_words() {
    let sitting = Sitting::drawn("One line.\nAnother {C01:line}.");
    assert!(sitting.paragraph("One line.").bottom() <= sitting.paragraph("Another line.").top());
    sitting.harness.get_by_label("Article");
    sitting.harness.get_by_label("Headline, author, outlet, date: not stated · 1 claim");
    sitting.harness.get_by_label("Drawn");
}

#[test]
fn tags_never_overlap_and_those_without_room_are_in_a_list() {
    let mut drawn = String::new();
    for number in 1..=40 {
        write!(drawn, "{{C{number:02}:word}} ").expect("a string takes everything");
        if number % 8 == 0 {
            drawn.push('\n');
        }
    }
    for width in [330.0, PANE.x, 1100.0] {
        let sitting = Sitting::with_project(project(&drawn), Vec2::new(width, 700.0));
        let shown: Vec<egui::Rect> = sitting
            .harness
            .get_all_by(|node| {
                node.label().is_some_and(|label| label.contains(": word") || label.contains("more claims"))
            })
            .map(|node| node.rect())
            .collect();
        assert!(shown.len() >= 5, "{width}");
        for (index, tag) in shown.iter().enumerate() {
            assert!(tag.right() <= width, "{width}: {tag:?}");
            assert!(shown[..index].iter().all(|other| !other.intersects(*tag)), "{width}: {tag:?}");
        }
    }
}

#[test]
fn the_list_of_further_claims_opens_and_selects() {
    let mut sitting = Sitting::drawn("{C01:one} {C02:two} {C03:three} {C04:four} {C05:five}");
    let more = sitting.harness.get_by_label("4 more claims of this paragraph").rect().center();
    sitting.click_alone(more, Modifiers::NONE);
    sitting.harness.get_by(|node| node.label().is_some_and(|label| label == "C04, Not tagged: four")).click();
    sitting.run();
    assert_eq!(sitting.selected_claims(), ["C04"]);
}

#[test]
fn an_edge_can_be_dragged_and_takes_whole_words() {
    let mut sitting = Sitting::drawn(NESTED);
    sitting.obey(Command::Select(Select::Only(id("C04"))));
    let (from, to) = (sitting.place_of("that is that"), sitting.place_of("ey say"));
    sitting.drag(from, to, Modifiers::NONE);
    assert_eq!(passage(&sitting, "C04"), "they say, and that is that");
    assert_eq!(sitting.selected(), None);
    sitting.obey(Command::Undo);
    assert_eq!(passage(&sitting, "C04"), "that is that");
}

#[test]
fn escape_drops_an_edge_that_is_being_dragged() {
    let mut sitting = Sitting::drawn(NESTED);
    let inside = sitting.place_of("hat is that");
    sitting.click_alone(inside, Modifiers::NONE);
    let (from, to) = (sitting.place_of("that is that"), sitting.place_of("ey say"));
    sitting.press(from, Modifiers::NONE);
    for step in 1..=4 {
        sitting.move_to(from + (to - from) * (step as f32 / 4.0), Modifiers::NONE);
    }
    sitting.harness.key_press(egui::Key::Escape);
    sitting.harness.run_steps(3);
    sitting.release(to, Modifiers::NONE);
    sitting.run();
    assert_eq!(passage(&sitting, "C04"), "that is that");
}

#[test]
fn edges_are_moved_by_keyboard() {
    let mut sitting = Sitting::drawn(NESTED);
    sitting.obey(Command::Select(Select::Only(id("C02"))));
    let steps = [
        (Edge::Start, false, EdgeStep::Word, "is made of old cheese"),
        (Edge::End, true, EdgeStep::Word, "is made of old cheese they"),
        (Edge::End, false, EdgeStep::Character, "is made of old cheese the"),
        (Edge::Start, true, EdgeStep::Word, "made of old cheese the"),
    ];
    for (edge, forward, step, words) in steps {
        let command = sitting.desk().view.move_edge(sitting.document(), edge, forward, step);
        sitting.obey(command.expect("there is room"));
        assert_eq!(passage(&sitting, "C02"), words);
    }
}

#[test]
fn the_menu_makes_a_claim_of_the_selected_words() {
    let mut sitting = Sitting::drawn(NESTED);
    let (from, to) = (sitting.place_of("hey say"), sitting.place_of("nd that"));
    sitting.drag(from, to, Modifiers::NONE);
    right_click(&mut sitting, from);
    sitting.harness.get_by_label_contains("New claim of the selected words").click();
    sitting.run();
    assert_eq!(sitting.selected_claims(), ["C05"]);
    assert_eq!(passage(&sitting, "C05"), "they say, and");
    let text = &sitting.document().project().claim(id("C05")).expect("was made").text;
    assert_eq!(text, "they say, and");
}

#[test]
fn the_menu_adds_and_removes_passages() {
    let mut sitting = Sitting::drawn(NESTED);
    sitting.obey(Command::Select(Select::Only(id("C04"))));
    let (from, to) = (sitting.place_of("hey say"), sitting.place_of(", and"));
    sitting.drag(from, to, Modifiers::NONE);
    right_click(&mut sitting, from);
    sitting.harness.get_by_label_contains("Add passage to C04").click();
    sitting.run();
    assert_eq!(passage(&sitting, "C04"), "they say | that is that");
    right_click(&mut sitting, from);
    sitting.harness.get_by_label_contains("Remove this passage from C04").click();
    sitting.run();
    assert_eq!(passage(&sitting, "C04"), "that is that");
}

#[test]
fn a_passage_under_the_resting_mouse_tells_its_claim() {
    let mut sitting = Sitting::drawn(NESTED);
    let at = sitting.place_of("hat is that") + vec2(1.0, 0.0);
    sitting.move_to(at, Modifiers::NONE);
    sitting.harness.run_steps(60);
    sitting.harness.get_by_label("· C04 · Not tagged");
}

fn right_click(sitting: &mut Sitting, at: egui::Pos2) {
    sitting.move_to(at, Modifiers::NONE);
    for pressed in [true, false] {
        sitting.harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: Modifiers::NONE,
        });
    }
    sitting.run();
}
