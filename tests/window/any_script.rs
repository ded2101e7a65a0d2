//! No figure is painted in a wrong order, whatever script the words around it are written in.

use super::desk::{Window, build_with, sample};
use crate::pictures::add_arabic_and_hebrew;
use claimdesk::{
    jobs::{RecentFiles, Settings, Theme},
    ui::{FileAnswer, Start},
};
use egui::{Key, Modifiers, Shape, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use std::path::{Path, PathBuf};

const CTRL: Modifiers = Modifiers::COMMAND;
/// "Report 12 % 2024".
const NAME: &str = "تقرير ١٢٪ 2024";

/// The words in which egui lays out figures beside right-to-left letters by itself, so that they come
/// out reversed.
fn reversed_figures(window: &Window) -> Vec<String> {
    fn texts(shape: &Shape, found: &mut Vec<String>) {
        if let Shape::Vec(shapes) = shape {
            for shape in shapes {
                texts(shape, found);
            }
        } else if let Shape::Text(text) = shape {
            found.push(text.galley.text().to_owned());
        }
    }
    let mut found = Vec::new();
    for clipped in &window.harness.output().shapes {
        texts(&clipped.shape, &mut found);
    }
    assert!(!found.is_empty(), "something is written in the window");
    found.retain(|words| {
        let is_rtl = words.chars().any(|letter| ('\u{590}'..'\u{780}').contains(&letter));
        is_rtl && words.chars().count() > 1 && words.chars().any(char::is_numeric)
    });
    found
}

fn assert_in_order(window: &Window, place: &str) {
    assert_eq!(reversed_figures(window), Vec::<String>::new(), "{place}");
}

/// A copy of the project whose name has other letters and figures.
fn project(folder: &Path, text: impl FnOnce(String) -> String) -> PathBuf {
    let path = folder.join(format!("{NAME}.ron"));
    let sample = std::fs::read_to_string(sample()).expect("the sample can be read");
    std::fs::write(&path, text(sample)).expect("the project can be written");
    path
}

fn open(start: Start, recent: &[&Path]) -> Window {
    let mut paths = RecentFiles::default();
    for path in recent {
        paths.add(path);
    }
    let settings = Settings { theme: Theme::Light, recent: paths, ..Settings::default() };
    let size = Vec2::new(1280.0, 1000.0);
    build_with(Harness::builder().with_size(size), start, settings, add_arabic_and_hebrew)
}

#[test]
fn names_of_projects_keep_their_figures() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = project(folder.path(), |text| text.replace("North Korean troops in Kursk", NAME));
    let gone = folder.path().join(format!("{NAME} 3.ron"));
    let mut window = open(Start::StartPage, &[&path, &gone]);
    assert_in_order(&window, "the start page");
    window.click("File");
    window.harness.get_by_role_and_label(Role::Button, "Recent projects").click();
    window.settle();
    let name = format!("{NAME}.ron");
    window.harness.get_by_role_and_label(Role::MenuItem, &name).hover();
    window.harness.run_steps(30);
    assert!(window.harness.query_by_label(&path.display().to_string()).is_some(), "the path, as a tooltip");
    assert_in_order(&window, "the menu of recent projects");
    window.harness.get_by_role_and_label(Role::MenuItem, &name).click();
    window.settle();
    assert_in_order(&window, "the title");
    window.harness.get_by_label_contains(&format!("{NAME}, Saved")).hover();
    window.harness.run_steps(30);
    assert_in_order(&window, "the tooltip of the title");
    window.letter(Key::N, "n");
    window.press(Modifiers::NONE, Key::Escape);
    window.press(CTRL, Key::W);
    assert!(window.dialog("Unsaved changes").is_some());
    assert_in_order(&window, "the question about unsaved changes");
}

#[test]
fn notices_keep_their_figures() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = project(folder.path(), |_| "no project".to_owned());
    let mut window = open(Start::File(path), &[]);
    window.settle();
    let told = window.harness.query_all_by_label_contains(NAME).count();
    assert!(told > 0, "{:?}", window.notices());
    assert_in_order(&window, "the notice");
}

#[test]
fn the_dialog_for_a_path_keeps_figures_and_says_what_its_field_cannot() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = project(folder.path(), |text| text);
    let mut window = open(Start::StartPage, &[&path]);
    window.script.answer(FileAnswer::NoDialog);
    window.press(CTRL, Key::O);
    window.settle();
    assert_in_order(&window, "the list of files");
    let note = "Shown in typing order";
    assert!(window.harness.query_by_label_contains(note).is_none(), "nothing to be told yet");
    window.type_text(&format!("{NAME}.ron"));
    assert!(window.harness.query_by_label_contains(note).is_some(), "the field says what it cannot do");
}

#[test]
fn words_that_are_gone_from_the_article_keep_their_figures() {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let lost = |text: String| {
        let selectors = format!("lost_passages: [(quote: \"{NAME}\", prefix: \"\", suffix: \"\")],");
        text.replacen("lost_passages: [],", &selectors, 1)
    };
    let path = project(folder.path(), lost);
    let mut window = open(Start::File(path), &[]);
    window.row("C01").click();
    window.settle();
    assert!(window.harness.query_by_label_contains("Passage gone").is_some());
    assert_in_order(&window, "the lost passage");
}

#[test]
fn fields_that_nobody_types_into_show_figures_as_they_are_read() {
    let mut window = open(Start::File(sample()), &[]);
    window.row("C04").click();
    window.settle();
    window.letter(Key::E, "e");
    window.harness.event(egui::Event::Text(NAME.to_owned()));
    window.settle();
    assert_eq!(window.claim("C04").sources[0].title, NAME);
    assert!(!reversed_figures(&window).is_empty(), "typed in typing order");
    window.press(Modifiers::NONE, Key::Escape);
    assert_in_order(&window, "the title of the source");
    window.harness.get_by_role_and_label(Role::TextInput, "Source title").click();
    window.settle();
    window.harness.event(egui::Event::Text("!".to_owned()));
    window.settle();
    assert_eq!(window.claim("C04").sources[0].title, format!("{NAME}!"), "a click makes it a field again");
    window.press(Modifiers::NONE, Key::Escape);
    window.letter(Key::Slash, "/");
    window.harness.event(egui::Event::Text(NAME.to_owned()));
    window.settle();
    window.press(Modifiers::NONE, Key::Enter);
    assert_in_order(&window, "the filter");
}
