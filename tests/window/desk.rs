//! The window on a desktop that does as the script says.

use claimdesk::{
    jobs::{Jobs, Settings, SettingsKeeper, Surroundings, Theme},
    model::{Claim, ClaimId, Timestamp},
    ui::{App, Desktop, FileAnswer, FileRequest, Start, theme},
    workspace::{Document, JobResult},
};
use egui::{Key, Modifiers, UiBuilder, Vec2, ViewportCommand, ViewportEvent, ViewportId, accesskit::Role};
use egui_kittest::{
    Harness, HarnessBuilder, Node,
    kittest::{NodeT as _, Queryable},
};
use jiff::tz::TimeZone;
use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    path::{Path, PathBuf},
    rc::Rc,
};

/// What the script has for the window, and what the window asked for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    answers: Rc<RefCell<VecDeque<FileAnswer>>>,
    asked: Rc<RefCell<Vec<FileRequest>>>,
    pages: Rc<RefCell<Vec<String>>>,
    clock: Rc<Cell<i64>>,
}

impl Script {
    /// The next file dialog is answered like this.
    pub(crate) fn answer(&self, answer: FileAnswer) {
        self.answers.borrow_mut().push_back(answer);
    }

    /// Time goes by, enough for the next edit to be a step of its own.
    fn wait(&self) {
        self.clock.set(self.clock.get() + 5);
    }

    pub(crate) fn asked(&self) -> Vec<FileRequest> {
        self.asked.borrow().clone()
    }

    pub(crate) fn pages(&self) -> Vec<String> {
        self.pages.borrow().clone()
    }
}

impl Desktop for Script {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(1_795_000_000 + self.clock.get())
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::UTC
    }

    fn ask_for_file(&mut self, request: &FileRequest) {
        self.asked.borrow_mut().push(request.clone());
    }

    fn file_answer(&mut self) -> Option<FileAnswer> {
        self.answers.borrow_mut().pop_front()
    }

    fn forget_file_dialog(&mut self) {}

    fn open_web_page(&mut self, address: &str) -> Result<(), String> {
        self.pages.borrow_mut().push(address.to_owned());
        Ok(())
    }
}

/// What the window begins with.
struct Beginning {
    script: Script,
    settings: Settings,
    start: Start,
    /// What else is set up in the context.
    also: fn(&egui::Context),
    /// Where journals and locks are kept.
    surroundings: Surroundings,
}

/// The window, once its first frame was drawn.
pub(crate) struct Desk {
    app: Option<App>,
    begin: Option<Beginning>,
}

impl Desk {
    fn ui(&mut self, ui: &mut egui::Ui) {
        if let Some(Beginning { script, settings, start, also, surroundings }) = self.begin.take() {
            let keeper = SettingsKeeper::forgetful();
            let mut app =
                App::new(ui.ctx(), Box::new(script), Jobs::at_once_in(surroundings), (keeper, settings));
            also(ui.ctx());
            app.start_with(start);
            self.app = Some(app);
        }
        let whole = ui.ctx().content_rect();
        let mut ui = ui.new_child(UiBuilder::new().max_rect(whole));
        ui.set_clip_rect(whole);
        if let Some(app) = &mut self.app {
            app.ui(&mut ui);
        }
    }
}

pub(crate) struct Window {
    pub(crate) harness: Harness<'static, Desk>,
    pub(crate) script: Script,
}

/// A window of 1280×800 in light colours that begins with this.
pub(crate) fn window(start: Start) -> Window {
    let settings = Settings { theme: Theme::Light, ..Settings::default() };
    window_with(start, settings, Vec2::new(1280.0, 800.0))
}

pub(crate) fn window_with(start: Start, settings: Settings, size: Vec2) -> Window {
    build(Harness::builder().with_size(size), start, settings)
}

pub(crate) fn build(builder: HarnessBuilder<Desk>, start: Start, settings: Settings) -> Window {
    build_with(builder, start, settings, |_| {})
}

/// The same, with something else set up in the context: more fonts.
pub(crate) fn build_with(
    builder: HarnessBuilder<Desk>,
    start: Start,
    settings: Settings,
    also: fn(&egui::Context),
) -> Window {
    build_in(Surroundings::none(), builder, start, settings, also)
}

/// The same, with folders for journals and locks.
pub(crate) fn build_in(
    surroundings: Surroundings,
    builder: HarnessBuilder<Desk>,
    start: Start,
    settings: Settings,
    also: fn(&egui::Context),
) -> Window {
    let script = Script::default();
    let beginning = Beginning { script: script.clone(), settings, start, also, surroundings };
    let desk = Desk { app: None, begin: Some(beginning) };
    let mut harness = builder
        .with_context_setup(move |ctx| {
            theme::install(ctx);
            also(ctx);
        })
        .with_render_cursor(false)
        .with_step_dt(0.05)
        .with_max_steps(60)
        .build_ui_state(|ui, desk: &mut Desk| desk.ui(ui), desk);
    harness.run_steps(4);
    Window { harness, script }
}

