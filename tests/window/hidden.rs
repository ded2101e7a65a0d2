//! What cannot be seen is shown: as marks, in words, and in what a screen reader hears.

use super::desk::{Window, build_with};
use crate::cpu_renderer::CpuRenderer;
use crate::pictures::{add_arabic_and_hebrew, assert_picture};
use claimdesk::{
    format,
    jobs::{Settings, Theme},
    model::{
        Anchor, Article, Attribution, Claim, ClaimId, Project, Source, Status, TextRange, count_hidden,
        is_hidden_at,
    },
    ui::{FileAnswer, Start},
};
use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};

const CTRL: Modifiers = Modifiers::COMMAND;
const NONE: Modifiers = Modifiers::NONE;

const ARTICLE: &str = "The ministry said on Tuesday that the sum was \u{202e}000,51\u{202c} euros, and the in\u{200b}voice \
    was paid.\n\nA plain paragraph without anything unusual stands here, long enough to wrap in the pane, so that \
    the lines of the two can be compared.\n\nEvery sort: a\u{200b}b c\u{200c}d e\u{200d}f g\u{200e}h i\u{200f}j \
    k\u{ad}l m\u{34f}n o\u{61c}p q\u{115f}r s\u{1160}t w\u{180e}x y\u{2060}z \u{2066}isolate\u{2069} \u{feff} \
    \u{3164} \u{ffa0} \u{7} \u{1b}[31m \u{7f} \u{e000} \u{fe0f} \u{e0041}\u{e0042} \u{e0100} end.\n\n\
    هذا نص عربي مع \u{202d}123 مخفي\u{202c} وكلمة\u{200b} أخرى، ٢٠٢٤.";

fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("not zero")
}

/// One claim, pinned to these words of the article, with something hidden in each of its parts.
fn sly_project() -> Project {
    let words = "the sum was \u{202e}000,51\u{202c} euros, and the in\u{200b}voice was paid";
    let source =
        |title: &str, url: &str| Source { title: title.into(), url: url.into(), note: String::new() };
    let claim = Claim {
        status: Some(Status::Sourced),
        attribution: Attribution::from_links(["Minis\u{200b}try", "this article"]),
        reason: "Bank\u{2063} statement, seen.".into(),
        sources: vec![
            source("Ledger \u{202e}fdp.exe", "https://exa\u{ad}mple.com/led\u{200b}ger"),
            source("Lookalike", "https://\u{430}pple.com/report"),
            source("Plain", "https://example.org/plain"),
        ],
        ..Claim::new(id(1), "The sum was \u{202e}000,51\u{202c} euros.".into())
    };
    project("Invoice of the minis\u{202e}yrt\u{202c}", ARTICLE, words, claim)
}

fn project(title: &str, text: &str, words: &str, claim: Claim) -> Project {
    let start = text.find(words).expect("the words are in the article");
    let range = TextRange::new(start, start + words.len()).expect("not empty");
    let anchors = vec![Anchor { claim: claim.id, range }];
    Project::from_parts(title, &Article::new(text.into()), vec![claim], anchors, id(2)).expect("valid")
}

fn open(project: &Project, theme: Theme) -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("sly\u{202e}nor.ron");
    std::fs::write(&path, format::write(project).expect("it can be written")).expect("written");
    let settings = Settings { theme, ..Settings::default() };
    let builder = Harness::builder().with_size(Vec2::new(1280.0, 1000.0)).renderer(CpuRenderer::default());
    (build_with(builder, Start::File(path), settings, add_arabic_and_hebrew), folder)
}

/// Whether anybody who hears the window hears this.
fn is_heard(window: &Window, words: &str) -> bool {
    window.harness.query_all_by_label_contains(words).next().is_some()
}

/// The selected words of the article, by way of the clipboard.
fn copied(window: &mut Window) -> String {
    window.harness.event(egui::Event::Copy);
    for _ in 0..3 {
        window.harness.step();
        for command in &window.harness.output().platform_output.commands {
            if let egui::OutputCommand::CopyText(text) = command {
                return text.clone();
            }
        }
    }
    String::new()
}

#[test]
fn every_hidden_character_of_a_passage_is_heard_in_the_article_and_in_the_inspector() {
    let all = (0..=0x10_FFFF).filter_map(char::from_u32).filter(|character| {
        let code = u32::from(*character);
        // Every 997th stands for the private ones and for planes without characters.
        let is_many = matches!(code, 0xE000..=0xF8FF | 0x4_0000..=0xD_FFFF | 0xE_0200.. );
        (!is_many || code % 997 == 0) && is_hidden_at(&format!("a{character}b"), 1, *character)
    });
    let all: Vec<char> = all.collect();
    assert!(all.len() > 600, "{}", all.len());
    for some in all.chunks(120) {
        let text: String = some.iter().flat_map(|character| ['a', *character, 'b', ' ']).collect();
        let claim = Claim::new(id(1), text.clone());
        let (mut window, _folder) = open(&project("Sly", &text, text.trim_end(), claim), Theme::Light);
        window.letter(Key::J, "j");
        let heard = |role: Role| {
            let nodes = window.harness.query_all_by(move |node| node.role() == role);
            nodes.filter_map(|node| node.accesskit_node().label()).collect::<Vec<_>>().concat()
        };
        let (article, inspector, table) = (heard(Role::Paragraph), heard(Role::Link), heard(Role::Cell));
        for character in some {
            let mark = format!("a[U+{:04X}]b", u32::from(*character));
            assert!(article.contains(&mark), "{mark} in the article");
            assert!(inspector.contains(&mark), "{mark} in the passage");
            assert!(table.contains(&mark), "{mark} in the table");
        }
        assert_eq!(count_hidden(&article) + count_hidden(&inspector) + count_hidden(&table), 0);
    }
}

