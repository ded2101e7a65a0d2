//! `Victim`: a probe that works on and on while a rig listens, until it is killed.

use rustix::process::{Pid, Signal, kill_process};
use std::{
    io::{BufRead, BufReader},
    process::{Child, Command},
    sync::{
        Arc,
        atomic::{AtomicI32, Ordering},
    },
    thread,
};

/// A process whose lines are read as it prints them.
pub(crate) struct Victim {
    child: Child,
    /// The number that the probe gave as its own; zero until it did.
    own_number: Arc<AtomicI32>,
    reader: Option<thread::JoinHandle<()>>,
}

impl Victim {
    /// Starts a probe, or a program that runs one: such a probe says its number in a line, as "pid 12".
    pub(crate) fn start(
        mut command: Command,
        mut each_line: impl FnMut(&str) + Send + 'static,
    ) -> Result<Self, String> {
        let mut child = command.spawn().map_err(|error| format!("the probe did not start: {error}"))?;
        let output = child.stdout.take().expect("its output is caught");
        let own_number = Arc::new(AtomicI32::new(0));
        let told = Arc::clone(&own_number);
        let listen = move || {
            for line in BufReader::new(output).lines().map_while(Result::ok) {
                match line.strip_prefix("pid ").and_then(|number| number.parse().ok()) {
                    Some(number) => told.store(number, Ordering::Release),
                    None => each_line(&line),
                }
            }
        };
        let reader = thread::Builder::new().spawn(listen).map_err(|error| error.to_string())?;
        Ok(Self { child, own_number, reader: Some(reader) })
    }

    /// SIGKILL; all it printed is read when this returns.
    pub(crate) fn stop(&mut self) -> Result<(), String> {
        match Pid::from_raw(self.own_number.load(Ordering::Acquire)) {
            // What runs it ends with it.
            Some(number) => kill_process(number, Signal::KILL).map_err(|error| error.to_string())?,
            None => self.child.kill().map_err(|error| error.to_string())?,
        }
        self.child.wait().map_err(|error| error.to_string())?;
        let reader = self.reader.take();
        reader.map_or(Ok(()), |reader| reader.join().map_err(|_panic| "the reader panicked".to_owned()))
    }
}

impl Drop for Victim {
    fn drop(&mut self) {
        if self.reader.is_some() {
            let _the_first_error_counts = self.stop();
        }
    }
}
