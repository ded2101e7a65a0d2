//! Every way in which the program can be made to end leaves the file as it is, and asks nobody.

use crate::{files::Desk, window::Window};
use egui::accesskit::Role;
use rustix::process::Signal;

/// The sample with its first claim tagged otherwise, which is not saved.
fn with_a_change(name: &'static str, desk: &Desk) -> Window {
    let mut window = Window::open(name, desk.folder(), &["kursk.ron"]);
    let row = window.wait_for(Role::Row, "C01, Sourced");
    window.click(row.middle());
    window.press(&["u"]);
    window.wait_for(Role::Row, "C01, Unconfirmed");
    window
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
}
