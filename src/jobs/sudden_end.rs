//! What is still to be done when the program ends without being asked to: after a crash, when the
//! display is gone, when the window hangs.

use std::{
    cell::Cell,
    fmt,
    sync::{Arc, Mutex, PoisonError, mpsc::channel},
    thread,
    time::Duration,
};

/// All of it together may take so long; then the program ends all the same.
const PATIENCE: Duration = Duration::from_secs(3);

type LastDuty = Arc<dyn Fn() + Send + Sync>;

static DUTIES: Mutex<Vec<LastDuty>> = Mutex::new(Vec::new());

thread_local! {
    /// Whether this thread is the one that does the duties, whose own crash must not begin them again.
    static AT_IT: Cell<bool> = const { Cell::new(false) };
}

/// A duty that stands for as long as this is kept.
#[must_use = "the duty is taken back when this is dropped"]
pub struct SuddenEnd(LastDuty);

impl SuddenEnd {
    /// Has this done when the program is about to end suddenly: writing the journal to the disk.
    ///
    /// It runs on a thread of its own, beside the one that crashed, which may hold any lock: wait for
    /// locks and for other threads only with a limit. It may be called more than once, since a crash
    /// on a thread need not be the end.
    pub fn then(duty: impl Fn() + Send + Sync + 'static) -> Self {
        let duty: LastDuty = Arc::new(duty);
        duties(|duties| duties.push(Arc::clone(&duty)));
        Self(duty)
    }

    /// Does what stands to be done, now, and waits for it, but no more than three seconds.
    pub fn comes() {
        if AT_IT.get() {
            return;
        }
        let standing = duties(|duties| duties.clone());
        if standing.is_empty() {
            return;
        }
        let (done, wait) = channel();
        let work = move || {
            AT_IT.set(true);
            for duty in standing {
                duty();
            }
            // Nobody waits any more when it took too long.
            let _late = done.send(());
        };
        // Without a thread there is nothing left to try: what the journal has already must do.
        if thread::Builder::new().name("claimdesk last duties".into()).spawn(work).is_ok() {
            let _too_long_or_crashed = wait.recv_timeout(PATIENCE);
        }
    }
}

impl Drop for SuddenEnd {
    fn drop(&mut self) {
        duties(|duties| duties.retain(|duty| !Arc::ptr_eq(duty, &self.0)));
    }
}

fn duties<T>(use_them: impl FnOnce(&mut Vec<LastDuty>) -> T) -> T {
    // Each use is a single step, so a poisoned list is still whole.
    use_them(&mut DUTIES.lock().unwrap_or_else(PoisonError::into_inner))
}

impl fmt::Debug for SuddenEnd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SuddenEnd").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_duty_is_done_while_it_stands_even_after_another_crashed() {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let duty = SuddenEnd::then(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            // As a crash in a duty would: it must not begin them all again.
            SuddenEnd::comes();
        });
        SuddenEnd::comes();
        assert_eq!(count.load(Ordering::SeqCst), 1);
        SuddenEnd::comes();
        assert_eq!(count.load(Ordering::SeqCst), 2);
        drop(duty);
        SuddenEnd::comes();
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }
}
