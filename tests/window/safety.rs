//! What the window says and asks about where the work is kept.

use super::desk::{Window, build_in, id, window_with};
use claimdesk::{
    edit::{Edit, apply},
    format::write,
    jobs::{Settings, Surroundings, Theme},
    model::{Article, Claim, ClaimId, Project, Status, TextRange, Timestamp},
    ui::Start,
    workspace::{Access, JobResult, JournalState, SaveState},
};
use egui::{Key, Modifiers, Vec2, accesskit::Role};
use egui_kittest::{Harness, kittest::Queryable};
use std::{
    fs,
    path::{Path, PathBuf},
};

const NONE: Modifiers = Modifiers::NONE;
const CTRL: Modifiers = Modifiers::COMMAND;

const TEXT: &str = "The harbour was closed on Monday, officials said.\nAbout 4,000 people left the town.";

/// A project with a claim about the harbour and one about the people.
fn harbour() -> Project {
    let bare = Project::new("The harbour", TEXT.to_owned());
    with_claim(&with_claim(&bare, "closed on Monday"), "4,000 people")
}

fn with_claim(project: &Project, words: &str) -> Project {
    let at = project.article().text().find(words).expect("the words are in the article");
    let passages = vec![TextRange::new(at, at + words.len()).expect("there are some")];
    changed(project, &Edit::AddClaim { text: words.to_owned(), passages })
}

fn changed(project: &Project, edit: &Edit) -> Project {
    apply(project, edit, Timestamp::from_unix_seconds(1_795_000_000)).expect("it can be done")
}

fn tagged(project: &Project, claim: &str, status: Status) -> Project {
    changed(project, &Edit::SetStatus { claims: vec![id(claim)], status: Some(status) })
}

/// The file of a project in a folder of its own.
struct Files {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("harbour.ron");
        let files = Self { folder, path };
        files.write(&harbour());
        files
    }

    /// Somebody else writes the file.
    fn write(&self, project: &Project) {
        fs::write(&self.path, write(project).expect("it reads back")).expect("it can be written");
    }

    fn surroundings(&self) -> Surroundings {
        Surroundings::below(self.folder.path())
    }

    fn open(&self) -> Window {
        self.window(Start::File(self.path.clone()))
    }

    fn window(&self, start: Start) -> Window {
        let settings = Settings { theme: Theme::Light, ..Settings::default() };
        let builder = Harness::builder().with_size(Vec2::new(1280.0, 800.0));
        build_in(self.surroundings(), builder, start, settings, |_| {})
    }

    fn is_touched(&self, window: &mut Window) {
        window.tell(JobResult::Touched(self.path.clone()));
    }
}

/// The text of the project in a file.
fn saved(path: &Path) -> String {
    fs::read_to_string(path).expect("the file is there")
}

/// An edit of the analyst's: C01 is disputed.
fn dispute_first(window: &mut Window) {
    window.row("C01").click();
    window.settle();
    window.letter(Key::D, "d");
}

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

fn desk_of(window: &Window) -> claimdesk::workspace::DeskNumber {
    window.document().desk()
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

#[test]
fn work_that_was_not_saved_comes_back_with_its_project() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.open();
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    assert!(window.shows("Recovered work"));
    window.click("Compare");
    assert!(window.shows("C01: status Not tagged → Disputed"));
    window.click("Discard");
    assert_eq!(window.claim("C01").status, None);
    assert!(!window.shows("Recovered work"));
}

#[test]
fn recovered_work_that_is_kept_stays_unsaved_work() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.open();
    window.click("Keep");
    assert!(!window.shows("Recovered work"));
    assert!(window.document().has_unsaved_changes());
}

#[test]
fn recovered_work_waits_beside_a_file_that_has_changed_meanwhile() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    files.write(&tagged(&harbour(), "C02", Status::Sourced));
    let mut window = files.open();
    assert_eq!(window.claim("C01").status, None, "the file's version is on the desk");
    assert!(window.shows("Recovered work"));
    window.click("Merge");
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
    assert_eq!(window.claim("C02").status, Some(Status::Sourced));
}

#[test]
fn the_start_page_offers_work_that_was_never_saved() {
    let files = Files::new();
    let article = files.path.with_file_name("town.txt");
    fs::write(&article, TEXT).expect("it can be written");
    let mut window = files.window(Start::File(article));
    window.letter(Key::N, "n");
    window.type_text("It rained");
    drop(window);
    let mut window = files.window(Start::StartPage);
    assert!(window.shows("Unsaved work"));
    let row = window.labels(Role::Label);
    let row = row.into_iter().find(|label| label.contains("never saved")).expect("the work is listed");
    assert!(row.contains("changes, last at"), "{row}");
    let open = window.labels(Role::Button);
    let open = open.into_iter().find(|label| label.starts_with("Open ") && !label.contains("project"));
    window.click(&open.expect("it can be opened"));
    assert_eq!(window.claim("C01").text, "It rained");
    assert!(window.document().has_unsaved_changes());
}

#[test]
fn discarded_work_leaves_the_start_page() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    drop(window);
    let mut window = files.window(Start::StartPage);
    window.click("Discard The harbour");
    assert!(!window.shows("Unsaved work"));
    drop(window);
    assert!(!files.window(Start::StartPage).shows("Unsaved work"), "and does not come back");
}

