//! The whole window without a screen: events go in, and it says what each frame cost.

use claimdesk::{
    jobs::{Jobs, Settings, SettingsKeeper, Surroundings},
    model::Timestamp,
    ui::{App, Desktop, FileAnswer, FileRequest, Start},
};
use egui::{
    ClippedPrimitive, Context, Event, Key, Modifiers, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect,
    TouchPhase, Vec2, accesskit::Role, epaint::Primitive, pos2, vec2,
};
use jiff::tz::TimeZone;
use std::{
    cell::Cell,
    path::PathBuf,
    rc::Rc,
    time::{Duration, Instant},
};

/// The size of the window, in points.
const SIZE: Vec2 = vec2(1440.0, 900.0);
/// From one frame to the next on a screen of 60 Hz, in seconds.
const FRAME: f64 = 1.0 / 60.0;

/// A desktop where nothing is ever chosen, and time passes as the frames do.
#[derive(Debug)]
struct QuietDesktop(Rc<Cell<f64>>);

impl Desktop for QuietDesktop {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(1_790_000_000 + self.0.get() as i64)
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

/// The window with a project in it.
pub(crate) struct HeadlessWindow {
    ctx: Context,
    app: App,
    time: Rc<Cell<f64>>,
    /// The longest frame since it was asked for last.
    longest: Duration,
    /// Every corner of the last frame's triangles added up: differs when something has moved.
    picture: f64,
}

impl HeadlessWindow {
    /// A window that reads this project, drawn until it has come.
    pub(crate) fn opening(path: PathBuf) -> Self {
        let ctx = Context::default();
        let time = Rc::new(Cell::new(0.0));
        let settings = (SettingsKeeper::forgetful(), Settings::default());
        let desktop = Box::new(QuietDesktop(Rc::clone(&time)));
        // As in the program: what is work for threads is not paid for by the frames.
        let mut app = App::new(&ctx, desktop, Jobs::on_threads(|| {}, Surroundings::none()), settings);
        app.start_with(Start::File(path));
        let mut window = Self { ctx, app, time, longest: Duration::ZERO, picture: 0.0 };
        while window.app.workspace().document().is_none() || window.is_working() {
            window.frame(Vec::new());
            std::thread::sleep(Duration::from_millis(1));
        }
        window
    }

    /// Draws one frame, tessellation included; says what it took.
    pub(crate) fn frame(&mut self, events: Vec<Event>) -> Duration {
        self.time.set(self.time.get() + FRAME);
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time.get()),
            predicted_dt: FRAME as f32,
            focused: true,
            events,
            ..RawInput::default()
        };
        let start = now();
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let took = start.elapsed();
        self.picture = triangles.iter().map(corners).sum();
        output.textures_delta.clear();
        self.longest = self.longest.max(took);
        took
    }

    /// Draws a frame with these events and the frames that follow from it.
    pub(crate) fn frames(&mut self, events: Vec<Event>) {
        self.frame(events);
        self.frame(Vec::new());
        self.frame(Vec::new());
    }

    /// Draws until no work is under way any more; says how long that took.
    pub(crate) fn settle(&mut self) -> Duration {
        let start = now();
        while self.is_working() {
            self.frame(Vec::new());
            std::thread::sleep(Duration::from_micros(500));
        }
        start.elapsed()
    }

    /// A number that differs when what is seen has moved.
    pub(crate) fn picture(&self) -> u64 {
        self.picture.to_bits()
    }

    /// The longest frame since this was asked last.
    pub(crate) fn take_longest(&mut self) -> Duration {
        std::mem::take(&mut self.longest)
    }

    /// The rows the table shows.
    pub(crate) fn rows(&self) -> usize {
        self.app.workspace().document().map_or(0, |document| document.list().rows().len())
    }

    /// The steps that can be undone.
    pub(crate) fn steps(&self) -> usize {
        self.app.workspace().document().map_or(0, |document| document.history().past().len())
    }

    /// How many claims are selected.
    pub(crate) fn selected(&self) -> usize {
        self.app.workspace().document().map_or(0, |document| document.selection().len())
    }

    /// Where the window shows what a screen reader calls like this.
    pub(crate) fn find(&mut self, role: Role, name: impl Fn(&str) -> bool) -> Rect {
        self.ctx.enable_accesskit();
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZE)),
            time: Some(self.time.get()),
            focused: true,
            ..RawInput::default()
        };
        let mut output = self.ctx.run_ui(input, |ui| self.app.ui(ui));
        output.textures_delta.clear();
        self.ctx.disable_accesskit();
        let nodes = output.platform_output.accesskit_update.map(|update| update.nodes).unwrap_or_default();
        let bounds = nodes
            .iter()
            .find(|(_, node)| node.role() == role && node.label().is_some_and(&name))
            .and_then(|(_, node)| node.bounds());
        let Some(bounds) = bounds else {
            let there =
                nodes.iter().filter_map(|(_, node)| Some(format!("{:?} {}", node.role(), node.label()?)));
            panic!("the window shows no such {role:?} among {:#?}", there.collect::<Vec<_>>());
        };
        Rect::from_min_max(pos2(bounds.x0 as f32, bounds.y0 as f32), pos2(bounds.x1 as f32, bounds.y1 as f32))
    }

    /// Presses and releases the mouse there.
    pub(crate) fn click(&mut self, at: Pos2) {
        self.frame(vec![Event::PointerMoved(at)]);
        self.frame(vec![button(at, true)]);
        self.frames(vec![button(at, false)]);
        // A second click soon after would be a double one.
        self.time.set(self.time.get() + 1.0);
    }

    /// Whether something has been asked for that has not come yet.
    fn is_working(&self) -> bool {
        self.app.workspace().document().is_none_or(|document| {
            document.list().is_arranging()
                || document.search().is_pending()
                || document.is_making_step()
                || document.save_state() == claimdesk::workspace::SaveState::Saving
        })
    }
}

fn corners(part: &ClippedPrimitive) -> f64 {
    match &part.primitive {
        Primitive::Mesh(mesh) => {
            mesh.vertices.iter().map(|corner| f64::from(corner.pos.x + corner.pos.y)).sum()
        }
        Primitive::Callback(_) => 0.0,
    }
}

/// A key goes down and up.
pub(crate) fn key(modifiers: Modifiers, key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![
        Event::ModifiersChanged(modifiers),
        event(true),
        event(false),
        Event::ModifiersChanged(Modifiers::NONE),
    ]
}

/// The wheel is turned by so many points.
pub(crate) fn wheel(down: f32) -> Vec<Event> {
    vec![Event::MouseWheel {
        unit: MouseWheelUnit::Point,
        delta: vec2(0.0, -down),
        phase: TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: Modifiers::NONE,
    }]
}

/// The first mouse button goes down or up.
pub(crate) fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

#[expect(clippy::disallowed_methods, reason = "measuring is asking for the time")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
