//! The real program in a real window: mouse, keyboard, pictures, and waiting for what must come.

use crate::{
    display::{Display, Started},
    tree::{Inspection, Seen, Tree},
};
use egui::accesskit::Role;
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs::{self, File},
    io::{Read as _, Seek as _},
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

/// How long anything may take on a slow machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two looks at something awaited.
const PAUSE: Duration = Duration::from_millis(100);

/// Milliseconds between two keys, so that each comes in a frame of its own.
const KEY_DELAY: &str = "40";

/// Claimdesk's window on a display of its own.
pub(crate) struct Window {
    name: &'static str,
    pictures: usize,
    told: File,
    id: String,
    inspection: Inspection,
    program: Started,
    display: Display,
}

impl Window {
    /// Starts the program with these arguments in a folder, which also holds its settings.
    /// `name` is what its pictures are called.
    pub(crate) fn open(name: &'static str, folder: &Path, arguments: &[&str]) -> Self {
        let display = Display::start();
        let port = free_port();
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimdesk"));
        command.args(arguments).current_dir(folder);
        command.env("DISPLAY", display.name()).env("XDG_CONFIG_HOME", folder.join("settings"));
        command.env("XDG_STATE_HOME", folder.join("state"));
        command.env("LANG", "C.UTF-8").env("EGUI_INSPECTION", format!("127.0.0.1:{port}"));
        // The window's own dialogs are what is walked through, whatever this machine has.
        command.env("PATH", "").env("XDG_RUNTIME_DIR", folder);
        command.env_remove("WAYLAND_DISPLAY").env_remove("DBUS_SESSION_BUS_ADDRESS");
        let told = tempfile::tempfile().expect("a file for what is told");
        command.stderr(told.try_clone().expect("a file can be written to by two"));
        let program = Started::start(&mut command);
        let inspection = wait_for("the window to answer", || Inspection::connect(port));
        let process = program.0.id().to_string();
        let id = wait_for("the window to be on the screen", || {
            let found = output(&display, "xdotool", &["search", "--onlyvisible", "--pid", &process]);
            found.lines().last().map(str::to_owned)
        });
        let window = Self { name, pictures: 0, told, id, inspection, program, display };
        window.xdotool(&["windowfocus", "--sync", &window.id]);
        window
    }

    /// What the window shows now.
    pub(crate) fn tree(&mut self) -> Tree {
        self.inspection.tree()
    }

    /// Waits until the window shows what is awaited, and fails with a picture and all it shows.
    pub(crate) fn wait<T>(&mut self, what: &str, mut look: impl FnMut(&Tree) -> Option<T>) -> T {
        let began = now();
        loop {
            let tree = self.tree();
            if let Some(found) = look(&tree) {
                return found;
            }
            if began.elapsed() > PATIENCE {
                let picture = self.picture(&format!("waited in vain for {what}"));
                panic!(
                    "waited in vain for {what}; {}\nThe window shows:\n{}\nThe program says:\n{}",
                    picture.display(),
                    tree.listing(),
                    self.told(),
                );
            }
            std::thread::sleep(PAUSE);
        }
    }

    pub(crate) fn wait_for(&mut self, role: Role, label: &str) -> Seen {
        self.wait(&format!("{role:?} “{label}”"), |tree| tree.find(role, label))
    }

    pub(crate) fn wait_until_gone(&mut self, role: Role, label: &str) {
        let what = format!("{role:?} “{label}” to go");
        self.wait(&what, |tree| tree.find(role, label).is_none().then_some(()));
    }

    pub(crate) fn wait_for_words(&mut self, words: &str) {
        self.wait(&format!("the words “{words}”"), |tree| tree.shows(words).then_some(()));
    }

    /// Waits until the keyboard is with a text field that begins with these words.
    pub(crate) fn wait_for_field(&mut self, words: &str) -> Seen {
        const FIELDS: [Role; 3] = [Role::TextInput, Role::MultilineTextInput, Role::SearchInput];
        self.wait(&format!("a text field with “{words}” to have the keyboard"), |tree| {
            let focus = tree.focus.as_ref()?;
            (FIELDS.contains(&focus.role) && focus.value.starts_with(words)).then(|| focus.clone())
        })
    }

    /// What the window manager shows as the window's title.
    pub(crate) fn title(&self) -> String {
        output(&self.display, "xdotool", &["getwindowname", &self.id]).trim().to_owned()
    }

    /// Presses keys one after the other, named as xdotool names them: `ctrl+s`, `Return`.
    pub(crate) fn press(&self, keys: &[&str]) {
        let mut arguments = vec!["key", "--clearmodifiers", "--delay", KEY_DELAY];
        arguments.extend(keys);
        self.xdotool(&arguments);
    }

    /// Types ASCII words.
    pub(crate) fn enter(&self, words: &str) {
        self.xdotool(&["type", "--delay", KEY_DELAY, words]);
    }

