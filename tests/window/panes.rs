//! What the panes show and do together.

use super::desk::{Window, id, new_project, sample, window, window_with};
use claimdesk::{
    jobs::{Settings, Theme},
    model::Status,
    ui::Start,
};
use egui::{
    Key, Modifiers, Vec2,
    accesskit::{Role, Toggled},
};
use egui_kittest::kittest::{NodeT, Queryable};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn open_sample() -> Window {
    window(Start::File(sample()))
}

#[test]
fn selecting_in_the_table_selects_in_the_inspector_and_tags_there_too() {
    let mut window = open_sample();
    window.row("C03").click();
    window.settle();
    assert_eq!(window.document().selection().primary(), Some(id("C03")));
    window.harness.get_by(|node| {
        node.role() == Role::Link && node.label().is_some_and(|l| l.starts_with("Passage, paragraph 1:"))
    });
    window
        .harness
        .get_by(|node| {
            node.role() == Role::RadioButton && node.label().is_some_and(|l| l.contains("Disputed"))
        })
        .click();
    window.settle();
    assert_eq!(window.claim("C03").status, Some(Status::Disputed));
}

#[test]
fn the_menu_names_what_undo_takes_back() {
    let mut window = open_sample();
    window.letter(Key::J, "j");
    window.letter(Key::D, "d");
    window.click("Edit");
    window
        .harness
        .get_by(|node| node.label().is_some_and(|label| label.starts_with("Undo tag C01 disputed")));
}

#[test]
fn the_history_goes_to_the_step_that_is_clicked() {
    let mut window = open_sample();
    window.letter(Key::J, "j");
    window.letter(Key::D, "d");
    window.letter(Key::U, "u");
    window.press(CTRL, Key::H);
    window.click("Tag C01 disputed");
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    window.click("Start");
    assert_eq!(window.claim("C01").status, Some(Status::Sourced));
    window.click("Tag C01 unconfirmed");
    assert_eq!(window.claim("C01").status, Some(Status::Unconfirmed));
}

#[test]
fn a_source_with_a_web_address_opens_in_the_browser_and_others_do_not() {
    let (mut window, _folder) = new_project();
    window.letter(Key::N, "n");
    window.press(NONE, Key::Enter);
    for (title, url) in [("Good", "https://example.org/a"), ("Bad", "file:///etc/passwd")] {
        window.letter(Key::E, "e");
        window.type_text(title);
        window.press(NONE, Key::Tab);
        window.type_text(url);
        window.press(NONE, Key::Escape);
        window.click("Done");
    }
    assert!(window.harness.query_by_label("Open Bad in the browser").is_none());
    window.click("Open Good in the browser");
    assert_eq!(window.script.pages(), ["https://example.org/a"]);
}

#[test]
fn project_details_are_kept_as_steps_of_their_own() {
    let (mut window, _folder) = new_project();
    window.press(CTRL, Key::I);
    window.harness.get_by_role_and_label(Role::TextInput, "Author").focus();
    window.settle();
    window.type_text("A. Writer");
    window.click("Keep");
    assert_eq!(window.document().project().article().metadata().author.as_deref(), Some("A. Writer"));
    window.press(CTRL, Key::Z);
    assert_eq!(window.document().project().article().metadata().author, None);
}

#[test]
fn several_selected_rows_are_tagged_in_one_step() {
    let mut window = open_sample();
    window.row("C01").click();
    window.settle();
    window.row("C03").click_modifiers(Modifiers::SHIFT);
    window.settle();
    window.letter(Key::U, "u");
    assert_eq!(window.document().history().past().len(), 1);
    for each in ["C01", "C02", "C03"] {
        assert_eq!(window.claim(each).status, Some(Status::Unconfirmed));
    }
}

#[test]
fn a_cell_half_typed_is_kept_when_the_project_is_saved() {
    let (mut window, folder) = new_project();
    window.letter(Key::N, "n");
    window.type_text("Before");
    window.press(NONE, Key::Enter);
    window.press(NONE, Key::F2);
    window.type_text(" and after");
    window.script.answer(claimdesk::ui::FileAnswer::Chosen(folder.path().join("cell.ron")));
    window.press(CTRL, Key::S);
    assert!(window.claim("C01").text.contains("and after"), "{}", window.claim("C01").text);
    let saved = std::fs::read_to_string(folder.path().join("cell.ron")).expect("written");
    assert!(saved.contains("and after"));
}

