//! What the pane looks like.

use super::sitting::{PANE, Sitting, project};
use crate::pictures::assert_picture;
use claimdesk::workspace::{Command, Select};
use egui::{Key, Modifiers};
use egui_kittest::kittest::Queryable as _;

/// Seven passages over the same words, passages that cross, and scripts that read from the right.
const CROWDED: &str = "{C01:Everything {C02:they {C03:said {C04:about {C05:the {C06:moon}}}}}}, and {C07:two} \
    {C08:claims} {C09:side by side}. {C10:One that starts {C11:here} and {C12:goes on for more than a row of the \
    article, so that it} has {C13:lines}} of its own.\n\n{C14:האום אמר 12%} ביום שני {C15:עם 11,000 חיילים}.\n\
    {C16:قال ١٢٪} من الناس {C17:كانوا 25} هناك.\nA last line, {C18:not tagged}.";

#[test]
fn the_sample_looks_as_designed_in_light() {
    let mut sitting = Sitting::with_sample();
    sitting.obey(Command::Select(Select::Only("C09".parse().expect("an id"))));
    assert_picture("article-light", &mut sitting.harness);
}

#[test]
fn overlapping_passages_and_other_scripts_stay_legible_in_dark() {
    let pane = egui::Vec2::new(PANE.x, 420.0);
    let mut sitting = Sitting::in_theme(project(CROWDED), pane, egui::Theme::Dark);
    sitting.obey(Command::Select(Select::Only("C12".parse().expect("an id"))));
    assert_picture("article-crowded-dark", &mut sitting.harness);
}

#[test]
fn a_search_and_a_selection_stand_out_from_the_passages() {
    let mut sitting = Sitting::with_sample();
    sitting.view().open_find();
    sitting.run();
    sitting.harness.get_by_label("Find in the article").type_text("north korean");
    sitting.run();
    sitting.key(Key::Enter, Modifiers::NONE);
    let (from, to) = (sitting.place_of("emphasizes that"), sitting.place_of("he said from"));
    sitting.drag(from, to, Modifiers::NONE);
    sitting.harness.remove_cursor();
    sitting.run();
    assert_picture("article-search", &mut sitting.harness);
}

#[test]
fn a_narrow_pane_of_large_text_holds_everything() {
    let mut sitting = Sitting::with_project(project(CROWDED), egui::Vec2::new(360.0, 520.0));
    sitting.harness.state_mut().options.reading_size = 22.0;
    sitting.obey(Command::Select(Select::Only("C10".parse().expect("an id"))));
    sitting.move_to(sitting.place_of("here") + egui::vec2(4.0, 0.0), Modifiers::NONE);
    sitting.harness.run_steps(60);
    assert_picture("article-narrow", &mut sitting.harness);
}
