//! `Calls`: what the window is told from outside: by the system, or by another window.

use std::{
    fmt,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel},
    },
};

/// What the window is told to do, by somebody other than the person before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// The system ends the program: close without a question. What is not saved stays in recovery.
    CloseNow,
    /// Somebody wants to see this window: come to the front.
    Show,
}

type Wake = Arc<Mutex<Option<Box<dyn Fn() + Send>>>>;

/// The end that calls; can be cloned and given to threads.
#[derive(Clone)]
pub struct Caller {
    sender: Sender<Call>,
    wake: Wake,
}

/// The end at the window.
pub struct Calls {
    calls: Receiver<Call>,
    wake: Wake,
}

impl Caller {
    /// Both ends. Calls may be made before there is a window; they wait for it.
    pub fn new() -> (Self, Calls) {
        let (sender, calls) = channel();
        let wake = Wake::default();
        (Self { sender, wake: Arc::clone(&wake) }, Calls { calls, wake })
    }

    /// Tells the window.
    pub fn call(&self, call: Call) {
        // When the window is gone, there is nobody left to tell.
        let _gone = self.sender.send(call);
        if let Some(wake) = &*self.wake.lock().unwrap_or_else(PoisonError::into_inner) {
            wake();
        }
    }
}

impl Calls {
    /// Calls that nobody makes.
    pub fn none() -> Self {
        Caller::new().1
    }

    /// What is done at each call, so that the window looks: it draws nothing by itself.
    pub fn wake_with(&self, wake: impl Fn() + Send + 'static) {
        *self.wake.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(wake));
    }

    /// The calls that have come since the last time.
    pub fn taken(&self) -> Vec<Call> {
        self.calls.try_iter().collect()
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Caller").finish_non_exhaustive()
    }
}

impl fmt::Debug for Calls {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calls").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_call_before_the_window_waits_for_it_and_later_ones_wake_it() {
        let (caller, calls) = Caller::new();
        caller.call(Call::CloseNow);
        let woken = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&woken);
        calls.wake_with(move || {
            count.fetch_add(1, Ordering::Relaxed);
        });
        caller.clone().call(Call::Show);
        assert_eq!(calls.taken(), [Call::CloseNow, Call::Show]);
        assert_eq!(calls.taken(), []);
        assert_eq!(woken.load(Ordering::Relaxed), 1);
        drop(calls);
        caller.call(Call::Show);
    }
}