#[test]
fn a_damaged_file_offers_the_last_good_version_and_stays_as_it_is() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    window.press(CTRL, Key::S);
    window.letter(Key::U, "u");
    window.press(CTRL, Key::S);
    assert!(window.close(), "everything is saved");
    drop(window);
    let whole = saved(&files.path);
    let cut = &whole[..whole.len() / 2];
    fs::write(&files.path, cut).expect("it can be written");
    let mut window = files.open();
    assert!(window.dialog("harbour.ron can't be opened").is_some());
    assert!(window.desk().workspace().document().is_none());
    window.press(NONE, Key::Escape);
    assert!(window.dialog("harbour.ron can't be opened").is_none());
    assert_eq!(saved(&files.path), cut);

    let mut window = files.open();
    let offers = window.labels(Role::Button);
    let last_good = offers.into_iter().find(|label| label.starts_with("Open the last good version (of "));
    window.click(&last_good.expect("it is offered"));
    assert_eq!(window.claim("C01").status, Some(Status::Disputed), "as the save before the last had it");
    assert!(window.document().has_unsaved_changes());
    assert_eq!(saved(&files.path), cut, "the file stays as it is until it is saved");
}

#[test]
fn a_backup_is_looked_at_by_keyboard_and_restored_as_a_step() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    window.press(CTRL, Key::S);
    window.letter(Key::S, "s");
    window.press(CTRL, Key::S);
    window.press(CTRL, Key::K);
    window.type_text("backups");
    window.press(NONE, Key::Enter);
    assert!(window.harness.get_by_role_and_label(Role::ListBox, "Backups").is_focused());
    assert!(
        window.shows("C01: status Disputed → Sourced"),
        "the newest is compared with the present version"
    );
    window.press(NONE, Key::ArrowDown);
    assert!(window.shows("C01: status Not tagged → Sourced"));
    window.press(NONE, Key::Enter);
    assert!(window.harness.get_by_label("Restore as a new step").is_focused());
    window.press(NONE, Key::Enter);
    assert_eq!(window.claim("C01").status, None);
    assert!(window.desk().workspace().backups().is_none());
    window.press(CTRL, Key::Z);
    assert_eq!(window.claim("C01").status, Some(Status::Sourced));
}

#[test]
fn the_page_of_data_safety_names_every_copy_and_verifies_it() {
    let files = Files::new();
    let mut window = files.open();
    window.press(CTRL, Key::K);
    window.type_text("data safety");
    window.press(NONE, Key::Enter);
    assert!(window.dialog("Data safety").is_some());
    assert!(window.shows("Project file: – Not checked"));
    window.click("Verify everything");
    assert!(window.shows("Project file: ✓ Verified"));
    window.press(NONE, Key::Escape);
    assert!(window.dialog("Data safety").is_none());
}

#[test]
fn data_safety_can_be_looked_at_without_a_project() {
    let files = Files::new();
    let mut window = files.window(Start::StartPage);
    window.press(CTRL, Key::K);
    window.type_text("data safety");
    window.press(NONE, Key::Enter);
    assert!(window.dialog("Data safety").is_some());
}

#[test]
fn a_project_open_elsewhere_can_be_read_and_not_changed() {
    let files = Files::new();
    let mut window = files.open();
    let desk = desk_of(&window);
    window.tell(JobResult::Protected { desk, access: Access::OpenElsewhere });
    assert!(window.shows("Another window has this project; here it can be looked at."));
    assert!(window.shows("Can only be looked at here"));
    let before = window.document().project().clone();
    dispute_first(&mut window);
    window.letter(Key::N, "n");
    window.press(NONE, Key::Delete);
    window.press(NONE, Key::F2);
    window.type_text("x");
    window.press(NONE, Key::Enter);
    let field = window.harness.get_by_role_and_label(Role::MultilineTextInput, "Claim");
    field.focus();
    window.settle();
    window.type_text("y");
    assert!(window.document().project().ptr_eq(&before), "nothing is changed");
    assert_eq!(window.notices(), [""; 0], "and nobody is told off");
    window.click("Take over");
    window.tell(JobResult::Protected { desk, access: Access::Full });
    dispute_first(&mut window);
    assert_eq!(window.claim("C01").status, Some(Status::Disputed));
}

#[test]
fn a_journal_that_cannot_be_written_is_told_in_red_until_it_can() {
    let files = Files::new();
    let mut window = files.open();
    let desk = desk_of(&window);
    let off = JournalState::Off("the disk is gone.".to_owned());
    window.tell(JobResult::JournalIs { desk, state: off });
    assert!(window.shows("Recovery is off: the disk is gone. Save now."));
    window.tell(JobResult::JournalIs { desk, state: JournalState::On });
    assert!(!window.shows("Recovery is off: the disk is gone. Save now."));
}

#[test]
fn the_question_before_leaving_begins_at_save_and_tells_what_becomes_of_the_rest() {
    let files = Files::new();
    let mut window = files.open();
    dispute_first(&mut window);
    assert!(!window.close());
    assert!(window.dialog("Unsaved changes").is_some());
    for label in ["Save", "Cancel", "Don't save"] {
        let is_focused =
            window.harness.query_all_by_role_and_label(Role::Button, label).any(|each| each.is_focused());
        assert!(is_focused, "{label} has its turn");
        window.press(NONE, Key::Tab);
    }
    assert!(window.shows(
        "Without saving, the file stays as it is. The changes stay in the journal, marked as given up."
    ));
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
