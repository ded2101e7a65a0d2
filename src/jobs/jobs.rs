//! `Jobs`: starts work on threads of its own and hands over what came of it.

use super::run;
use crate::workspace::{Failure, Job, JobResult};
use std::{
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc,
        mpsc::{Receiver, Sender, channel},
    },
    thread,
};

/// Starts jobs and collects their results.
pub struct Jobs {
    sender: Sender<JobResult>,
    results: Receiver<JobResult>,
    wake: Arc<dyn Fn() + Send + Sync>,
    running: usize,
    on_threads: bool,
}

impl Jobs {
    /// Each job runs on a thread of its own; `wake` is called when one is done.
    pub fn on_threads(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, results) = channel();
        Self { sender, results, wake: Arc::new(wake), running: 0, on_threads: true }
    }

    /// Each job is done at once, by the caller: for tests, where everything has its order.
    pub fn at_once() -> Self {
        Self { on_threads: false, ..Self::on_threads(|| {}) }
    }

    /// Starts a job.
    pub fn start(&mut self, job: Job) {
        self.running += 1;
        let (crashed, not_started) = (job.failed(crashed()), job.failed(not_started()));
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let work = move || {
            let result = catch_unwind(AssertUnwindSafe(|| run(job))).unwrap_or(Some(crashed));
            if let Some(result) = result {
                // When nobody waits for the result any more, the program is ending.
                let _ended = sender.send(result);
            }
            wake();
        };
        if !self.on_threads {
            return work();
        }
        if thread::Builder::new().name("claimdesk job".into()).spawn(work).is_err() {
            let _ended = self.sender.send(not_started);
            (self.wake)();
        }
    }

    /// What came of the jobs that are done.
    pub fn finished(&mut self) -> Vec<JobResult> {
        let finished: Vec<JobResult> = self.results.try_iter().collect();
        self.running = self.running.saturating_sub(finished.len());
        finished
    }

    /// Whether any job is still to come back.
    pub fn is_busy(&self) -> bool {
        self.running > 0
    }
}

fn crashed() -> Failure {
    Failure {
        text: "Something went wrong inside Claimdesk.".into(),
        detail: "The work was stopped; your project is as it was. Please report what you did.".into(),
    }
}

fn not_started() -> Failure {
    Failure {
        text: "The system would not start the work.".into(),
        detail: "Close other programs and try again; nothing was changed.".into(),
    }
}

impl fmt::Debug for Jobs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Jobs").field("running", &self.running).finish_non_exhaustive()
    }
}
