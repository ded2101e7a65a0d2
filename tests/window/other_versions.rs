//! Somebody else writes the project's file: what is asked, and how everything shown follows.

use super::{
    case::{Files, TEXT, desk_of, dispute_first, harbour, saved, tagged, with_claim},
    desk::{Window, id, window_with},
};
use claimdesk::{
    jobs::{Settings, Theme},
    model::{Article, Claim, ClaimId, Project, Status},
    ui::Start,
    workspace::{JobResult, JournalState, SaveState},
};
use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::kittest::Queryable;
use std::fs;

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

/// What copying puts on the clipboard.
fn copied(window: &mut Window) -> Option<String> {
    window.harness.event(egui::Event::Copy);
    window.harness.step();
    let commands = &window.harness.output().platform_output.commands;
    commands.iter().find_map(|command| match command {
        egui::OutputCommand::CopyText(text) => Some(text.clone()),
        egui::OutputCommand::TextSelectionSettled(_)
        | egui::OutputCommand::CopyImage(_)
        | egui::OutputCommand::OpenUrl(_) => None,
    })
}

/// The analyst disputed C01; somebody else gave C02 a tag.
fn in_conflict() -> (Files, Window) {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    files.write(&tagged(&harbour(), "C02", Status::Sourced));
    files.is_touched(&mut window);
    (files, window)
}

#[test]
fn a_change_by_somebody_else_is_taken_over_at_once_while_nothing_is_unsaved() {
    let files = Files::new();
    let mut window = files.open();
    files.write(&tagged(&harbour(), "C02", Status::Sourced));
    files.is_touched(&mut window);
    assert_eq!(window.claim("C02").status, Some(Status::Sourced));
    assert!(!window.shows("Changed by somebody else"), "there is nothing to decide");
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C02").status, None, "it is a step like any other");
}

#[test]
fn a_conflict_is_compared_and_merged_from_the_bar() {
    let (_files, mut window) = in_conflict();
    assert!(window.shows("Somebody else changed this file. Both versions are kept."));
    window.click("Compare");
    assert!(window.shows("Their version compared with mine"));
    let rows: Vec<String> = window.labels(Role::ListBoxOption);
    assert_eq!(rows, ["C01: status Disputed → Not tagged", "C02: status Not tagged → Sourced"]);
    window.press(NONE, Key::Escape);
    assert!(!window.shows("Their version compared with mine"), "Esc puts the comparison away");
    window.click("Merge");
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    assert_eq!(window.claim("C02").status, Some(Status::Sourced));
    assert!(!window.shows("Changed by somebody else"));
}

#[test]
fn theirs_is_taken_by_the_palette_and_mine_comes_back_by_undo() {
    let (_files, mut window) = in_conflict();
    window.press(CTRL, Key::K);
    window.type_text("take theirs");
    window.press(NONE, Key::Enter);
    assert_eq!(window.claim("C01").status, None);
    assert_eq!(window.claim("C02").status, Some(Status::Sourced));
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
}

#[test]
fn mine_is_saved_in_place_of_theirs_which_goes_to_the_backups() {
    let (files, mut window) = in_conflict();
    let theirs = saved(&files.path);
    window.click("Take mine");
    assert!(matches!(window.document().save_state(), SaveState::Saved(_) | SaveState::NotConfirmed));
    assert!(!window.shows("Changed by somebody else"));
    let backups = files.path.with_extension("claimdesk").join("backups");
    let kept = fs::read_dir(backups).expect("there are backups").flatten();
    assert!(kept.filter(|file| file.path().is_file()).any(|file| saved(&file.path()) == theirs));
}

#[test]
fn both_versions_stay_each_in_a_file_of_its_own() {
    let (files, mut window) = in_conflict();
    let theirs = saved(&files.path);
    window.click("Keep both");
    assert_eq!(saved(&files.path), theirs);
    let mine = window.document().path().expect("it has a file").to_owned();
    assert_ne!(mine, files.path);
    assert!(saved(&mine).contains("Disputed"));
}

#[test]
fn the_bar_is_reached_by_tab_and_by_the_key_for_panes() {
    let (_files, mut window) = in_conflict();
    // From the table to the inspector, and on to the bar.
    window.press(NONE, Key::F6);
    window.press(NONE, Key::F6);
    assert!(window.harness.get_by_role_and_label(Role::Button, "Compare").is_focused());
    window.press(NONE, Key::Tab);
    window.press(NONE, Key::Enter);
    assert!(!window.shows("Changed by somebody else"), "Tab goes on to “Merge”, Enter presses it");
}

#[test]
fn a_file_that_is_gone_is_written_there_again() {
    let files = Files::new();
    let mut window = files.open();
    fs::remove_file(&files.path).expect("it was there");
    files.is_touched(&mut window);
    assert!(window.shows("harbour.ron is not there any more. Your work is here and in the journal."));
    window.click("Save it there again");
    assert!(saved(&files.path).contains("closed on Monday"));
    assert!(!window.shows("The file is gone"));
}

