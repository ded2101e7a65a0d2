//! The victim: this program, started with `CLAIMDESK_PROBE`, does one thing to files while a rig harms it.

use super::{
    clock,
    outcome::Outcome,
    savers::{self, Expects, Saver},
    strace::{BEGINS, ENDS},
    version::Version,
};
use claimdesk::model::Timestamp;
use std::{
    ffi::{OsStr, OsString},
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// A probe to be started: what it does, and its arguments.
#[derive(Clone, Debug)]
pub(crate) struct Probe {
    what: &'static str,
    arguments: Vec<OsString>,
}

impl Probe {
    pub(crate) fn new(what: &'static str, arguments: &[&dyn AsRef<OsStr>]) -> Self {
        let owned = |argument: &&dyn AsRef<OsStr>| -> OsString { (*argument).as_ref().to_owned() };
        Self { what, arguments: arguments.iter().map(owned).collect() }
    }

    /// The process, its output caught.
    pub(crate) fn command(&self) -> Command {
        self.prepared(Command::new(this_program()))
    }

    /// The process under another program, as strace.
    pub(crate) fn command_under(&self, program: &str, options: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(options).arg(this_program());
        self.prepared(command)
    }

    fn prepared(&self, mut command: Command) -> Command {
        command.args(&self.arguments).env("CLAIMDESK_PROBE", self.what);
        // Where the system keeps the state of programs, for the length of a test.
        command.env("XDG_STATE_HOME", std::env::temp_dir().join("claimdesk-faults"));
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }
}

fn this_program() -> PathBuf {
    std::env::current_exe().expect("Linux knows the path of a running program")
}

/// The arguments of a running probe, taken one after the other.
struct Given(std::iter::Skip<std::env::ArgsOs>);

impl Given {
    fn next(&mut self) -> OsString {
        self.0.next().expect("the rig gives every argument that its probe takes")
    }

    fn text(&mut self) -> String {
        self.next().to_string_lossy().into_owned()
    }

    fn path(&mut self) -> PathBuf {
        self.next().into()
    }

    fn number(&mut self) -> u64 {
        self.text().parse().expect("the rig gives numbers where its probe takes them")
    }

    fn saver(&mut self) -> Saver {
        Saver::named(&self.text()).expect("the rig names a way of saving")
    }
}

/// Does what the rig asks for.
pub(crate) fn run(what: &str) {
    let mut given = Given(std::env::args_os().skip(1));
    match what {
        "save" => save_once(&mut given),
        "export" => export_once(&mut given),
        "save-limited" => save_limited(&mut given),
        "start-again" => start_again(&mut given),
        "save-on" => save_on_and_on(&mut given),
        "journal" => finish(super::journal::work_on(&given.path())),
        "journal-recover" => finish(super::journal::recover(&given.path())),
        "type" | "type-lazily" => super::typing::type_on_and_on(&given.path(), given.number(), what),
        "type-directly" => super::typing::type_directly(&given.path(), given.number(), true),
        "type-unsynced" => super::typing::type_directly(&given.path(), given.number(), false),
        "outside" => super::race::write_from_outside(&given.path(), &given.text(), given.number()),
        "saver-in-race" => {
            super::race::save_in_a_race(given.saver(), &given.path(), &given.text(), given.number());
        }
        _ => finish(99),
    }
}

/// Prints a line at once. Whoever reads may be gone, and the write may be made to fail.
pub(crate) fn print(line: &str) {
    let _rigs_look_at_the_file_as_well = writeln!(std::io::stdout(), "{line}");
}

fn finish(code: u8) -> ! {
    std::process::exit(i32::from(code));
}

/// Asks for a path that is not there, to be seen in a trace.
pub(crate) fn mark(path: &str) {
    let _never_there = fs::symlink_metadata(path);
}

/// saver, path, "none" or "there", author, number, lines
fn save_once(given: &mut Given) {
    let (saver, path) = (given.saver(), given.path());
    let expects = if given.text() == "none" { Expects::NoFile } else { Expects::WhatIsThere };
    let version = Version::new(&given.text(), given.number(), given.number() as usize);
    mark(BEGINS);
    let outcome = saver.save(&path, &version, expects);
    mark(ENDS);
    print(&outcome.line(version.number));
    finish(outcome.exit_code());
}

/// saver, path, author, number, lines
fn export_once(given: &mut Given) {
    let (saver, path) = (given.saver(), given.path());
    let version = Version::new(&given.text(), given.number(), given.number() as usize);
    mark(BEGINS);
    let outcome = saver.export(&path, &version);
    mark(ENDS);
    print(&outcome.line(version.number));
    finish(outcome.exit_code());
}

/// path
fn start_again(given: &mut Given) {
    let path = given.path();
    mark(BEGINS);
    savers::start_again(&path, Timestamp::from_unix_seconds(1_790_000_000));
    mark(ENDS);
    finish(Outcome::Saved.exit_code());
}

/// limit in bytes, then as [`save_once`]: files may not grow beyond the limit, as under `ulimit -f`.
fn save_limited(given: &mut Given) {
    let limit = Some(given.number());
    let limits = rustix::process::Rlimit { current: limit, maximum: limit };
    rustix::process::setrlimit(rustix::process::Resource::Fsize, limits).expect("a limit can be lowered");
    claimdesk::storage::survive_file_size_limit().expect("a signal can be caught");
    save_once(given);
}

/// saver, path, author, lines, pause in ms: saves number after number and prints each outcome, until killed.
fn save_on_and_on(given: &mut Given) {
    let (saver, path, author) = (given.saver(), given.path(), given.text());
    let (lines, pause) = (given.number() as usize, given.number());
    for number in 1.. {
        let version = Version::new(&author, number, lines);
        let expects = if path.exists() { Expects::WhatIsThere } else { Expects::NoFile };
        let outcome = saver.save(Path::new(&path), &version, expects);
        print(&outcome.line(number));
        if pause > 0 {
            clock::sleep_ms(pause);
        }
    }
}
