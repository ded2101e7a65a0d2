//! Select words, make a claim of them, tag it, edit a cell, undo, redo, save, quit; then the file.

use crate::{
    files::{Desk, claims, lines_only_in, sample},
    window::Window,
};
use egui::accesskit::Role;
use std::fs;

/// What is typed as the new claim's statement.
const STATEMENT: &str = "Recent fighting showed something new.";

/// A cell of the table before and after.
const CELL: &str = "12,000 North Korean troops were deployed.";
const EDITED_CELL: &str = "About 12,000 North Korean troops were deployed to Kursk.";

/// The paragraph in which words are selected, how it begins, and what must be among them.
const PARAGRAPH: &str = "Recent battlefield encounters have revealed striking details";
const SELECTED: &str = "Recent battlefield encounters";

/// The words picked with the mouse become claim C48; nothing but it and one cell changes in the file.
#[test]
fn an_analyst_checks_a_claim_with_mouse_and_keyboard_and_the_file_holds_just_that() {
    let desk = Desk::with_sample();
    let original = desk.text();
    let mut window = Window::open("loop", desk.folder(), &["kursk.ron"]);
    window.wait_for_words("47 claims");
    assert_eq!(window.title(), "North Korean troops in Kursk – Claimdesk");
    window.picture("opened");

    select_words(&mut window);
    make_claim(&mut window);
    edit_cell(&mut window);
    undo_and_redo(&mut window);

    assert!(window.title().starts_with("• "), "unsaved changes have a dot in the title: {}", window.title());
    assert_eq!(desk.text(), original, "nothing is written before it is saved");
    window.press(&["ctrl+s"]);
    window.wait("the dot to leave the title", |tree| (!tree.shows("Unsaved changes")).then_some(()));
    assert_eq!(window.title(), "North Korean troops in Kursk – Claimdesk");
    window.picture("saved");

    window.press(&["ctrl+q"]);
    let status = window.wait_for_end();
    assert_eq!(status.code(), Some(0), "quitting is no failure");
    check_claims(&desk);
    check_lines(&original, &desk.text());
}

fn select_words(window: &mut Window) {
    let paragraph = window.wait_for(Role::Paragraph, PARAGRAPH);
    let [left, top, right, _] = paragraph.bounds;
    let first_line = top + 14.0;
    window.drag((left + 4.0, first_line), (left + (right - left) * 0.55, first_line));
    window.picture("words selected");
}

fn make_claim(window: &mut Window) {
    window.press(&["n"]);
    // The selected words are the first draft.
    let field = window.wait_for_field(SELECTED);
    assert_eq!(field.label, "Claim");
    window.enter(STATEMENT);
    window.picture("statement typed");
    window.press(&["Return"]);
    window.wait_for(Role::Row, &format!("C48, Not tagged, {STATEMENT}"));
    window.press(&["d"]);
    let row = window.wait_for(Role::Row, &format!("C48, Disputed, {STATEMENT}"));
    let table = window.wait_for(Role::Table, "Claims");
    window.picture("tagged");
    assert!(row.bounds[3] <= table.bounds[3] + 1.0, "the new claim's row is in sight: {row:?} in {table:?}");
}

fn edit_cell(window: &mut Window) {
    let cell = window.wait_for(Role::Cell, CELL);
    window.double_click(cell.middle());
    window.wait_for_field(CELL);
    window.press(&["ctrl+a"]);
    window.enter(EDITED_CELL);
    window.picture("cell edited");
    window.press(&["Return"]);
    window.wait_for(Role::Cell, EDITED_CELL);
}

fn undo_and_redo(window: &mut Window) {
    window.press(&["ctrl+z"]);
    window.wait_for(Role::Cell, CELL);
    window.wait_until_gone(Role::Cell, EDITED_CELL);
    window.picture("undone");
    window.press(&["ctrl+shift+z"]);
    window.wait_for(Role::Cell, EDITED_CELL);
    window.wait_until_gone(Role::Cell, CELL);
    window.picture("redone");
}

/// What the companion reads from the file: one claim more, one text changed, all else as before.
fn check_claims(desk: &Desk) {
    let before = claims(&sample());
    let after = claims(&desk.project());
    assert_eq!(after.len(), before.len() + 1);
    let mut changed = Vec::new();
    for old in &before {
        let new = after.iter().find(|claim| claim["id"] == old["id"]).expect("no claim is lost");
        if new != old {
            changed.push((old.clone(), new.clone()));
        }
    }
    let [(old, new)] = changed.as_slice() else { panic!("one claim was changed, not these: {changed:#?}") };
    assert_eq!(old["claim"], CELL);
    assert_eq!(new["claim"], EDITED_CELL);
    assert!(new["changed"].is_string(), "when it was changed is known");
    let mut otherwise_as_before = new.clone();
    otherwise_as_before["claim"] = old["claim"].clone();
    otherwise_as_before["changed"] = old["changed"].clone();
    assert_eq!(&otherwise_as_before, old);

    let made = after.iter().find(|claim| claim["id"] == "C48").expect("the new claim is in the file");
    assert_eq!(made["claim"], STATEMENT);
    assert_eq!(made["status"], "disputed");
    let passages = made["passages"].as_array().expect("a list");
    assert_eq!(passages.len(), 1);
    let quote = passages[0]["quote"].as_str().expect("words");
    assert!(quote.starts_with(SELECTED), "{quote}");
    assert_eq!(passages[0]["paragraph"], 3);
    let article = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/kursk.txt"));
    let article = article.expect("the article can be read");
    let (_, rest) = article.split_once(quote).expect("the quote stands in the article, word for word");
    assert!(!rest.starts_with(char::is_alphanumeric), "the quote ends with a whole word: {quote}");
}

/// What the file itself says, line by line.
fn check_lines(original: &str, saved: &str) {
    let gone = lines_only_in(original, saved);
    let texts = (format!("text: \"{CELL}\","), format!("text: \"{EDITED_CELL}\","));
    // The sum in the last line goes with every change.
    assert_eq!(gone.len(), 4, "{gone:#?}");
    assert!(gone.iter().any(|line| line.starts_with("// claimdesk-sum ")), "{gone:#?}");
    for line in [r#"next_claim: "C48","#, &texts.0, "changed: None,"] {
        assert!(gone.contains(&line), "{line} is gone: {gone:#?}");
    }
    let come = lines_only_in(saved, original);
    for line in [r#"next_claim: "C49","#, r#"id: "C48","#, &texts.1, &format!("text: \"{STATEMENT}\",")] {
        assert!(come.contains(&line), "{line} has come: {come:#?}");
    }
    assert_eq!(come.iter().filter(|line| line.starts_with("id: ")).count(), 1, "{come:#?}");
    assert_eq!(
        come.iter().filter(|line| line.contains("quote: \"Recent battlefield")).count(),
        1,
        "{come:#?}"
    );
}
