//! What a frame of the whole window costs, for the sample and for a project as long as a library.
//!
//! Times on a machine that does other things too are compared only within one run: every window
//! takes its turn in every round, and the medians over the rounds are printed.

#![expect(clippy::print_stdout, reason = "a bench tells its figures")]

#[path = "generated_project.rs"]
mod generated_project;
#[path = "headless_window.rs"]
mod headless_window;

use claimdesk::{format, model::ClaimField};
use egui::{Event, Key, Modifiers, Pos2, accesskit::Role, pos2};
use generated_project::generated_project;
use headless_window::{HeadlessWindow, button, key, now, wheel};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

/// Every operation is measured this often in every window.
const ROUNDS: usize = 15;
/// Frames whose median is one measurement of what happens in every frame.
const FRAMES: usize = 20;
/// One frame of a screen of 60 Hz, in milliseconds.
const FRAME_LIMIT: f64 = 16.7;
/// The longest that the window may be held up, in milliseconds.
const HOLD_LIMIT: f64 = 50.0;
/// How much more a frame of the huge project may cost than one of the sample.
const RATIO_LIMIT: f64 = 1.2;

/// Ctrl as a keyboard sends it.
const CTRL: Modifiers = Modifiers { command: true, ..Modifiers::CTRL };

/// What must not be exceeded.
#[derive(Clone, Copy)]
enum Limit {
    /// A frame costs the same however long the project is.
    Ratio,
    /// The longest frame fits into one frame of the screen.
    Frame,
    /// The longest frame does not make anybody wait.
    Hold,
}

/// What one operation took.
struct Took {
    /// The longest frame, or the middle one where every frame is alike.
    frame: Duration,
    /// From asking until it is seen, where the work is done beside the window.
    until_seen: Option<Duration>,
}

type Operation = fn(&mut Desk) -> Took;

/// A window, and what the operations must know about it.
struct Desk {
    name: &'static str,
    path: PathBuf,
    window: HeadlessWindow,
    article: Pos2,
    table: Pos2,
    chip: Pos2,
    heading: Pos2,
    strip: egui::Rect,
    turn: usize,
}

const OPERATIONS: [(&str, Limit, Operation); 17] = [
    ("nothing happens", Limit::Ratio, nothing),
    ("wheel in the article", Limit::Ratio, wheel_in_article),
    ("wheel in the table", Limit::Ratio, wheel_in_table),
    ("jump in the article", Limit::Frame, jump),
    ("next claim, shown in both panes", Limit::Frame, next_claim),
    ("tag a claim", Limit::Frame, tag),
    ("undo", Limit::Frame, undo),
    ("type a letter into the inspector", Limit::Frame, type_in_inspector),
    ("type a letter into a cell", Limit::Frame, type_in_cell),
    ("filter by words", Limit::Hold, filter_by_words),
    ("filter by status", Limit::Hold, filter_by_status),
    ("sort by the claims' text", Limit::Hold, sort),
    ("find in the article", Limit::Hold, find),
    ("select all claims", Limit::Hold, select_all),
    ("tag all claims", Limit::Hold, tag_all),
    ("delete all claims", Limit::Hold, delete_all),
    ("save", Limit::Hold, save),
];

fn main() {
    let wanted: Vec<String> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let folder = tempfile::tempdir().expect("there is room for temporary files");
    let sample = folder.path().join("sample.ron");
    std::fs::copy("saves/kursk.ron", &sample).expect("the sample project is there");
    let small = generated(folder.path(), 100, 10_000);
    let huge = generated(folder.path(), 100_000, 10_000_000);
    let mut desks = [Desk::new("sample", sample), Desk::new("small", small), Desk::new("huge", huge)];

    println!();
    println!(
        "{:<32} {:>9} {:>9} {:>9} {:>12} {:>10}",
        "in milliseconds", "sample", "small", "huge", "huge/sample", "until seen"
    );
    for (name, limit, operation) in OPERATIONS {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word.as_str())) {
            measure(&mut desks, name, limit, operation);
        }
    }
    if wanted.is_empty() || wanted.iter().any(|word| "open".contains(word.as_str())) {
        open(&desks);
    }
}

