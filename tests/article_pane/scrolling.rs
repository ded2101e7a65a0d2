//! The place in the article: it is kept whatever changes around it.

use super::sitting::{PANE, Sitting, project};
use claimdesk::{
    edit::{Edit, Replacement},
    model::{Anchor, Article, Claim, ClaimId, Project, Status, TextRange},
};
use egui::{Key, Modifiers, Vec2, pos2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use std::sync::Arc;

fn long_text(paragraphs: usize) -> String {
    let lines: Vec<String> = (0..paragraphs)
        .map(|number| {
            let more =
                "It is a line of some length, so that it wraps in a pane of any width. ".repeat(number % 5);
            format!("Line {number} begins. {more}")
        })
        .collect();
    lines.join("\n")
}

fn long(paragraphs: usize) -> Sitting {
    Sitting::with_project(Project::new("Long", long_text(paragraphs)), PANE)
}

/// The paragraphs in sight and where they begin, from the top.
fn seen(sitting: &Sitting) -> Vec<(String, f32)> {
    let mut seen: Vec<(String, f32)> = sitting
        .harness
        .get_all_by(|node| node.label().is_some_and(|label| label.starts_with("Line ")))
        .map(|node| {
            (node.accesskit_node().label().unwrap_or_default().chars().take(10).collect(), node.rect().top())
        })
        .collect();
    seen.sort_by(|a, b| a.1.total_cmp(&b.1));
    seen
}

#[test]
fn another_version_of_the_article_is_read_on_where_it_was() {
    let mut sitting = long(200);
    for _ in 0..10 {
        sitting.wheel(-400.0);
    }
    let before = seen(&sitting);
    let text = long_text(200).replacen("Line 7 begins", "News came in.\nLine 7 begins", 1);
    let version = Arc::new(Project::new("Long", text));
    sitting.edit(Edit::ReplaceWith { version, because: Replacement::Reloaded });
    sitting.run();
    assert_eq!(seen(&sitting), before, "what was put in lies far above");
    let version = Arc::new(Project::new("Long", long_text(3)));
    sitting.edit(Edit::ReplaceWith { version, because: Replacement::Reloaded });
    sitting.run();
    assert!(!seen(&sitting).is_empty(), "of a much shorter one the end is seen");
}

#[test]
fn only_what_is_in_sight_is_laid_out() {
    let sitting = long(5_000);
    assert!(seen(&sitting).len() < 30);
}

#[test]
fn the_wheel_scrolls_by_exactly_as_much_as_it_turns() {
    let mut sitting = long(200);
    let before = seen(&sitting);
    sitting.wheel(-120.0);
    let after = seen(&sitting);
    let (name, top) = &before[5];
    let now = after.iter().find(|(other, _)| other == name).expect("still in sight").1;
    assert!((top - now - 120.0).abs() < 1.0, "{top} {now}");
    sitting.wheel(5_000.0);
    assert_eq!(seen(&sitting), before);
}

#[test]
fn another_width_or_size_keeps_the_line_that_is_read() {
    let mut sitting = long(200);
    for _ in 0..10 {
        sitting.wheel(-400.0);
    }
    let before = seen(&sitting);
    // The paragraph that the top edge of the pane cuts through.
    let at_top = |sitting: &Sitting| {
        seen(sitting).into_iter().rfind(|(_, top)| *top <= 0.0).expect("a paragraph is cut").0
    };
    let first = at_top(&sitting);
    for width in [420.0, 520.0, 1000.0, 300.0, PANE.x] {
        sitting.harness.set_size(Vec2::new(width, PANE.y));
        sitting.run();
        assert_eq!(at_top(&sitting), first, "{width}");
    }
    assert_eq!(seen(&sitting), before, "and there and back it stands exactly where it stood");
    for size in [26.0, 12.0, 18.0] {
        sitting.harness.state_mut().options.reading_size = size;
        sitting.run();
        assert_eq!(at_top(&sitting), first, "{size}");
    }
    assert_eq!(seen(&sitting), before);
}

#[test]
fn a_jump_puts_its_target_in_the_middle_and_lights_it_up_once() {
    let mut sitting = long(3_000);
    let range = sitting.find("Line 2222 begins.");
    sitting.view().jump_to(range);
    sitting.harness.step();
    assert!(sitting.harness.ctx.has_requested_repaint(), "it lights up");
    sitting.run();
    let target = sitting.paragraph("Line 2222").top() + 13.0;
    assert!((target - PANE.y / 2.0).abs() < 2.0, "{target}");
    sitting.harness.run_steps(5);
    assert!(!sitting.harness.ctx.has_requested_repaint(), "and then asks for nothing more");
}

#[test]
fn page_keys_move_the_caret_by_what_is_seen() {
    let mut sitting = long(300);
    let at = sitting.place_of("Line 0 begins.");
    sitting.click_alone(at, Modifiers::NONE);
    sitting.key(Key::PageDown, Modifiers::NONE);
    sitting.key(Key::PageDown, Modifiers::NONE);
    let here = sitting.view().caret();
    let line = sitting.document().project().article().paragraphs().index_at(here);
    assert!((15..60).contains(&line), "{line}");
    sitting.key(Key::PageUp, Modifiers::NONE);
    sitting.key(Key::PageUp, Modifiers::NONE);
    assert_eq!(sitting.view().caret(), 0);
}

#[test]
fn the_caret_is_always_brought_into_sight() {
    let mut sitting = long(300);
    let at = sitting.place_of("Line 0 begins.");
    sitting.click_alone(at, Modifiers::NONE);
    sitting.key(Key::End, Modifiers::COMMAND);
    assert!(seen(&sitting).iter().any(|(name, _)| name.starts_with("Line 299")));
    sitting.key(Key::Home, Modifiers::COMMAND);
    assert!(seen(&sitting).iter().any(|(name, _)| name.starts_with("Line 0 ")));
}

#[test]
fn the_strip_leads_to_any_part_of_the_article() {
    let mut sitting = long(3_000);
    let strip = sitting.harness.get_by_label("Place in the article").rect();
    sitting.click_alone(pos2(strip.center().x, strip.bottom() - 2.0), Modifiers::NONE);
    assert!(seen(&sitting).iter().any(|(name, _)| name.starts_with("Line 2999")));
    let (from, to) = (strip.center_bottom() - Vec2::new(0.0, 6.0), strip.center_top());
    sitting.drag(from, to - Vec2::new(0.0, 20.0), Modifiers::NONE);
    assert!(seen(&sitting).iter().any(|(name, _)| name.starts_with("Line 0 ")));
}

#[test]
fn an_article_of_one_endless_line_is_read_like_any_other() {
    let text = "The soldiers were seen near the border on Tuesday morning. ".repeat(20_000);
    let mut sitting = Sitting::with_project(Project::new("Endless", text), PANE);
    let paragraphs = |sitting: &Sitting| {
        sitting
            .harness
            .get_all_by(|node| node.label().is_some_and(|label| label.starts_with("The soldiers")))
            .count()
    };
    assert!(paragraphs(&sitting) <= 3);
    let strip = sitting.harness.get_by_label("Place in the article").rect();
    sitting.click_alone(strip.center(), Modifiers::NONE);
    sitting.wheel(-300.0);
    assert!((1..=3).contains(&paragraphs(&sitting)));
}

#[test]
fn a_quiet_pane_asks_for_no_frames() {
    let mut sitting = Sitting::with_sample();
    sitting.harness.run_steps(5);
    assert!(!sitting.harness.ctx.has_requested_repaint());
}

#[test]
fn a_hundred_thousand_claims_are_shown_and_retagged() {
    let text = "Eleven thousand troops were seen. ".repeat(100_000);
    let step = "Eleven thousand troops were seen. ".len();
    let claim = |number: u32| ClaimId::new(number).expect("not zero");
    let claims = (1..=100_000).map(|number| Claim::new(claim(number), String::new())).collect();
    let anchors = (0..100_000_u32)
        .map(|number| {
            let start = number as usize * step;
            let range = TextRange::new(start, start + 22).expect("not empty");
            Anchor { claim: claim(number + 1), range }
        })
        .collect();
    let project = Project::from_parts("Huge", &Article::new(text), claims, anchors, claim(100_001));
    let mut sitting = Sitting::with_project(project.expect("the parts fit"), PANE);
    sitting.edit(Edit::SetStatus { claims: vec![claim(1)], status: Some(Status::Disputed) });
    sitting.harness.get_by_label("C01, Disputed: ");
}

#[test]
fn a_header_states_what_is_known_and_scrolls_away() {
    let mut sitting = Sitting::with_project(project(&long_text(100)), PANE);
    sitting.harness.get_by_label("Drawn");
    sitting.wheel(-400.0);
    assert!(sitting.harness.query_by_label("Drawn").is_none());
}