/// The article of the tests that write one themselves.
pub(crate) const ARTICLE: &str =
    "The harbour was closed on Monday, officials said.\nAbout 4,000 people left the town.";

/// A window over a new project with [`ARTICLE`], and the folder that it came from.
pub(crate) fn new_project() -> (Window, tempfile::TempDir) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let path = folder.path().join("harbour.txt");
    std::fs::write(&path, ARTICLE).expect("the article can be written");
    (window(Start::File(path)), folder)
}

pub(crate) fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/kursk.ron")
}

pub(crate) fn id(text: &str) -> ClaimId {
    text.parse().expect("a claim id")
}

impl Window {
    pub(crate) fn document(&self) -> &Document {
        self.desk().workspace().document().expect("a project is open")
    }

    pub(crate) fn desk(&self) -> &App {
        self.harness.state().app.as_ref().expect("the window is open")
    }

    pub(crate) fn claim(&self, text: &str) -> &Claim {
        self.document().project().claim(id(text)).expect("the claim is there")
    }

    pub(crate) fn notices(&self) -> Vec<String> {
        self.desk().workspace().notices().iter().map(|notice| notice.text.clone()).collect()
    }

    /// Work done elsewhere comes back with this.
    pub(crate) fn tell(&mut self, result: JobResult) {
        self.harness.state_mut().app.as_mut().expect("the window is open").finish(result);
        self.settle();
    }

    /// What everything with this role is called.
    pub(crate) fn labels(&self, role: Role) -> Vec<String> {
        let nodes = self.harness.query_all_by_role(role);
        nodes.filter_map(|node| node.accesskit_node().label().or(node.value())).collect()
    }

    /// What stands under this label, if anything does.
    pub(crate) fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label(label).next().is_some()
    }

    /// Frames until nothing moves any more.
    pub(crate) fn settle(&mut self) {
        self.harness.run_steps(4);
    }

    pub(crate) fn press(&mut self, modifiers: Modifiers, key: Key) {
        self.script.wait();
        self.harness.key_press_modifiers(modifiers, key);
        self.settle();
    }

    /// A key that types a letter: the letter comes with it, as from a keyboard.
    pub(crate) fn letter(&mut self, key: Key, text: &str) {
        self.script.wait();
        let event = |pressed| egui::Event::Key {
            key,
            physical_key: None,
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        // In one frame, as a keyboard sends them.
        let typed = egui::Event::Text(text.to_owned());
        self.harness.input_mut().events.extend([event(true), typed, event(false)]);
        self.settle();
    }

    pub(crate) fn type_text(&mut self, text: &str) {
        self.script.wait();
        for letter in text.chars() {
            self.harness.event(egui::Event::Text(letter.to_string()));
            self.harness.run_steps(1);
        }
        self.settle();
    }

    pub(crate) fn click(&mut self, label: &str) {
        self.script.wait();
        self.harness.get_by_label(label).click();
        self.settle();
    }

    pub(crate) fn row(&self, id: &str) -> Node<'_> {
        let start = format!("{id}, ");
        self.harness.get_by(move |node| {
            node.role() == Role::Row && node.label().is_some_and(|label| label.starts_with(&start))
        })
    }

    /// The dialog of this name, if it is open.
    pub(crate) fn dialog(&self, name: &str) -> Option<Node<'_>> {
        let name = name.to_owned();
        self.harness.query_by(move |node| {
            node.role() == Role::Dialog && node.label().is_some_and(|label| label == name)
        })
    }

    /// Asks the window to close, as its button and Alt+F4 do; says whether it will.
    pub(crate) fn close(&mut self) -> bool {
        let root = self.harness.input_mut().viewports.entry(ViewportId::ROOT).or_default();
        root.events.push(ViewportEvent::Close);
        self.harness.step();
        let output = self.harness.output().viewport_output.get(&ViewportId::ROOT).expect("the window");
        let stays = output.commands.contains(&ViewportCommand::CancelClose);
        if let Some(root) = self.harness.input_mut().viewports.get_mut(&ViewportId::ROOT) {
            root.events.clear();
        }
        self.settle();
        !stays
    }

    /// Whether the window was told to close in the last frame.
    pub(crate) fn is_closing(&mut self) -> bool {
        self.harness.step();
        let output = self.harness.output().viewport_output.get(&ViewportId::ROOT).expect("the window");
        output.commands.contains(&ViewportCommand::Close)
    }
}
