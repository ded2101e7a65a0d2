//! A window that nobody touches draws nothing.

use claimdesk::{
    jobs::{Jobs, Settings, SettingsKeeper},
    model::Timestamp,
    ui::{App, Desktop, FileAnswer, FileRequest, Start},
};
use egui::{Context, Event, Key, Modifiers, RawInput, Rect, ViewportId, pos2};
use jiff::tz::TimeZone;
use std::time::Duration;

/// Frames after which a window has come to rest, at 60 in a second.
const SETTLED_WITHIN: usize = 240;
/// Anything less than this wakes the window while nobody looks.
const LONG: Duration = Duration::from_secs(30);

struct QuietDesktop;

impl Desktop for QuietDesktop {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(1_790_000_000)
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    fn ask_for_file(&mut self, _: &FileRequest) {}

    fn file_answer(&mut self) -> Option<FileAnswer> {
        None
    }

    fn forget_file_dialog(&mut self) {}

    fn open_web_page(&mut self, _: &str) -> Result<(), String> {
        Ok(())
    }
}

struct Window {
    ctx: Context,
    app: App,
    time: f64,
}

impl Window {
    fn new(start: Start) -> Self {
        let ctx = Context::default();
        let settings = (SettingsKeeper::forgetful(), Settings::default());
        let mut app = App::new(&ctx, Box::new(QuietDesktop), Jobs::at_once(), settings);
        app.start_with(start);
        Self { ctx, app, time: 0.0 }
    }

    fn with_sample() -> Self {
        let mut window = Self::new(Start::File("saves/kursk.ron".into()));
        window.frame(Vec::new());
        assert!(window.app.workspace().document().is_some(), "the sample is open");
        window
    }

    /// Draws one frame; says how long the window may sleep after it.
    fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time += 1.0 / 60.0;
        let input = RawInput {
            screen_rect: Some(Rect::from_min_max(pos2(0.0, 0.0), pos2(1440.0, 900.0))),
            time: Some(self.time),
            focused: true,
            events,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        output.textures_delta.clear();
        output.viewport_output[&ViewportId::ROOT].repaint_delay
    }

    fn press(&mut self, key: Key) {
        let event = |pressed| Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        self.frame(vec![event(true), event(false)]);
    }

    /// Draws as long as the window asks for it, and fails when that does not end.
    fn comes_to_rest(&mut self) {
        let rests = (0..SETTLED_WITHIN).any(|_| self.frame(Vec::new()) >= LONG);
        let causes = self.ctx.repaint_causes();
        assert!(rests, "the window still asks to be drawn: {causes:?}");
        assert!(self.frame(Vec::new()) >= LONG, "a frame drawn for another reason wakes it up again");
    }
}

#[test]
fn the_start_page_rests() {
    Window::new(Start::StartPage).comes_to_rest();
}

#[test]
fn an_open_project_rests() {
    Window::with_sample().comes_to_rest();
}

#[test]
fn after_a_jump_and_its_flash_the_window_rests() {
    let mut window = Window::with_sample();
    window.comes_to_rest();
    window.press(Key::J);
    window.comes_to_rest();
}

#[test]
fn after_a_tag_the_window_rests_although_there_are_unsaved_changes() {
    let mut window = Window::with_sample();
    for key in [Key::J, Key::J, Key::D, Key::Num0] {
        window.press(key);
    }
    let document = window.app.workspace().document().expect("the sample is open");
    assert!(document.has_unsaved_changes());
    window.comes_to_rest();
}

#[test]
fn a_pointer_that_lies_still_wakes_nothing() {
    let mut window = Window::with_sample();
    for at in [pos2(300.0, 400.0), pos2(1000.0, 300.0), pos2(60.0, 12.0)] {
        window.frame(vec![Event::PointerMoved(at)]);
        window.comes_to_rest();
    }
}
