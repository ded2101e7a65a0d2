//! What happens when something in the program crashes: a line for the person, a report on this machine,
//! and what must still be done.

use claimdesk::{
    jobs::SuddenEnd,
    model::Timestamp,
    storage::{CrashReport, crashes_folder},
};
use std::{
    backtrace::Backtrace,
    panic::{self, PanicHookInfo},
    thread,
};

/// Held by the main thread to its end.
struct AtExit;

impl Drop for AtExit {
    fn drop(&mut self) {
        SuddenEnd::comes();
    }
}

thread_local! {
    // Xlib ends the program by itself when the display hangs up, and no code of ours is asked. What
    // belongs to the thread is dropped even then; after an ordinary end there is nothing left to do.
    static AT_EXIT: AtExit = const { AtExit };
}

/// From now on, a crash on any thread is reported and work is written down, whether or not the program
/// goes on.
///
/// To be called by the main thread, whose end in whatever way counts as sudden too.
pub(crate) fn prepare() {
    AT_EXIT.with(|_| ());
    let tell = panic::take_hook();
    panic::set_hook(Box::new(move |crash| {
        // First what matters most.
        SuddenEnd::comes();
        tell(crash);
        leave_report(crash);
    }));
}

fn leave_report(crash: &PanicHookInfo<'_>) {
    let Some(folder) = crashes_folder() else { return };
    let report = CrashReport {
        program: format!("claimdesk {} ({})", env!("CARGO_PKG_VERSION"), std::env::consts::OS),
        thread: thread::current().name().unwrap_or("unnamed").to_owned(),
        location: crash.location().map_or_else(|| "unknown".to_owned(), ToString::to_string),
        // Only a text that stands in the program: one put together may quote the document.
        message: crash.payload().downcast_ref::<&'static str>().copied(),
        calls: Backtrace::force_capture().to_string(),
    };
    let now = Timestamp::from_unix_seconds(jiff::Timestamp::now().as_second());
    // Nothing is to be done about a report that cannot be written; the person was told of the crash.
    let _not_left = report.leave(&folder, now);
}
