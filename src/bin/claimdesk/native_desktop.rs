//! `NativeDesktop`: the system's clock, file dialogs and browser.

use claimdesk::{
    model::Timestamp,
    ui::{Desktop, FileAnswer, FilePurpose, FileRequest, web_address},
};
use eframe::{CreationContext, egui::Context};
use jiff::tz::TimeZone;
use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::mpsc::{Receiver, channel},
    thread,
    time::{Duration, Instant},
};

/// A dialog that answers "none" sooner than this was never seen by anybody.
const SOONER_THAN_ANYBODY: Duration = Duration::from_millis(250);

/// What the system offers.
pub(crate) struct NativeDesktop {
    ctx: Context,
    answer: Option<Receiver<FileAnswer>>,
}

impl NativeDesktop {
    pub(crate) fn new(creation: &CreationContext<'_>) -> Self {
        Self { ctx: creation.egui_ctx.clone(), answer: None }
    }
}

impl Desktop for NativeDesktop {
    fn now(&self) -> Timestamp {
        Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second())
    }

    fn time_zone(&self) -> TimeZone {
        TimeZone::system()
    }

    fn ask_for_file(&mut self, request: &FileRequest) {
        let (sender, receiver) = channel();
        self.answer = Some(receiver);
        let (request, ctx) = (request.clone(), self.ctx.clone());
        let sender_if_no_thread = sender.clone();
        let ask = move || {
            // When nobody waits for the answer any more, it is dropped.
            let _forgotten = sender.send(ask(&request));
            ctx.request_repaint();
        };
        if thread::Builder::new().name("claimdesk file dialog".into()).spawn(ask).is_err() {
            let _forgotten = sender_if_no_thread.send(FileAnswer::NoDialog);
        }
    }

    fn file_answer(&mut self) -> Option<FileAnswer> {
        let answer = self.answer.as_ref()?.try_recv().ok()?;
        self.answer = None;
        Some(answer)
    }

    fn forget_file_dialog(&mut self) {
        self.answer = None;
    }

    fn open_web_page(&mut self, address: &str) -> Result<(), String> {
        let address = web_address(address).map_err(|why| why.to_string())?;
        let opener = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
        let started = if cfg!(target_os = "windows") {
            Command::new("rundll32").args(["url.dll,FileProtocolHandler", address]).spawn()
        } else {
            let quiet = || Stdio::null();
            Command::new(opener).arg(address).stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn()
        };
        match started {
            Ok(mut child) => {
                // Waited for, so that no dead process is left behind.
                let wait = move || drop(child.wait());
                let _no_thread = thread::Builder::new().name("claimdesk browser".into()).spawn(wait);
                Ok(())
            }
            Err(error) => Err(format!("{opener} could not be started ({error}). The address is {address}")),
        }
    }
}

/// Asks with the system's dialog, and waits for the answer.
fn ask(request: &FileRequest) -> FileAnswer {
    if !has_dialogs() {
        return FileAnswer::NoDialog;
    }
    let filter = request.purpose.filter();
    let mut dialog =
        rfd::FileDialog::new().set_title(request.purpose.title()).add_filter(filter.name, filter.extensions);
    if let Some(folder) = &request.folder {
        dialog = dialog.set_directory(folder);
    }
    if request.purpose.writes() {
        dialog = dialog.set_file_name(&request.suggested_name);
    } else if request.purpose == FilePurpose::ImportArticle {
        dialog = dialog.add_filter("All files", &["*"]);
    }
    #[expect(
        clippy::disallowed_methods,
        reason = "how long a real dialog stood is for this thread alone to see"
    )]
    let began = Instant::now();
    let chosen = if request.purpose.writes() { dialog.save_file() } else { dialog.pick_file() };
    match chosen {
        Some(path) => FileAnswer::Chosen(path),
        None if began.elapsed() < SOONER_THAN_ANYBODY => FileAnswer::NoDialog,
        None => FileAnswer::Cancelled,
    }
}

/// Whether anything is there that could show a dialog: a portal on the session's bus, or zenity.
fn has_dialogs() -> bool {
    if !cfg!(target_os = "linux") {
        return true;
    }
    let bus = std::env::var_os("DBUS_SESSION_BUS_ADDRESS").is_some()
        || std::env::var_os("XDG_RUNTIME_DIR").is_some_and(|folder| Path::new(&folder).join("bus").exists());
    let on_path = |program: &str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path).any(|folder: PathBuf| folder.join(program).is_file())
    };
    bus || on_path("zenity")
}
