//! Frames that take long: what the hand did meanwhile must not be lost, and nothing may drift afterwards.

use super::desk::{new_project, sample, window};
use claimdesk::ui::Start;
use egui::{Event, Key, Modifiers, PointerButton, Pos2, Rect, Vec2, accesskit::Role};
use egui_kittest::kittest::Queryable;

const NONE: Modifiers = Modifiers::NONE;

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: NONE }
}

/// Where the article's paragraph that begins with these words stands.
fn paragraph(window: &super::desk::Window, words: &'static str) -> Rect {
    let paragraph = window.harness.get_by(move |node| {
        node.role() == Role::Paragraph && node.label().is_some_and(|label| label.starts_with(words))
    });
    paragraph.rect()
}

#[test]
fn words_are_selected_from_where_the_button_went_down_to_where_it_came_up() {
    let (mut window, _folder) = new_project();
    let line = paragraph(&window, "The harbour").left_top() + Vec2::new(3.0, 12.0);
    let end = line + Vec2::new(130.0, 0.0);
    window.harness.event(Event::PointerMoved(line));
    window.settle();
    // The button goes down and the mouse moves on before the next frame, and likewise at the end.
    let down = [button(line, true), Event::PointerMoved(line + Vec2::new(70.0, 0.0))];
    window.harness.input_mut().events.extend(down);
    window.harness.step();
    window.harness.input_mut().events.extend([Event::PointerMoved(end), button(end, false)]);
    window.harness.step();
    window.letter(Key::N, "n");
    let words = window.claim("C01").text.clone();
    assert!(words.starts_with("The harbour was"), "{words}");
}

#[test]
fn the_row_of_a_new_claim_comes_into_sight_and_stays_there() {
    let mut window = window(Start::File(sample()));
    window.letter(Key::N, "n");
    window.harness.run_steps(40);
    let table = window.harness.get_by(|node| node.role() == Role::Table).rect();
    let row = window.row("C48").rect();
    assert!(row.bottom() <= table.bottom() + 0.5, "the row {row} is in sight of the table {table}");
}