#[test]
fn a_file_that_became_unreadable_is_replaced() {
    let files = Files::new();
    let mut window = files.open();
    fs::write(&files.path, "(format_version: 1, title: \"The har").expect("it can be written");
    files.is_touched(&mut window);
    assert!(window.shows("The file can't be opened"));
    window.click("Replace it");
    assert!(saved(&files.path).contains("closed on Monday"));
    assert!(!window.shows("The file can't be opened"));
}

/// An article of many paragraphs, one of which can be put in or left out near the start.
fn long_article(with_news: bool) -> String {
    let mut lines: Vec<String> = (0..200)
        .map(|number| {
            format!("Paragraph {number} tells of the harbour, the town and the people who left it.")
        })
        .collect();
    if with_news {
        lines.insert(3, "News came in overnight: the harbour was opened again for an hour.".to_owned());
    }
    lines.join("\n")
}

#[test]
fn selected_words_and_the_search_follow_the_article_to_another_text() {
    let files = Files::new();
    files.write(&Project::new("The harbour", long_article(false)));
    let mut window = files.open();
    window.press(CTRL, Key::F);
    window.type_text("Paragraph 150 ");
    window.press(NONE, Key::Escape);
    assert_eq!(copied(&mut window).as_deref(), Some("Paragraph 150 "));
    files.write(&Project::new("The harbour", long_article(true)));
    files.is_touched(&mut window);
    assert!(window.document().project().article().text().contains("News came in"));
    assert_eq!(copied(&mut window).as_deref(), Some("Paragraph 150 "), "the same words are selected");
    let search = window.document().search();
    let found = search.current_match().expect("the words are found");
    assert_eq!(window.document().project().article().quote(found), "Paragraph 150 ");
}

#[test]
fn a_much_shorter_article_leaves_nothing_selected_and_the_window_whole() {
    let files = Files::new();
    let mut long = Project::new("The harbour", long_article(false));
    for number in [20, 120, 199] {
        long = with_claim(&long, &format!("Paragraph {number} tells of the harbour"));
    }
    files.write(&long);
    let mut window = files.open();
    window.press(CTRL, Key::F);
    window.type_text("tells");
    window.press(CTRL, Key::End);
    window.row("C03").click();
    window.settle();
    window.press(NONE, Key::F6);
    window.press(CTRL, Key::End);
    files.write(&harbour());
    files.is_touched(&mut window);
    assert_eq!(window.document().project().article().text(), TEXT);
    assert_eq!(window.document().selection().primary(), None, "C03 is not there any more");
    assert!(window.document().search().matches().is_empty());
    window.press(CTRL, Key::Z);
    assert_eq!(window.document().project().claims().len(), 3);
    window.press(CTRL | Modifiers::SHIFT, Key::Z);
    assert_eq!(window.document().project().article().text(), TEXT);
}

#[test]
fn thousands_of_differences_cost_only_what_is_seen() {
    let files = Files::new();
    let claim = |number: u32, text: String| Claim::new(ClaimId::new(number).expect("not zero"), text);
    let many = |word: &str| {
        let claims = (1..=3_000).map(|number| claim(number, format!("{word} {number}"))).collect();
        let next = ClaimId::new(3_001).expect("not zero");
        Project::from_parts("Many", &Article::new(TEXT.to_owned()), claims, Vec::new(), next)
            .expect("it is valid")
    };
    files.write(&many("Old"));
    let mut window = files.open();
    dispute_first(&mut window);
    files.write(&many("New"));
    files.is_touched(&mut window);
    window.click("Compare");
    let drawn = |window: &Window| window.harness.query_all_by_role(Role::ListBoxOption).count();
    assert!((5..60).contains(&drawn(&window)), "{} rows are drawn", drawn(&window));
    window.press(NONE, Key::End);
    assert!(window.shows("C3000: claim “Old 3000” → “New 3000”"), "the last row is reached by a key");
    assert_eq!(window.document().selection().primary(), Some(id("C3000")));
}

#[test]
fn what_waits_leaves_room_for_the_article_in_a_small_window() {
    let files = Files::new();
    for (size, zoom) in [(Vec2::new(640.0, 480.0), 1.0), (Vec2::new(1280.0, 720.0), 2.0)] {
        files.write(&harbour());
        let settings = Settings { theme: Theme::Light, zoom, ..Settings::default() };
        let mut window = window_with(Start::File(files.path.clone()), settings, size);
        let desk = desk_of(&window);
        dispute_first(&mut window);
        files.write(&tagged(&harbour(), "C02", Status::Sourced));
        files.is_touched(&mut window);
        window.tell(JobResult::JournalIs { desk, state: JournalState::OnReserve });
        let article = window.harness.get_by_role_and_label(Role::Document, "Article").rect();
        let screen = window.harness.ctx.content_rect();
        assert!(article.height() > screen.height() * 0.4, "{article} of {screen}");
        let merge = window.harness.get_by_role_and_label(Role::Button, "Merge").rect();
        assert!(screen.contains_rect(merge), "{merge} of {screen}");
    }
}
