//! Every way in which the program can be made to end leaves the file as it is, and asks nobody.

use crate::{files::Desk, window::Window};
use egui::accesskit::Role;
use rustix::process::Signal;
use std::process::Command;

/// The sample with its first claim tagged otherwise, which is not saved.
fn with_a_change(name: &'static str, desk: &Desk) -> Window {
    let mut window = Window::open(name, desk.folder(), &["kursk.ron"]);
    let row = window.wait_for(Role::Row, "C01, Sourced");
    window.click(row.middle());
    window.press(&["u"]);
    window.wait_for(Role::Row, "C01, Unconfirmed");
    window
}

/// Starts the program anew, and finds the change that no file holds.
fn find_it_again(name: &'static str, desk: &Desk) {
    let mut window = Window::open(name, desk.folder(), &["kursk.ron"]);
    window.wait_for(Role::Row, "C01, Unconfirmed");
    window.picture("found again");
    window.signal(Signal::TERM);
    assert_eq!(window.wait_for_end().code(), Some(0));
}

#[test]
fn the_system_asks_the_program_to_end_and_it_does_so_without_a_question() {
    for signal in [Signal::TERM, Signal::HUP, Signal::INT] {
        let desk = Desk::with_sample();
        let original = desk.text();
        let mut window = with_a_change("asked to end", &desk);
        window.signal(signal);
        let (status, told) = window.wait_for_last_words();
        assert_eq!((status.code(), told.as_str()), (Some(0), ""), "{signal:?}");
        assert_eq!(desk.text(), original, "what is not saved stays out of the file");
        find_it_again("after being asked", &desk);
    }
}

#[test]
fn a_window_that_is_put_away_ends_as_well() {
    let desk = Desk::with_sample();
    let mut window = with_a_change("put away", &desk);
    window.minimise();
    window.signal(Signal::TERM);
    let (status, told) = window.wait_for_last_words();
    assert_eq!((status.code(), told.as_str()), (Some(0), ""));
}

#[test]
fn the_display_goes_and_the_program_ends_with_a_sentence() {
    let desk = Desk::with_sample();
    let original = desk.text();
    let mut window = with_a_change("no display", &desk);
    window.lose_display();
    let (status, told) = window.wait_for_last_words();
    assert_eq!(status.code(), Some(1), "{told}");
    // By Claimdesk or by Xlib, whichever notices first.
    let sentences = ["lost its display", "X connection to", "XIO:"];
    assert!(sentences.iter().any(|sentence| told.contains(sentence)), "{told}");
    assert!(!told.contains("panicked"), "{told}");
    assert_eq!(desk.text(), original);
    let crashes = desk.folder().join("state/claimdesk/crashes");
    assert!(!crashes.exists(), "it is no crash of the program");
    find_it_again("after the display went", &desk);
}

#[test]
fn a_killed_program_blocks_nothing_and_loses_nothing() {
    let desk = Desk::with_sample();
    let mut window = with_a_change("killed", &desk);
    window.wait_for_words("Unsaved changes");
    window.signal(Signal::KILL);
    assert_eq!(window.wait_for_end().code(), None);
    find_it_again("after being killed", &desk);
}

#[test]
fn a_project_that_is_open_is_shown_instead_of_opened_twice() {
    let desk = Desk::with_sample();
    let mut window = Window::open("first", desk.folder(), &["kursk.ron"]);
    window.wait_for_words("47 claims");
    window.minimise();
    let mut second = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
    second.arg(desk.project()).env("XDG_RUNTIME_DIR", desk.folder()).env("DISPLAY", ":no");
    let output = second.output().expect("claimdesk starts");
    let told = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(told.lines().count() == 1 && told.contains("is open already"), "{told}");
    window.wait_until_visible();
}
