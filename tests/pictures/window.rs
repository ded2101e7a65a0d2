//! What the window looks like, from the start page to a dialog.

use super::{add_arabic_and_hebrew, assert_picture};
use crate::{
    cpu_renderer::CpuRenderer,
    window::desk::{Window, build, build_with, sample},
};
use claimdesk::{
    jobs::{Settings, Theme},
    ui::{FileAnswer, Start},
};
use egui::{Key, Modifiers, Vec2};
use egui_kittest::Harness;

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

fn picture(start: Start, look: Theme, size: (f32, f32), zoom: f32) -> Window {
    let settings = Settings { theme: look, zoom, ..Settings::default() };
    let builder = Harness::builder().with_size(Vec2::from(size)).renderer(CpuRenderer::default());
    build(builder, start, settings)
}

fn sample_in(look: Theme) -> Window {
    picture(Start::File(sample()), look, (1280.0, 800.0), 1.0)
}

/// Lets the light of a jump fade, then compares.
fn compare(name: &str, window: &mut Window) {
    window.harness.run_steps(60);
    assert_picture(name, &mut window.harness);
}

#[test]
fn the_start_page() {
    compare("start-page", &mut picture(Start::StartPage, Theme::Light, (1000.0, 640.0), 1.0));
}

#[test]
fn the_sample_in_light() {
    let mut window = sample_in(Theme::Light);
    for _ in 0..4 {
        window.letter(Key::J, "j");
    }
    compare("sample-light", &mut window);
}

#[test]
fn the_sample_in_dark() {
    let mut window = sample_in(Theme::Dark);
    window.letter(Key::J, "j");
    compare("sample-dark", &mut window);
}

#[test]
fn the_sample_at_twice_the_size() {
    let mut window = picture(Start::File(sample()), Theme::Light, (1280.0, 720.0), 2.0);
    window.letter(Key::J, "j");
    compare("twice-the-size", &mut window);
}

#[test]
fn a_project_without_claims() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("harbour.txt");
    std::fs::write(&path, crate::window::desk::ARTICLE).expect("written");
    compare("no-claims", &mut picture(Start::File(path), Theme::Light, (1000.0, 640.0), 1.0));
}

#[test]
fn passages_that_overlap_and_nest() {
    let mut window = picture(Start::File(fixture("overlapping.ron")), Theme::Light, (1000.0, 640.0), 1.0);
    compare("overlapping", &mut window);
}

#[test]
fn right_to_left_text_with_figures() {
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    let builder = Harness::builder().with_size(Vec2::new(1000.0, 640.0)).renderer(CpuRenderer::default());
    let start = Start::File(fixture("right-to-left.ron"));
    let mut window = build_with(builder, start, settings, add_arabic_and_hebrew);
    window.letter(Key::J, "j");
    compare("right-to-left", &mut window);
}

#[test]
fn the_palette() {
    let mut window = sample_in(Theme::Light);
    window.press(CTRL, Key::K);
    window.type_text("tag");
    compare("palette", &mut window);
}

#[test]
fn the_sheet_of_keys() {
    let mut window = sample_in(Theme::Dark);
    window.press(NONE, Key::F1);
    compare("keys", &mut window);
}

#[test]
fn the_question_about_unsaved_changes_over_the_history() {
    let mut window = sample_in(Theme::Light);
    window.press(CTRL, Key::H);
    window.letter(Key::J, "j");
    window.letter(Key::D, "d");
    window.close();
    compare("unsaved-changes", &mut window);
}

#[test]
fn find_in_the_article_and_a_filtered_table() {
    let mut window = sample_in(Theme::Light);
    window.press(CTRL, Key::F);
    window.type_text("troops");
    window.press(NONE, Key::Escape);
    window.letter(Key::Slash, "/");
    window.type_text("number");
    compare("find-and-filter", &mut window);
}

#[test]
fn the_windows_own_file_dialog_and_an_error() {
    let mut window = sample_in(Theme::Dark);
    window.script.answer(FileAnswer::Chosen("/no/such/folder/summary.md".into()));
    window.press(CTRL, Key::E);
    compare("error", &mut window);
}

fn fixture(name: &str) -> std::path::PathBuf {
    std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}