fn generated(folder: &Path, claims: usize, article_bytes: usize) -> PathBuf {
    let path = folder.join(format!("{claims}.ron"));
    let text = format::write(&generated_project(claims, article_bytes)).expect("it can be written");
    std::fs::write(&path, text).expect("there is room for temporary files");
    path
}

fn measure(desks: &mut [Desk; 3], name: &str, limit: Limit, operation: Operation) {
    let mut frames = [const { Vec::new() }; 3];
    let mut seen = Vec::new();
    for _ in 0..ROUNDS {
        for (desk, frames) in desks.iter_mut().zip(&mut frames) {
            desk.turn += 1;
            let took = operation(desk);
            frames.push(took.frame);
            if desk.name == "huge" {
                seen.extend(took.until_seen);
            }
        }
    }
    print_line(name, limit, frames.map(median), (!seen.is_empty()).then(|| median(seen)));
}

fn print_line(name: &str, limit: Limit, frames: [f64; 3], seen: Option<f64>) {
    let [sample, small, huge] = frames;
    let ratio = huge / sample;
    let missed = match limit {
        Limit::Ratio => ratio > RATIO_LIMIT,
        Limit::Frame => huge > FRAME_LIMIT,
        Limit::Hold => huge > HOLD_LIMIT,
    };
    let seen = seen.map_or_else(String::new, |seen| format!("{seen:.0}"));
    let mark = if missed { "  over the limit" } else { "" };
    println!("{name:<32} {sample:>9.2} {small:>9.2} {huge:>9.2} {ratio:>12.2} {seen:>10}{mark}");
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(f64::NAN, |time| time.as_secs_f64() * 1000.0)
}

/// How long the window is held up by a project that takes the place of another one.
fn open(desks: &[Desk; 3]) {
    let mut frames = [const { Vec::new() }; 3];
    let mut seen = Vec::new();
    for _ in 0..3 {
        for (desk, frames) in desks.iter().zip(&mut frames) {
            let start = now();
            let mut window = HeadlessWindow::opening(desk.path.clone());
            if desk.name == "huge" {
                seen.push(start.elapsed());
            }
            frames.push(window.take_longest());
        }
    }
    print_line("open a project", Limit::Hold, frames.map(median), Some(median(seen)));
    // Only the huge one is told of: the small ones are gone in no time.
    let start = now();
    drop(HeadlessWindow::opening(desks[2].path.clone()));
    println!("opening and closing the huge project: {:.0}", start.elapsed().as_secs_f64() * 1000.0);
}

impl Desk {
    fn new(name: &'static str, path: PathBuf) -> Self {
        let mut window = HeadlessWindow::opening(path.clone());
        for _ in 0..5 {
            window.frame(Vec::new());
        }
        window.frames(key(Modifiers::NONE, Key::J));
        let article = window.find(Role::Document, |name| name == "Article").center();
        let table = window.find(Role::Table, |_| true).center();
        let is_chip =
            |name: &str| name.strip_prefix("Disputed ").is_some_and(|count| count.parse::<u32>().is_ok());
        let chip = window.find(Role::Button, is_chip).center();
        let heading =
            window.find(Role::ColumnHeader, |name| name == "Claim").left_center() + egui::vec2(20.0, 0.0);
        let strip = window.find(Role::ScrollBar, |name| name == "Place in the article");
        window.take_longest();
        Self { name, path, window, article, table, chip, heading, strip, turn: 0 }
    }

    fn longest(&mut self) -> Took {
        Took { frame: self.window.take_longest(), until_seen: None }
    }

    /// The frames while work is done beside the window, and until it is seen.
    fn settled(&mut self) -> Took {
        let until_seen = Some(self.window.settle());
        self.window.frames(Vec::new());
        Took { frame: self.window.take_longest(), until_seen }
    }

