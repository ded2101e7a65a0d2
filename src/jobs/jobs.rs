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
    /// How many jobs that write a person's file are still to come back.
    writing: usize,
    on_threads: bool,
}

impl Jobs {
    /// Each job runs on a thread of its own; `wake` is called when one is done.
    pub fn on_threads(wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (sender, results) = channel();
        Self { sender, results, wake: Arc::new(wake), writing: 0, on_threads: true }
    }

    /// Each job is done at once, by the caller: for tests, where everything has its order.
    pub fn at_once() -> Self {
        Self { on_threads: false, ..Self::on_threads(|| {}) }
    }

    /// Starts a job.
    pub fn start(&mut self, job: Job) {
        self.writing += usize::from(matches!(job, Job::Save { .. } | Job::Export { .. }));
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
        let is_written =
            |result: &&JobResult| matches!(result, JobResult::Saved { .. } | JobResult::Exported { .. });
        self.writing -= finished.iter().filter(is_written).count();
        finished
    }

    /// Whether a person's file is being written: the program must not end before.
    pub fn is_writing(&self) -> bool {
        self.writing > 0
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
        f.debug_struct("Jobs").field("writing", &self.writing).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{format::ExportFormat, model::Project};

    #[test]
    fn writing_is_over_once_the_result_was_taken_even_if_it_failed() {
        let mut jobs = Jobs::at_once();
        jobs.start(Job::LookFor(Vec::new()));
        assert!(!jobs.is_writing());
        let project = Arc::new(Project::new("Moon", "The moon.".into()));
        let path = "/no/such/folder/moon.md".into();
        jobs.start(Job::Export { path, format: ExportFormat::Markdown, project });
        assert!(jobs.is_writing());
        let finished = jobs.finished();
        assert!(matches!(&finished[..], [_, JobResult::Exported { outcome: Err(_), .. }]));
        assert!(!jobs.is_writing());
    }
}
