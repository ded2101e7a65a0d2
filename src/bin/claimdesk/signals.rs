//! The system asks the program to end: it closes in order, with no question and nothing lost.
//!
//! The exit code is then 0: it was asked to end and has ended, with all work written down.

use claimdesk::jobs::Caller;

/// From now on, being asked to end closes the window. Why not, when that cannot be had.
#[cfg(unix)]
pub(crate) fn close_when_asked(caller: Caller) -> std::io::Result<()> {
    use signal_hook::{
        consts::{SIGHUP, SIGINT, SIGTERM},
        iterator::Signals,
    };
    let signals = Signals::new([SIGHUP, SIGINT, SIGTERM])?;
    let wait = move || unix::wait(signals, &caller);
    std::thread::Builder::new().name("claimdesk signals".into()).spawn(wait).map(drop)
}

/// Elsewhere the windowing system does all the asking.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as it is on Unix")]
pub(crate) fn close_when_asked(_caller: Caller) -> std::io::Result<()> {
    Ok(())
}

#[cfg(unix)]
mod unix {
    use crate::graphics::print_line;
    use claimdesk::jobs::{Call, Caller, SuddenEnd};
    use signal_hook::{iterator::Signals, low_level::exit};
    use std::{thread, time::Duration};

    /// How often the window is given [`PAUSE`] to close before the program ends without it.
    const PAUSES: usize = 100;
    const PAUSE: Duration = Duration::from_millis(100);
    /// The program ended with work written down, but its window was not heard of any more.
    const WINDOW_HUNG: i32 = 1;
    /// What shells add to the number of a signal.
    const ENDED_BY_SIGNAL: i32 = 128;

    pub(super) fn wait(mut signals: Signals, caller: &Caller) {
        if signals.forever().next().is_none() {
            return;
        }
        caller.call(Call::CloseNow);
        // The program ends, and this thread with it, as soon as the window has closed.
        for _ in 0..PAUSES {
            thread::sleep(PAUSE);
            if let Some(again) = signals.pending().next() {
                // Somebody cannot wait.
                end(ENDED_BY_SIGNAL + again);
            }
        }
        print_line("Claimdesk's window did not close; what was not saved is kept for the next time.");
        end(WINDOW_HUNG);
    }

    /// At once: what is usually done at the end of a program would wait for the window that hangs.
    fn end(code: i32) -> ! {
        SuddenEnd::comes();
        exit(code);
    }
}
