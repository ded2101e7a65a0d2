//! The caret and the selection, by mouse and by keyboard.

use super::sitting::{PANE, Sitting};
use claimdesk::model::Project;
use egui::{Key, Modifiers, OutputCommand, vec2};

const TEXT: &str = "Recent encounters have revealed striking details, “brainwashing” among them, and 11,000 troops.\n\
    The second paragraph is about Russia’s Kursk region.\n\n\
    The third follows a blank line.";

fn sitting() -> Sitting {
    Sitting::drawn(TEXT)
}

/// A click puts the caret before the word, and the pane has the keyboard.
fn with_caret_before(words: &str) -> Sitting {
    let mut sitting = sitting();
    let at = sitting.place_of(words);
    sitting.click_alone(at, Modifiers::NONE);
    sitting
}

#[test]
fn a_drag_selects_whole_words() {
    let mut sitting = sitting();
    let (from, to) = (sitting.place_of("counters"), sitting.place_of("aled striking"));
    sitting.drag(from, to, Modifiers::NONE);
    assert_eq!(sitting.selected(), Some("encounters have revealed"));
}

#[test]
fn a_drag_with_alt_selects_by_the_letter() {
    let mut sitting = sitting();
    let (from, to) = (sitting.place_of("counters"), sitting.place_of("aled striking"));
    sitting.drag(from, to, Modifiers::ALT);
    assert_eq!(sitting.selected(), Some("counters have reve"));
}

#[test]
fn a_drag_backwards_and_across_paragraphs_selects_the_same() {
    let mut sitting = sitting();
    let (from, to) = (sitting.place_of("paragraph is"), sitting.place_of("troops."));
    sitting.drag(from, to, Modifiers::NONE);
    assert_eq!(sitting.selected(), Some("troops.\nThe second"));
}

#[test]
fn a_double_click_selects_the_word_and_a_triple_click_the_paragraph() {
    let mut sitting = sitting();
    let at = sitting.place_of("ia’s Kursk") + vec2(2.0, 0.0);
    sitting.click(at, Modifiers::NONE);
    assert_eq!(sitting.selected(), None);
    sitting.click(at, Modifiers::NONE);
    assert_eq!(sitting.selected(), Some("Russia’s"));
    sitting.click(at, Modifiers::NONE);
    assert_eq!(sitting.selected(), Some("The second paragraph is about Russia’s Kursk region."));
}

#[test]
fn a_drag_after_a_double_click_goes_on_word_by_word() {
    let mut sitting = sitting();
    let (from, to) = (sitting.place_of("vealed") + vec2(2.0, 0.0), sitting.place_of("ave revealed"));
    sitting.click(from, Modifiers::NONE);
    sitting.drag(from, to, Modifiers::NONE);
    assert_eq!(sitting.selected(), Some("have revealed"));
}

#[test]
fn a_click_with_shift_extends_the_selection() {
    let mut sitting = with_caret_before("striking");
    let to = sitting.place_of("among");
    sitting.click_alone(to, Modifiers::SHIFT);
    assert_eq!(sitting.selected(), Some("striking details, “brainwashing”"));
}

#[test]
fn arrows_move_the_caret_by_letter_and_with_control_by_word() {
    let mut sitting = with_caret_before("Recent");
    assert_eq!(sitting.view().caret(), 0);
    sitting.key(Key::ArrowRight, Modifiers::NONE);
    assert_eq!(sitting.view().caret(), 1);
    sitting.key(Key::ArrowRight, Modifiers::COMMAND);
    assert_eq!(sitting.view().caret(), "Recent".len());
    sitting.key(Key::ArrowRight, Modifiers::COMMAND);
    assert_eq!(sitting.view().caret(), "Recent encounters".len());
    sitting.key(Key::ArrowLeft, Modifiers::COMMAND);
    assert_eq!(sitting.view().caret(), "Recent ".len());
    sitting.key(Key::ArrowLeft, Modifiers::NONE);
    assert_eq!(sitting.view().caret(), "Recent".len());
}

#[test]
fn shift_and_arrows_select_and_show_whole_words() {
    let mut sitting = with_caret_before("striking");
    sitting.key(Key::ArrowRight, Modifiers::SHIFT);
    assert_eq!(sitting.selected(), Some("striking"));
    sitting.key(Key::ArrowRight, Modifiers::SHIFT | Modifiers::ALT);
    assert_eq!(sitting.selected(), Some("st"));
    sitting.key(Key::ArrowRight, Modifiers::SHIFT | Modifiers::COMMAND);
    sitting.key(Key::ArrowRight, Modifiers::SHIFT | Modifiers::COMMAND);
    assert_eq!(sitting.selected(), Some("striking details"));
    sitting.key(Key::Escape, Modifiers::NONE);
    assert_eq!(sitting.selected(), None);
    assert!(sitting.view().caret() > 0);
}