    pub(crate) fn move_mouse(&self, (x, y): (f64, f64)) {
        self.xdotool(&["mousemove", "--window", &self.id, &format!("{x:.0}"), &format!("{y:.0}")]);
        // The window is to see the way, not only its end.
        std::thread::sleep(PAUSE);
    }

    pub(crate) fn click(&self, at: (f64, f64)) {
        self.move_mouse(at);
        self.xdotool(&["click", "1"]);
    }

    pub(crate) fn double_click(&self, at: (f64, f64)) {
        self.move_mouse(at);
        self.xdotool(&["click", "--repeat", "2", "--delay", "60", "1"]);
    }

    pub(crate) fn drag(&self, from: (f64, f64), to: (f64, f64)) {
        self.move_mouse(from);
        self.xdotool(&["mousedown", "1"]);
        self.move_mouse((f64::midpoint(from.0, to.0), f64::midpoint(from.1, to.1)));
        self.move_mouse(to);
        self.xdotool(&["mouseup", "1"]);
    }

    pub(crate) fn resize(&self, width: u32, height: u32) {
        self.xdotool(&["windowsize", "--sync", &self.id, &width.to_string(), &height.to_string()]);
    }

    /// Asks the window to close, as the button in its frame does.
    pub(crate) fn push_close_button(&self) {
        output(&self.display, "wmctrl", &["-i", "-c", &self.id]);
    }

    /// Keeps a picture of the window, numbered, below `target/end-to-end/`.
    pub(crate) fn picture(&mut self, what: &str) -> PathBuf {
        // So that the picture shows the last frame, not the one before.
        self.tree();
        self.pictures += 1;
        let file = format!("{} {:02} {what}.png", self.name, self.pictures).replace(' ', "-");
        let path = pictures_folder().join(file);
        output(&self.display, "import", &["-silent", "-window", &self.id, &path.to_string_lossy()]);
        path
    }

    /// Whether the program still runs.
    pub(crate) fn is_open(&mut self) -> bool {
        self.program.0.try_wait().expect("the program can be asked about").is_none()
    }

    /// Waits until the program has ended by itself.
    pub(crate) fn wait_for_end(mut self) -> ExitStatus {
        self.wait_for_last_words().0
    }

    /// Waits until the program has ended by itself, for what it has told on standard error by then.
    pub(crate) fn wait_for_last_words(&mut self) -> (ExitStatus, String) {
        let ended = || self.program.0.try_wait().expect("the program can be waited for");
        let status = wait_for("the program to end", ended);
        (status, self.told())
    }

    /// What the program has told on standard error.
    fn told(&mut self) -> String {
        let mut told = String::new();
        self.told.rewind().expect("a file can be read from its start");
        self.told.read_to_string(&mut told).expect("messages are text");
        told
    }

    /// Asks the program to end, as the system does.
    pub(crate) fn signal(&self, signal: Signal) {
        let process = Pid::from_raw(self.program.0.id() as i32).expect("a child has a number");
        kill_process(process, signal).expect("a child can be told");
    }

    /// Puts the window away.
    pub(crate) fn minimise(&self) {
        self.xdotool(&["windowminimize", "--sync", &self.id]);
    }

    /// Waits until the window is on the screen again.
    pub(crate) fn wait_until_visible(&self) {
        let process = self.program.0.id().to_string();
        wait_for("the window to be on the screen again", || {
            let found = output(&self.display, "xdotool", &["search", "--onlyvisible", "--pid", &process]);
            found.lines().any(|id| id == self.id).then_some(())
        });
    }

    /// Takes the screen away from under the window.
    pub(crate) fn lose_display(&mut self) {
        self.display.lose();
    }

    fn xdotool(&self, arguments: &[&str]) {
        output(&self.display, "xdotool", arguments);
    }
}

#[expect(clippy::disallowed_methods, reason = "a real program is waited for in real time")]
fn now() -> Instant {
    Instant::now()
}

/// Waits for something outside the window.
pub(crate) fn wait_for<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = now();
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(began.elapsed() < PATIENCE, "waited in vain for {what}");
        std::thread::sleep(PAUSE);
    }
}

/// What a tool prints; none of those used here takes long.
fn output(display: &Display, tool: &str, arguments: &[&str]) -> String {
    let mut command = Command::new("timeout");
    command.args(["20", tool]).args(arguments).env("DISPLAY", display.name());
    let output = command.stdin(Stdio::null()).output().unwrap_or_else(|error| panic!("{tool}: {error}"));
    assert_ne!(output.status.code(), Some(124), "{tool} {arguments:?} did not end in time");
    assert_ne!(output.status.code(), Some(127), "{tool} is not installed; see .ci/run for its package");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port of this machine is free");
    listener.local_addr().expect("a listener has an address").port()
}

/// The folder of the pictures, beside what was built.
fn pictures_folder() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("end-to-end");
    fs::create_dir_all(&folder).expect("the folder of what was built can be written to");
    folder
}
