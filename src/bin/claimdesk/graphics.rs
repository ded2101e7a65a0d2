//! Opens a window, or says in one sentence why none can be had.
//!
//! The libraries below eframe report a missing display, library or driver in several ways,
//! panics among them; here all of them end as that sentence.

use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::process::{self, ExitCode};
use std::sync::{Arc, Mutex, PoisonError};

use eframe::{AppCreator, CreationContext, Error, NativeOptions, Renderer};

use crate::explanation::{Explanation, explain, is_lost_display};
use claimdesk::jobs::SuddenEnd;

/// The exit code when no window can be opened.
const NO_GRAPHICS: u8 = 2;

/// The exit code when the display goes while the window is open.
const DISPLAY_LOST: u8 = 1;

/// What the desktop knows the program by.
const APP_ID: &str = "claimdesk";

/// Opens a window with this title and runs the app `creator` makes, until the window is closed.
///
/// Where no graphics can be had, prints one sentence that says what is missing and exits with
/// code 2. Any other failure exits with 1, among them that the display goes while the window is
/// open; what is not saved is written down first. A panic of the app itself stays what it is.
pub(crate) fn run(mut options: NativeOptions, title: &str, creator: AppCreator<'_>) -> ExitCode {
    options.renderer = Renderer::Glow;
    options.viewport = options.viewport.with_title(title).with_app_id(APP_ID);

    let start = Arc::new(Start::default());
    hide_panics_of(&start);
    let watched_creator: AppCreator<'_> = {
        let start = Arc::clone(&start);
        Box::new(move |context| {
            start.window_opened(context);
            creator(context)
        })
    };
    // Nothing the closure may have left half done is used afterwards: the program ends.
    let outcome =
        panic::catch_unwind(AssertUnwindSafe(|| eframe::run_native(APP_ID, options, watched_creator)));
    match (outcome, start.hidden_panic()) {
        (Err(_), Some(message)) => no_graphics(&message, &message),
        (Err(panic), None) => panic::resume_unwind(panic),
        (Ok(Ok(())), _) => ExitCode::SUCCESS,
        (Ok(Err(Error::AppCreation(error))), _) => {
            print_line(&format!("Claimdesk cannot start: {error}"));
            ExitCode::FAILURE
        }
        (Ok(Err(error)), _) if start.is_running() => {
            SuddenEnd::comes();
            print_line(&format!("{LOST}: {}.", Explanation::other(&error.to_string())));
            ExitCode::from(DISPLAY_LOST)
        }
        // Only the debug text names the libraries that could not be loaded.
        (Ok(Err(error)), _) => no_graphics(&format!("{error:?}"), &error.to_string()),
    }
}

/// What is told when the display goes.
const LOST: &str = "Claimdesk lost its display and ended; what was not saved is kept for the next time";

fn no_graphics(reason: &str, readable: &str) -> ExitCode {
    let explanation = explain(reason).unwrap_or_else(|| Explanation::other(readable));
    print_line(&format!("Claimdesk cannot open its window: {explanation}."));
    ExitCode::from(NO_GRAPHICS)
}

/// How far the program has got, and the panic that stopped it on the way.
#[derive(Default)]
struct Start {
    progress: Mutex<Progress>,
}

#[derive(Default)]
struct Progress {
    stage: Stage,
    hidden_panic: Option<String>,
}

/// What a panic means depends on when it comes.
#[derive(Default, Clone, Copy)]
enum Stage {
    /// No code of the app has run: whatever panics, the graphics are at fault.
    #[default]
    Opening,
    /// Some libraries are loaded as late as this; only known complaints are theirs.
    FirstFrame,
    /// Panics are the app's own.
    Running,
}

impl Start {
    fn window_opened(self: &Arc<Self>, context: &CreationContext<'_>) {
        self.with_progress(|progress| progress.stage = Stage::FirstFrame);
        let start = Arc::clone(self);
        context.egui_ctx.on_end_pass(
            "notices that the first frame was drawn",
            Arc::new(move |_| start.with_progress(|progress| progress.stage = Stage::Running)),
        );
    }

    /// Keeps the message of a panic that is about graphics. False for any other panic.
    fn hide(&self, panic: &PanicHookInfo<'_>) -> bool {
        let message = panic.payload_as_str().unwrap_or("a panic without a message");
        self.with_progress(|progress| {
            let is_about_graphics = match progress.stage {
                Stage::Opening => true,
                Stage::FirstFrame => explain(message).is_some(),
                Stage::Running => false,
            };
            if is_about_graphics {
                // Further panics only follow from the first.
                progress.hidden_panic.get_or_insert_with(|| message.to_owned());
            }
            is_about_graphics
        })
    }

    fn hidden_panic(&self) -> Option<String> {
        self.with_progress(|progress| progress.hidden_panic.take())
    }

    fn is_running(&self) -> bool {
        self.with_progress(|progress| matches!(progress.stage, Stage::Running))
    }

    fn with_progress<T>(&self, use_it: impl FnOnce(&mut Progress) -> T) -> T {
        // Each use is a single assignment, so a poisoned value is still whole.
        use_it(&mut self.progress.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Keeps panics about graphics off the screen; others are reported as they always are.
fn hide_panics_of(start: &Arc<Start>) {
    let start = Arc::clone(start);
    let report = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if start.hide(panic) {
            return;
        }
        let file = panic.location().map_or("", |location| location.file());
        if start.is_running() && is_lost_display(file, panic.payload_as_str().unwrap_or_default()) {
            SuddenEnd::comes();
            print_line(&format!("{LOST}."));
            // At once: letting go of the window would wait for, or complain about, a display that is gone.
            process::exit(DISPLAY_LOST.into());
        }
        report(panic);
    }));
}

/// Writes a line for people. If nobody reads it any more, there is nobody left to tell.
pub(crate) fn print_line(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}