#[test]
fn up_and_down_keep_the_distance_from_the_left_over_a_short_row() {
    let mut sitting = with_caret_before("revealed");
    let start = sitting.view().caret();
    for _ in 0..4 {
        sitting.key(Key::ArrowDown, Modifiers::NONE);
    }
    let text = sitting.document().project().article().text();
    let third = text.find("The third").expect("is there");
    assert!(sitting.desk().view.caret() > third, "the caret is in the third paragraph");
    for _ in 0..4 {
        sitting.key(Key::ArrowUp, Modifiers::NONE);
    }
    assert_eq!(sitting.view().caret(), start);
}

#[test]
fn home_and_end_go_to_the_ends_of_the_row_and_with_control_of_the_article() {
    let mut sitting = with_caret_before("Kursk");
    let paragraph = sitting.find("The second paragraph is about Russia’s Kursk region.");
    sitting.key(Key::End, Modifiers::NONE);
    assert_eq!(sitting.view().caret(), paragraph.end());
    sitting.key(Key::Home, Modifiers::NONE);
    assert_eq!(sitting.view().caret(), paragraph.start());
    sitting.key(Key::End, Modifiers::COMMAND);
    let length = sitting.document().project().article().text().len();
    assert_eq!(sitting.view().caret(), length);
    sitting.key(Key::Home, Modifiers::COMMAND | Modifiers::SHIFT);
    assert_eq!(sitting.selected(), Some(TEXT));
}

#[test]
fn end_stays_in_its_row_where_the_line_wraps() {
    let mut sitting = with_caret_before("encounters");
    sitting.key(Key::End, Modifiers::NONE);
    let end = sitting.view().caret();
    sitting.key(Key::Home, Modifiers::NONE);
    assert_eq!(sitting.view().caret(), 0, "the caret at the end of a row belongs to that row");
    assert!(end > 40);
}

#[test]
fn a_caret_never_splits_an_emoji_or_an_accent() {
    let mut sitting = Sitting::drawn("a e\u{301} b");
    let at = sitting.place_of("a e");
    sitting.click_alone(at, Modifiers::NONE);
    let mut stops = Vec::new();
    for _ in 0..5 {
        sitting.key(Key::ArrowRight, Modifiers::NONE);
        stops.push(sitting.view().caret());
    }
    assert_eq!(stops, [1, 2, 5, 6, 7]);
}

#[test]
fn copying_gives_the_words_of_the_article_itself() {
    let mut sitting = with_caret_before("striking");
    sitting.key(Key::A, Modifiers::COMMAND);
    sitting.harness.event(egui::Event::Copy);
    sitting.harness.step();
    let commands = &sitting.harness.output().platform_output.commands;
    let copied = commands.iter().find_map(|command| {
        if let OutputCommand::CopyText(text) = command { Some(text.clone()) } else { None }
    });
    assert_eq!(copied.as_deref(), Some(TEXT));
}

#[test]
fn a_long_drag_scrolls_on_beyond_the_edge() {
    let paragraphs: Vec<String> = (0..80).map(|number| format!("Paragraph {number} of many.")).collect();
    let mut sitting = Sitting::with_project(Project::new("Long", paragraphs.join("\n")), PANE);
    let from = sitting.place_of("Paragraph 3 of");
    sitting.press(from, Modifiers::NONE);
    let below = egui::pos2(200.0, PANE.y + 30.0);
    for _ in 0..120 {
        sitting.move_to(below, Modifiers::NONE);
    }
    sitting.release(below, Modifiers::NONE);
    sitting.run();
    let selected = sitting.selected().expect("something is selected");
    assert!(selected.contains("Paragraph 40 of"), "{}", selected.len());
}

#[test]
fn words_that_read_from_the_right_are_selected_whole() {
    let mut sitting = Sitting::drawn("האום אמר 12% ביום שני עם חיילים.");
    let at = sitting.place_of("ביום") - vec2(3.0, 0.0);
    sitting.click(at, Modifiers::NONE);
    sitting.click_alone(at, Modifiers::NONE);
    assert_eq!(sitting.selected(), Some("ביום"));
    // In such a paragraph the left arrow leads onwards.
    let at = sitting.place_of("ביום");
    sitting.click_alone(at, Modifiers::NONE);
    let before = sitting.view().caret();
    sitting.key(Key::ArrowLeft, Modifiers::NONE);
    assert!(sitting.view().caret() > before, "{} {before}", sitting.desk().view.caret());
}
