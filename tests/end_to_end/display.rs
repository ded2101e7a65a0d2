//! A display of its own for every run: Xvfb and a window manager, both ended with it.

use std::{
    io::{BufRead as _, BufReader},
    process::{Child, Command, Stdio},
    time::Duration,
};

/// The size of the screen in pixels; larger than the window, so that none of it is cut off.
const SCREEN: &str = "1600x1000x24";

/// A program that ends when its owner does.
pub(crate) struct Started(pub(crate) Child);

impl Started {
    pub(crate) fn start(command: &mut Command) -> Self {
        let name = command.get_program().to_string_lossy().into_owned();
        let child = command.stdin(Stdio::null()).spawn();
        Self(child.unwrap_or_else(|error| {
            panic!("{name} cannot be started ({error}); see .ci/run for its package")
        }))
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        // Only this very child; one that has already ended leaves nothing to do.
        let _ended_before = self.0.kill();
        let _status = self.0.wait();
    }
}

/// A screen nobody sees.
pub(crate) struct Display {
    name: String,
    // Ended in this order.
    _window_manager: Started,
    server: Started,
}

impl Display {
    /// Starts a server under the first free display number.
    pub(crate) fn start() -> Self {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"]);
        let mut server = Started::start(command.stdout(Stdio::piped()).stderr(Stdio::null()));
        let answer = server.0.stdout.take().expect("its output was asked for");
        let mut number = String::new();
        BufReader::new(answer).read_line(&mut number).expect("Xvfb says which display it serves");
        let number = number.trim();
        assert!(!number.is_empty(), "Xvfb ended without serving a display");
        let name = format!(":{number}");
        let mut command = Command::new("openbox");
        command.arg("--sm-disable").env("DISPLAY", &name).stdout(Stdio::null()).stderr(Stdio::null());
        let window_manager = Started::start(&mut command);
        // It has no way of telling that it is ready; a window mapped before is adopted all the same.
        std::thread::sleep(Duration::from_millis(300));
        Self { name, _window_manager: window_manager, server }
    }

    /// Takes the screen away from under every window, as a crash of the server does.
    pub(crate) fn lose(&mut self) {
        self.server.0.kill().expect("the server is running");
    }

    /// What `DISPLAY` is to be for programs on it.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }
}