#[test]
fn each_part_of_a_claim_says_what_it_hides() {
    let (mut window, _folder) = open(&sly_project(), Theme::Light);
    window.letter(Key::J, "j");
    for heard in [
        "3 hidden characters: RLO, right-to-left override (U+202E), PDF, pop directional formatting (U+202C)",
        "2 hidden characters: RLO",
        "1 hidden character: IS, invisible separator (U+2063)",
        "1 hidden character: ZWSP, zero width space (U+200B)",
        "Source 1: Ledger [U+202E]fdp.exe",
        "Not opened: the address has 2 hidden characters.",
        "The host mixes Latin and Cyrillic letters.",
        "Invoice of the minis[U+202E]yrt[U+202C]",
    ] {
        assert!(is_heard(&window, heard), "{heard}");
    }
    assert!(!is_heard(&window, "Open Ledger"), "an address that hides something is not opened");
    let lower = |label: &str| window.harness.get_by_label(label).rect();
    assert!(
        lower("Source 2: Lookalike").bottom() < lower("Source 3: Plain").top(),
        "cards stand below each other"
    );
    window.click("Open Plain in the browser");
    assert_eq!(window.script.pages(), ["https://example.org/plain"]);
}

#[test]
fn passages_and_addresses_can_be_read_as_code_points() {
    let (mut window, _folder) = open(&sly_project(), Theme::Light);
    window.letter(Key::J, "j");
    let painted = |window: &Window, words: &str| {
        fn has(shape: &egui::Shape, words: &str) -> bool {
            if let egui::Shape::Vec(shapes) = shape {
                shapes.iter().any(|shape| has(shape, words))
            } else if let egui::Shape::Text(text) = shape {
                text.galley.text().contains(words)
            } else {
                false
            }
        }
        window.harness.output().shapes.iter().any(|clipped| has(&clipped.shape, words))
    };
    assert!(!painted(&window, "000,51[U+202C]") && painted(&window, "RLO"));
    window.click("Show code points");
    assert!(painted(&window, "sum was [U+202E]000,51[U+202C] euros"));
    assert!(painted(&window, "https://exa[U+00AD]mple"));
    window.click("Show marks");
    assert!(!painted(&window, "000,51[U+202C]"));
}

#[test]
fn the_status_bar_counts_and_goes_from_one_to_the_next() {
    let (mut window, _folder) = open(&sly_project(), Theme::Light);
    let count = count_hidden(ARTICLE);
    let button = format!("{count} hidden characters");
    let mut seen = Vec::new();
    for _ in 0..=count {
        window.click(&button);
        seen.push(copied(&mut window));
    }
    let hidden: Vec<String> =
        claimdesk::model::hidden_in(ARTICLE).map(|(_, character)| character.to_string()).collect();
    assert_eq!(seen[..count], hidden);
    assert_eq!(seen[count], hidden[0], "after the last comes the first");
    window.press(CTRL, Key::K);
    window.type_text("next hidden");
    window.press(NONE, Key::Enter);
    assert_eq!(copied(&mut window), hidden[1]);
}

#[test]
fn a_text_without_hidden_characters_says_nothing_of_them() {
    let claim = Claim::new(id(1), "A claim.".into());
    let (mut window, _folder) = open(&project("Plain", "A plain article.", "plain", claim), Theme::Light);
    window.letter(Key::J, "j");
    assert!(!is_heard(&window, "hidden"));
    window.press(CTRL, Key::K);
    window.type_text("next hidden");
    assert!(is_heard(&window, "Run a command") && !is_heard(&window, "Next hidden character"));
}

#[test]
fn a_field_that_is_typed_into_says_how_many_it_has() {
    let (mut window, _folder) = open(&sly_project(), Theme::Light);
    window.letter(Key::J, "j");
    let field = "Claim";
    window.harness.get_by_role_and_label(Role::TextInput, field).click();
    window.settle();
    assert!(is_heard(&window, "2 hidden characters: RLO"), "beside the field");
    window.press(NONE, Key::Escape);
    window.letter(Key::F2, "");
    assert!(is_heard(&window, "2 hidden characters; shown in typing order."), "below the cell");
    window.press(NONE, Key::Escape);
    assert_eq!(window.claim("C01").text, "The sum was \u{202e}000,51\u{202c} euros.", "nothing was changed");
}

#[test]
fn a_file_is_offered_a_name_without_hidden_characters() {
    let (mut window, _folder) = open(&sly_project(), Theme::Light);
    window.script.answer(FileAnswer::Cancelled);
    window.press(CTRL, Key::E);
    let asked = window.script.asked();
    assert_eq!(asked[0].suggested_name, "Invoice of the minisyrt.md");
}

/// Lets the light of a jump fade, then compares.
fn compare(name: &str, theme: Theme) {
    let (mut window, _folder) = open(&sly_project(), theme);
    window.letter(Key::J, "j");
    window.harness.run_steps(60);
    assert_picture(name, &mut window.harness);
}

#[test]
fn marks_are_calm_and_aligned_in_light() {
    compare("hidden-light", Theme::Light);
}

#[test]
fn marks_are_calm_and_aligned_in_dark() {
    compare("hidden-dark", Theme::Dark);
}
