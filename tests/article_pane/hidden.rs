//! Hidden characters in the article: a mark is passed, selected and found like a letter.

use super::sitting::Sitting;
use claimdesk::{model::hidden_in, workspace::Command, workspace::FindQuery};
use egui::{Key, Modifiers, OutputCommand};

/// The joiner and the selector belong to the letters before them, as Unicode counts graphemes.
const TEXT: &str = "The {C01:in\u{200d}vo\u{fe0f}ice} of \u{202e}000,51\u{202c} euros.\nThe second line.";

fn with_caret_before(words: &str) -> Sitting {
    let mut sitting = Sitting::drawn(TEXT);
    let at = sitting.place_of(words);
    sitting.click_alone(at, Modifiers::NONE);
    sitting
}

#[test]
fn the_arrows_pass_a_mark_in_one_step() {
    let mut sitting = with_caret_before("in\u{200d}vo");
    let mut carets = vec![sitting.view().caret()];
    for _ in 0..8 {
        sitting.key(Key::ArrowRight, Modifiers::NONE);
        carets.push(sitting.view().caret());
    }
    assert_eq!(carets, [4, 5, 6, 9, 10, 11, 14, 15, 16]);
    for expected in carets.iter().rev().skip(1) {
        sitting.key(Key::ArrowLeft, Modifiers::NONE);
        assert_eq!(sitting.view().caret(), *expected);
    }
}

#[test]
fn a_mark_can_be_selected_alone() {
    let mut sitting = with_caret_before("\u{200d}vo");
    sitting.key(Key::ArrowRight, Modifiers::SHIFT | Modifiers::ALT);
    assert_eq!(sitting.selected(), Some("\u{200d}"));
}

#[test]
fn a_selection_over_marks_is_copied_as_it_stands_in_the_article() {
    let mut sitting = Sitting::drawn(TEXT);
    let (from, to) = (sitting.place_of("of \u{202e}"), sitting.place_of(" euros"));
    sitting.drag(from, to, Modifiers::ALT);
    assert_eq!(sitting.selected(), Some("of \u{202e}000,51\u{202c}"));
    let ctx = sitting.harness.ctx.clone();
    sitting.view().copy(&ctx);
    sitting.harness.step();
    let copied = sitting.harness.output().platform_output.commands.iter().any(
        |command| matches!(command, OutputCommand::CopyText(text) if text == "of \u{202e}000,51\u{202c}"),
    );
    assert!(copied, "the clipboard has the article's own words");
}

#[test]
fn a_click_on_a_mark_puts_the_caret_beside_it() {
    let mut sitting = Sitting::drawn(TEXT);
    let text = sitting.document().project().article().text().to_owned();
    for (at, hidden) in hidden_in(&text) {
        let (left, right) = (sitting.place_of_byte(at), sitting.place_of_byte(at + hidden.len_utf8()));
        let towards_left = left + (right - left) * 0.3;
        sitting.click_alone(towards_left, Modifiers::NONE);
        assert_eq!(sitting.view().caret(), at, "{hidden:?}");
    }
}

#[test]
fn a_line_of_nothing_but_a_hidden_space_has_a_row_for_its_mark() {
    let mut sitting = Sitting::drawn("One.\n\u{85}\nTwo.");
    let (blank, text) = (sitting.paragraph("[U+0085]"), sitting.paragraph("Two."));
    assert!((blank.height() - text.height()).abs() < 0.5, "{blank:?} {text:?}");
    sitting.view().select_all();
    assert_eq!(sitting.selected(), Some("One.\n\u{85}\nTwo."));
}

#[test]
fn words_are_found_behind_marks_and_passages_keep_their_place() {
    let mut sitting = Sitting::drawn(TEXT);
    let query = FindQuery { words: "second".into(), ..FindQuery::default() };
    sitting.obey(Command::Find { query, from: 0 });
    let found = sitting.document().search().current_match().expect("it is there");
    assert_eq!(sitting.document().project().article().quote(found), "second");
    sitting.click_alone(sitting.place_of("vo\u{fe0f}ice") + egui::vec2(2.0, 0.0), Modifiers::NONE);
    assert_eq!(sitting.selected_claims(), ["C01"], "a click in the passage selects its claim");
}
