//! What the window does when something is in the way: unsaved changes, a broken file, no display.

use crate::{
    files::{Desk, claims},
    window::Window,
};
use egui::accesskit::Role;
use std::{
    fs,
    process::{Command, Stdio},
};

/// Tags the first claim otherwise.
fn change_something(window: &mut Window) {
    let row = window.wait_for(Role::Row, "C01, Sourced");
    window.click(row.middle());
    window.wait_for_words("Claim 1 of 47");
    window.press(&["u"]);
    window.wait_for(Role::Row, "C01, Unconfirmed");
}

#[test]
fn closing_the_window_asks_about_unsaved_changes_and_escape_keeps_it_open() {
    let desk = Desk::with_sample();
    let original = desk.text();
    let mut window = Window::open("closing", desk.folder(), &["kursk.ron"]);
    change_something(&mut window);

    window.push_close_button();
    window.wait_for(Role::Button, "Don't save");
    window.picture("asked");
    window.press(&["Escape"]);
    window.wait_until_gone(Role::Button, "Don't save");
    assert!(window.is_open());
    window.wait_for(Role::Row, "C01, Unconfirmed");
    assert_eq!(desk.text(), original);

    // From the keyboard, and this time for good.
    window.press(&["ctrl+q"]);
    let save = window.wait_for(Role::Button, "Don't save");
    window.click(save.middle());
    assert_eq!(window.wait_for_end().code(), Some(0));
    assert_eq!(desk.text(), original, "what is not to be saved is not saved");
}

#[test]
fn saving_when_asked_writes_the_file_and_ends_the_program() {
    let desk = Desk::with_sample();
    let mut window = Window::open("saving", desk.folder(), &["kursk.ron"]);
    change_something(&mut window);
    window.push_close_button();
    let save = window.wait("the button “Save”", |tree| {
        tree.nodes.iter().find(|node| node.role == Role::Button && node.label == "Save").cloned()
    });
    window.click(save.middle());
    assert_eq!(window.wait_for_end().code(), Some(0));
    assert_eq!(claims(&desk.project())[0]["status"], "unconfirmed");
}

#[test]
fn a_place_that_cannot_be_written_to_is_named_and_the_work_is_saved_where_it_was() {
    let desk = Desk::with_sample();
    let mut window = Window::open("elsewhere", desk.folder(), &["kursk.ron"]);
    change_something(&mut window);
    window.press(&["ctrl+shift+s"]);
    // No portal and no zenity is there: the window has a dialog of its own, ready to be typed into.
    window.wait_for(Role::TextInput, "Path");
    window.wait_for_field("");
    window.press(&["ctrl+a"]);
    window.enter("/no/such/folder/kursk.ron");
    window.wait_for_field("/no/such/folder/kursk.ron");
    window.picture("own dialog");
    window.press(&["Return"]);
    window.wait_for_words("Not saved");
    window.wait_for_words("/no/such/folder/kursk.ron");
    window.picture("told");
    window.press(&["ctrl+s"]);
    window.wait("the dot to leave the title", |tree| (!tree.shows("Unsaved changes")).then_some(()));
    assert_eq!(claims(&desk.project())[0]["status"], "unconfirmed");
    window.press(&["ctrl+q"]);
    assert_eq!(window.wait_for_end().code(), Some(0));
}

#[test]
fn a_broken_project_opens_the_start_page_with_the_reason_and_is_left_as_it_is() {
    let desk = Desk::with_sample();
    let broken = desk.text().replace("status: Some(Disputed)", "status: Some(Doubted)");
    fs::write(desk.project(), &broken).expect("the copy can be written");
    let mut window = Window::open("broken", desk.folder(), &["kursk.ron"]);
    window.wait_for(Role::Button, "Open the sample project");
    window.wait_for_words("kursk.ron");
    window.wait_for_words("Doubted");
    window.picture("start page");
    window.press(&["ctrl+q"]);
    assert_eq!(window.wait_for_end().code(), Some(0));
    assert_eq!(desk.text(), broken, "a broken file is never touched");
}

#[test]
fn both_themes_can_be_had() {
    let desk = Desk::with_sample();
    let mut window = Window::open("themes", desk.folder(), &["kursk.ron"]);
    for theme in ["Light", "Dark"] {
        let row = window.wait_for(Role::Row, "C01, Sourced");
        window.click(row.middle());
        window.press(&["ctrl+k"]);
        window.wait_for_field("");
        window.enter(theme);
        window.wait_for(Role::ListBoxOption, theme);
        window.press(&["Return"]);
        window.wait_until_gone(Role::ListBoxOption, theme);
        window.picture(theme);
    }
    // Back to the settings of the system, in the least size that must work.
    window.resize(1280, 720);
    window.wait_for(Role::Row, "C01, Sourced");
    window.picture("1280x720");
    window.press(&["ctrl+q"]);
    assert_eq!(window.wait_for_end().code(), Some(0));
    let settings = fs::read_to_string(desk.folder().join("settings/claimdesk/settings.ron"));
    let settings = settings.expect("the settings are kept");
    assert!(settings.contains("Dark"), "the theme chosen last is remembered: {settings}");
}

#[test]
fn without_a_display_one_sentence_says_so() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
    command.env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").env_remove("WAYLAND_SOCKET");
    let output = command.stdin(Stdio::null()).output().expect("claimdesk starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert_eq!(said.lines().count(), 1, "{said}");
    assert!(said.contains("neither DISPLAY nor WAYLAND_DISPLAY is set"), "{said}");
    assert!(output.stdout.is_empty(), "messages belong on the other stream");
}