#[test]
fn small_windows_and_large_zoom_keep_every_pane() {
    for (size, zoom) in [((1280.0, 720.0), 1.0), ((640.0, 480.0), 1.0), ((1280.0, 720.0), 2.0)] {
        let settings = Settings { theme: Theme::Dark, zoom, ..Settings::default() };
        let mut window = window_with(Start::File(sample()), settings, Vec2::new(size.0, size.1));
        window.settle();
        window.letter(Key::J, "j");
        assert_eq!(window.document().selection().primary(), Some(id("C01")));
        window.harness.get_by_label("Article");
        window.row("C01");
        window.harness.get_by_role_and_label(Role::SearchInput, "Filter claims");
    }
}

#[test]
fn at_200_percent_dialogs_palette_and_find_bar_stay_within_the_window() {
    let settings = Settings { theme: Theme::Light, zoom: 2.0, ..Settings::default() };
    let mut window = window_with(Start::File(sample()), settings, Vec2::new(1280.0, 720.0));
    window.settle();
    let inside = |rect: egui::Rect| {
        egui::Rect::from_min_size(egui::Pos2::ZERO, Vec2::new(640.0, 360.0)).contains_rect(rect)
    };
    window.press(CTRL, Key::I);
    assert!(inside(window.harness.get_by_label("Keep").rect()), "the details can be kept");
    assert!(inside(window.harness.get_by_role_and_label(Role::TextInput, "Title of the project").rect()));
    window.press(NONE, Key::Escape);
    window.press(NONE, Key::F1);
    assert!(inside(window.harness.get_by_label("Close").rect()), "the sheet of keys can be closed");
    window.press(NONE, Key::Escape);
    window.press(CTRL, Key::K);
    window.press(NONE, Key::ArrowUp);
    for _ in 0..12 {
        window.press(NONE, Key::ArrowDown);
    }
    let chosen = window
        .harness
        .get_by(|node| node.role() == Role::ListBoxOption && node.toggled() == Some(Toggled::True));
    assert!(inside(chosen.rect()), "the chosen command is in sight: {:?}", chosen.rect());
    window.press(NONE, Key::Escape);
    window.press(CTRL, Key::F);
    let field = window.harness.get_by_role_and_label(Role::TextInput, "Find in the article").rect();
    assert!(inside(field) && field.width() >= 55.0, "{field}");
}

#[test]
fn the_list_of_steps_shows_where_the_sitting_is() {
    let (mut window, _folder) = new_project();
    for _ in 0..50 {
        window.letter(Key::N, "n");
        window.press(NONE, Key::Escape);
    }
    window.press(CTRL, Key::H);
    let step = |label: &'static str| {
        move |window: &Window| window.harness.query_by_role_and_label(Role::ListBoxOption, label).is_some()
    };
    assert!(step("New claim C50")(&window), "the newest step is in sight when the list opens");
    window.letter(Key::N, "n");
    window.settle();
    assert!(step("New claim C51")(&window), "and so is a new one");
}

#[test]
fn the_menu_of_a_row_pins_that_claim_to_the_selected_words() {
    let mut window = window(Start::File(sample()));
    let open_menu = |window: &mut Window| {
        window.row("C05").click_secondary();
        window.settle();
    };
    open_menu(&mut window);
    let entry = |window: &Window| {
        window.harness.get_by_label_contains("Add passage to C05").accesskit_node().is_disabled()
    };
    assert!(entry(&window), "no words are selected");
    window.press(NONE, Key::Escape);
    window.press(NONE, Key::F6);
    window.press(NONE, Key::F6);
    window.press(CTRL, Key::Home);
    window.press(CTRL | Modifiers::SHIFT, Key::ArrowRight);
    open_menu(&mut window);
    assert!(!entry(&window));
    window.harness.get_by_label_contains("Add passage to C05").click();
    window.settle();
    let article = window.document().project().article();
    let words: Vec<&str> = article.passages_of(id("C05")).map(|passage| article.quote(passage)).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert_eq!(words[0], "North");
}

#[test]
fn columns_are_shown_and_hidden_by_name() {
    let mut window = open_sample();
    let heading =
        |window: &Window| window.harness.query_by_role_and_label(Role::ColumnHeader, "Note").is_some();
    assert!(!heading(&window));
    window.press(CTRL, Key::K);
    window.type_text("column note");
    window.press(NONE, Key::Enter);
    assert!(heading(&window));
    window.click("View");
    window.click("Columns of the table");
    window.click("✓ note");
    assert!(!heading(&window));
}
