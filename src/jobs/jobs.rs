//! `Jobs`: starts work on threads of its own and hands over what came of it.

use super::{
    Surroundings,
    keeper::{Keeper, KeeperThread},
    run,
};
use crate::workspace::{DeskNumber, Failure, Job, JobResult, JournalState, Protect};
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
    workers: Workers,
    surroundings: Arc<Surroundings>,
}

/// Who does the work.
enum Workers {
    /// Threads: one for each job, and one that guards the open project.
    Threads(Option<KeeperThread>),
    /// The caller, at once.
    Caller(Box<Keeper>),
}

impl Jobs {
    /// Each job runs on a thread of its own; `wake` is called when one is done.
    pub fn on_threads(wake: impl Fn() + Send + Sync + 'static, surroundings: Surroundings) -> Self {
        let (sender, results) = channel();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(wake);
        let tell = tell_to(&sender, &wake);
        let keeper = KeeperThread::start(surroundings.clone(), tell);
        let workers = Workers::Threads(keeper);
        Self { sender, results, wake, writing: 0, workers, surroundings: Arc::new(surroundings) }
    }

    /// Each job is done at once, by the caller, and nothing but the files named is touched: for tests,
    /// where everything has its order.
    pub fn at_once() -> Self {
        Self::at_once_in(Surroundings::none())
    }

    /// The same, with folders for journals and locks.
    pub fn at_once_in(surroundings: Surroundings) -> Self {
        let (sender, results) = channel();
        let wake: Arc<dyn Fn() + Send + Sync> = Arc::new(|| {});
        let keeper = Keeper::new(surroundings.clone(), tell_to(&sender, &wake), None);
        let workers = Workers::Caller(Box::new(keeper));
        Self { sender, results, wake, writing: 0, workers, surroundings: Arc::new(surroundings) }
    }

    /// Starts a job.
    pub fn start(&mut self, job: Job) {
        if Keeper::is_for(&job) {
            return self.give_to_keeper(job);
        }
        self.writing += usize::from(matches!(job, Job::Save { .. } | Job::Export { .. }));
        let (crashed, not_started) = (job.failed(crashed()), job.failed(not_started()));
        let (sender, wake) = (self.sender.clone(), Arc::clone(&self.wake));
        let surroundings = Arc::clone(&self.surroundings);
        let work = move || {
            let work = || run(job, &surroundings);
            let result = catch_unwind(AssertUnwindSafe(work)).unwrap_or(Some(crashed));
            if let Some(result) = result {
                // When nobody waits for the result any more, the program is ending.
                let _ended = sender.send(result);
            }
            wake();
        };
        if matches!(self.workers, Workers::Caller(_)) {
            return work();
        }
        if thread::Builder::new().name("claimdesk job".into()).spawn(work).is_err() {
            let _ended = self.sender.send(not_started);
            (self.wake)();
        }
    }

    fn give_to_keeper(&mut self, job: Job) {
        let unguarded = match &mut self.workers {
            Workers::Caller(keeper) => {
                keeper.take(job);
                keeper.sync();
                return;
            }
            Workers::Threads(Some(keeper)) => keeper.take(job).err(),
            Workers::Threads(None) => Some(job),
        };
        match unguarded {
            Some(Job::Protect(Protect { desk, .. }) | Job::Record { desk, .. }) => self.tell_unguarded(desk),
            Some(job @ Job::DiscardUnfinished(_)) => {
                let _ended = self.sender.send(job.failed(not_started()));
            }
            Some(_) | None => {}
        }
    }

    fn tell_unguarded(&self, desk: DeskNumber) {
        let why = "Recovery is off: the thread that writes the journal is not there. Save now.".to_owned();
        let _ended = self.sender.send(JobResult::JournalIs { desk, state: JournalState::Off(why) });
        (self.wake)();
    }

    /// The program ends: everything that changed is written down.
    pub fn end(&mut self) {
        if let Workers::Threads(Some(keeper)) = &mut self.workers {
            keeper.end();
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

fn tell_to(
    sender: &Sender<JobResult>,
    wake: &Arc<dyn Fn() + Send + Sync>,
) -> Arc<dyn Fn(JobResult) + Send + Sync> {
    let (sender, wake) = (sender.clone(), Arc::clone(wake));
    Arc::new(move |result| {
        let _ended = sender.send(result);
        wake();
    })
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