    /// What this round types.
    fn letter(&self) -> Vec<Event> {
        let letter = char::from(b'a' + (self.turn % 26) as u8);
        vec![Event::Text(letter.to_string())]
    }

    fn every_frame(&mut self, mut events: impl FnMut(usize) -> Vec<Event>) -> Took {
        let times = (0..FRAMES).map(|frame| self.window.frame(events(frame))).collect();
        Took { frame: Duration::from_secs_f64(median(times) / 1000.0), until_seen: None }
    }

    /// Nothing has the keyboard, nothing is filtered.
    fn leave_fields(&mut self) {
        self.window.frames(key(Modifiers::NONE, Key::Escape));
        self.window.frames(key(Modifiers::NONE, Key::Escape));
    }
}

fn nothing(desk: &mut Desk) -> Took {
    desk.every_frame(|_| Vec::new())
}

fn wheel_in_article(desk: &mut Desk) -> Took {
    desk.window.frame(vec![Event::PointerMoved(desk.article)]);
    wheel_there_and_back(desk)
}

fn wheel_in_table(desk: &mut Desk) -> Took {
    desk.window.frame(vec![Event::PointerMoved(desk.table)]);
    wheel_there_and_back(desk)
}

fn wheel_there_and_back(desk: &mut Desk) -> Took {
    desk.window.frames(Vec::new());
    let still = desk.window.picture();
    desk.window.frames(wheel(20.0));
    assert_ne!(desk.window.picture(), still, "the wheel scrolls");
    let took = desk.every_frame(|frame| wheel(if frame < FRAMES / 2 { 40.0 } else { -30.0 }));
    desk.window.frame(vec![Event::PointerGone]);
    took
}

fn jump(desk: &mut Desk) -> Took {
    let part = (desk.turn * 7919 % 1000) as f32 / 1000.0;
    let at = pos2(desk.strip.center().x, desk.strip.top() + desk.strip.height() * part);
    desk.window.frame(vec![Event::PointerMoved(at)]);
    desk.window.take_longest();
    let still = desk.window.picture();
    desk.window.frames(vec![button(at, true)]);
    desk.window.frames(vec![button(at, false)]);
    let took = desk.longest();
    // In a short article the click may land on the handle, which then stays where it is.
    assert!(desk.name != "huge" || desk.window.picture() != still, "the article is somewhere else");
    desk.window.frame(vec![Event::PointerGone]);
    took
}

fn next_claim(desk: &mut Desk) -> Took {
    let back = desk.turn.is_multiple_of(2);
    desk.window.take_longest();
    desk.window.frames(key(Modifiers::NONE, if back { Key::K } else { Key::J }));
    desk.longest()
}

fn tag(desk: &mut Desk) -> Took {
    let steps = desk.window.steps();
    let letter = [Key::S, Key::D, Key::U][desk.turn % 3];
    desk.window.take_longest();
    desk.window.frames(key(Modifiers::NONE, letter));
    let took = desk.longest();
    if desk.window.steps() == steps {
        // It had that tag already.
        return tag_other(desk);
    }
    took
}

fn tag_other(desk: &mut Desk) -> Took {
    desk.window.frames(key(Modifiers::NONE, Key::Num0));
    desk.longest()
}

fn undo(desk: &mut Desk) -> Took {
    tag(desk);
    let steps = desk.window.steps();
    desk.window.take_longest();
    desk.window.frames(key(CTRL, Key::Z));
    assert_eq!(desk.window.steps() + 1, steps, "a step is undone");
    desk.longest()
}

fn type_in_inspector(desk: &mut Desk) -> Took {
    desk.leave_fields();
    let field = desk.window.find(Role::MultilineTextInput, |name| name == ClaimField::Text.label());
    desk.window.click(field.center());
    let steps = desk.window.steps();
    let took = type_letters(desk);
    assert_eq!(desk.window.steps(), steps + 1, "what was typed is in the project");
    took
}

