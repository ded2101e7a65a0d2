//! strace as the rigs use it: records the calls a probe makes, then kills it at one of them or makes one fail.

use super::{outcome::Outcome, probe::Probe};
use std::{collections::HashMap, fs, os::unix::process::ExitStatusExt, path::Path};

/// One call of the system: the `ordinal`-th of its name, as strace counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Point {
    /// Its name, as "openat".
    pub(crate) name: String,
    /// Which of that name since the probe started, from 1.
    pub(crate) ordinal: usize,
    /// Whether it lies between the probe's two marks, where the work is.
    pub(crate) in_work: bool,
    /// The call as recorded, for people.
    pub(crate) shown: String,
}

/// A path that no machine has: asking for it marks where the work of a probe begins.
pub(crate) const BEGINS: &str = "/claimdesk-probe-begins";
/// And this, where it is over.
pub(crate) const ENDS: &str = "/claimdesk-probe-ends";

/// What may go wrong at a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// SIGKILL as the call is entered.
    Kill,
    /// The call does nothing and returns this error.
    Error(&'static str),
    /// This call and all later ones of its name return this error.
    ErrorFromThenOn(&'static str),
    /// The call does nothing and says it did so much.
    Lie(u64),
}

/// What calls have to do with files. Memory mapping is of the loader.
const TRACED: &str = "trace=%file,%desc,exit_group";
const OF_THE_LOADER: [&str; 6] = ["mmap", "mmap2", "execve", "munmap", "mprotect", "ioctl"];

/// Runs the probe once and lists every call that touches files, from the first mark on.
pub(crate) fn record(probe: &Probe, scratch: &Path) -> Result<Vec<Point>, String> {
    let trace = scratch.join("trace");
    let mut command =
        probe.command_under("strace", &["-f", "-qq", "-o", &trace.to_string_lossy(), "-e", TRACED]);
    let output = command.output().map_err(|error| format!("strace did not start: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    let outcome = output.status.code().and_then(|code| Outcome::of_exit_code(code, &printed));
    // A probe of the journal ends with a code of its own.
    let is_well = outcome == Some(Outcome::Saved) || output.status.code().is_some_and(|code| code >= 100);
    if !is_well {
        let complained = String::from_utf8_lossy(&output.stderr);
        return Err(format!("the probe fails unharmed: {outcome:?} {} {complained}", output.status));
    }
    let text = fs::read_to_string(&trace).map_err(|error| format!("no trace: {error}"))?;
    let points = parse(&text);
    if points.iter().filter(|point| point.in_work).count() < 2 {
        return Err("the trace does not show any work".to_owned());
    }
    Ok(points)
}

fn parse(trace: &str) -> Vec<Point> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let (mut begun, mut ended) = (false, false);
    let mut points = Vec::new();
    for line in trace.lines() {
        // "1234  openat(AT_FDCWD, …": the number of the process, the call.
        let call = line.trim_start_matches(|character: char| character.is_ascii_digit()).trim_start();
        let Some((name, _)) = call.split_once('(') else { continue };
        if !name.chars().all(|character| character.is_ascii_alphanumeric() || character == '_') {
            continue;
        }
        let ordinal = counts.entry(name.to_owned()).or_default();
        *ordinal += 1;
        if call.contains(BEGINS) {
            begun = true;
            continue;
        }
        if call.contains(ENDS) {
            ended = true;
            continue;
        }
        if begun && !OF_THE_LOADER.contains(&name) {
            let shown = call.chars().take(110).collect();
            points.push(Point { name: name.to_owned(), ordinal: *ordinal, in_work: !ended, shown });
        }
    }
    points
}

/// How a probe that met a fault ended.
#[derive(Debug)]
pub(crate) struct Ending {
    /// Whether it was killed.
    pub(crate) killed: bool,
    /// What it says it did, if it came to say it.
    pub(crate) outcome: Option<Outcome>,
    /// Its exit code, when it was not killed.
    pub(crate) code: Option<i32>,
    /// What it printed.
    pub(crate) printed: String,
    /// What it complained.
    pub(crate) complained: String,
}

/// Runs the probe with one fault.
pub(crate) fn with_fault(probe: &Probe, point: &Point, fault: &Fault) -> Result<Ending, String> {
    let (name, at) = (&point.name, point.ordinal);
    let inject = match fault {
        Fault::Kill => format!("inject={name}:signal=KILL:when={at}"),
        Fault::Error(error) => format!("inject={name}:error={error}:when={at}"),
        Fault::ErrorFromThenOn(error) => format!("inject={name}:error={error}:when={at}+"),
        Fault::Lie(value) => format!("inject={name}:retval={value}:when={at}"),
    };
    let traced = format!("trace={name}");
    let mut command =
        probe.command_under("strace", &["-f", "-qq", "-o", "/dev/null", "-e", &traced, "-e", &inject]);
    let output = command.output().map_err(|error| format!("strace did not start: {error}"))?;
    let printed = String::from_utf8_lossy(&output.stdout);
    Ok(Ending {
        killed: output.status.signal() == Some(9),
        outcome: output.status.code().and_then(|code| Outcome::of_exit_code(code, &printed)),
        code: output.status.code(),
        complained: String::from_utf8_lossy(&output.stderr).into_owned(),
        printed: printed.into_owned(),
    })
}