fn type_in_cell(desk: &mut Desk) -> Took {
    desk.leave_fields();
    desk.window.frames(key(Modifiers::NONE, Key::F2));
    desk.window.frame(Vec::new());
    let steps = desk.window.steps();
    let mut took = type_letters(desk);
    // The cell's text reaches the project with Enter; that is part of what typing there costs.
    desk.window.frames(key(Modifiers::NONE, Key::Enter));
    assert_eq!(desk.window.steps(), steps + 1, "what was typed is in the project");
    took.frame = took.frame.max(desk.window.take_longest());
    took
}

fn type_letters(desk: &mut Desk) -> Took {
    desk.window.frames(key(Modifiers::NONE, Key::End));
    desk.window.take_longest();
    for _ in 0..5 {
        desk.window.frames(desk.letter());
    }
    let took = desk.longest();
    desk.window.frame(Vec::new());
    took
}

fn filter_by_words(desk: &mut Desk) -> Took {
    desk.leave_fields();
    let before = desk.window.rows();
    desk.window.frames(key(Modifiers::NONE, Key::Slash));
    desk.window.take_longest();
    desk.window.frame(vec![Event::Text("percent".to_owned())]);
    let took = desk.settled();
    assert!(desk.window.rows() < before, "the filter hides claims");
    desk.window.frames(key(Modifiers::NONE, Key::Escape));
    desk.window.settle();
    desk.leave_fields();
    assert_eq!(desk.window.rows(), before, "without the filter all claims are there");
    took
}

fn filter_by_status(desk: &mut Desk) -> Took {
    desk.leave_fields();
    desk.window.take_longest();
    let before = desk.window.rows();
    desk.window.click(desk.chip);
    let took = desk.settled();
    assert_ne!(desk.window.rows(), before, "the chip filters");
    desk.window.click(desk.chip);
    desk.window.settle();
    took
}

fn sort(desk: &mut Desk) -> Took {
    desk.window.take_longest();
    desk.window.click(desk.heading);
    desk.settled()
}

fn find(desk: &mut Desk) -> Took {
    desk.window.frames(key(CTRL, Key::F));
    desk.window.take_longest();
    desk.window
        .frame(vec![Event::Text(if desk.turn.is_multiple_of(2) { "report" } else { "troops" }.to_owned())]);
    let took = desk.settled();
    desk.window.frames(key(Modifiers::NONE, Key::Escape));
    took
}

fn select_all(desk: &mut Desk) -> Took {
    desk.leave_fields();
    desk.window.take_longest();
    desk.window.frames(key(CTRL | Modifiers::SHIFT, Key::A));
    assert_eq!(desk.window.selected(), desk.window.rows(), "all are selected");
    let took = desk.longest();
    desk.window.frames(key(Modifiers::NONE, Key::K));
    took
}

fn tag_all(desk: &mut Desk) -> Took {
    desk.window.frames(key(CTRL | Modifiers::SHIFT, Key::A));
    desk.window.take_longest();
    desk.window.frames(key(Modifiers::NONE, Key::D));
    let took = desk.settled();
    desk.window.frames(key(CTRL, Key::Z));
    desk.window.settle();
    desk.window.frames(key(Modifiers::NONE, Key::K));
    took
}

fn delete_all(desk: &mut Desk) -> Took {
    let before = desk.window.rows();
    desk.window.frames(key(CTRL | Modifiers::SHIFT, Key::A));
    desk.window.take_longest();
    desk.window.frames(key(Modifiers::NONE, Key::Delete));
    let took = desk.settled();
    assert_eq!(desk.window.rows(), 0, "no claim is left");
    desk.window.frames(key(CTRL, Key::Z));
    desk.window.settle();
    assert_eq!(desk.window.rows(), before, "undo brings them back");
    desk.window.frames(key(Modifiers::NONE, Key::J));
    took
}

fn save(desk: &mut Desk) -> Took {
    tag(desk);
    desk.window.take_longest();
    desk.window.frame(key(CTRL, Key::S));
    desk.settled()
}
