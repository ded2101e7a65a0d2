//! Programs that end in the middle of everything, in ways that no code can catch: what was written to the
//! journal by then is there.

use crate::window_lock::run_test;
use claimdesk::{
    edit::{Edit, History},
    format::journal::Sitting,
    model::{Project, Timestamp},
    storage::{
        StateFolder,
        journal::{Journal, list, recover},
    },
};
use std::{
    env,
    hint::black_box,
    os::unix::process::ExitStatusExt,
    panic,
    path::{Path, PathBuf},
    process::{ExitStatus, abort},
    sync::Arc,
    thread,
};

const FOLDER_VARIABLE: &str = "CLAIMDESK_TEST_FOLDER";
const END_VARIABLE: &str = "CLAIMDESK_TEST_END";
const CHANGES: usize = 5;

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_unix_seconds(1_790_000_000 + seconds)
}

fn title(number: usize) -> String {
    format!("The bridge, version {number}")
}

#[test]
#[ignore = "the other process of other tests"]
fn another_process_makes_changes_and_ends_suddenly() {
    let folder = PathBuf::from(env::var_os(FOLDER_VARIABLE).expect("it is started by another test"));
    let home = StateFolder::at(&folder).expect("it is ours");
    let project = Arc::new(Project::new("The bridge", "The bridge was repaired.".into()));
    let sitting = Sitting { who: "tester".to_owned(), at: at(0), path: None, fingerprint: None, unsaved: 0 };
    let mut journal = Journal::begin(&home, sitting, &project).expect("there is room");
    let mut history = History::new(project);
    for number in 1..=CHANGES {
        let at = at(number as i64);
        history.apply(Edit::SetTitle(title(number)), at).expect("the edit fits");
        history.seal();
        let recorded = history.take_recorded();
        journal.append(&recorded, history.now(), at).expect("there is room");
    }
    match env::var(END_VARIABLE).expect("it is started by another test").as_str() {
        "abort" => abort(),
        "overflow" => {
            black_box(deeper(1));
        }
        // A crash within a crash, which ends the program at once.
        "crash" => {
            panic::set_hook(Box::new(|_| panic!("again")));
            let _ended = thread::Builder::new().spawn(|| panic!("once")).map(thread::JoinHandle::join);
        }
        other => panic!("{other} is no way to end"),
    }
}

/// Goes on until the stack is used up.
fn deeper(depth: u64) -> u64 {
    let here = black_box([depth; 64]);
    if black_box(depth) == 0 { 0 } else { deeper(depth + 1) + here[7] }
}

fn end(home: &Path, way: &str) -> ExitStatus {
    let mut command = run_test("sudden_ends::another_process_makes_changes_and_ends_suddenly");
    // No memory is written out for a crash that is meant.
    let program = command.get_program().to_owned();
    let arguments: Vec<_> = command.get_args().map(ToOwned::to_owned).collect();
    command = std::process::Command::new("sh");
    command.args(["-c", "ulimit -c 0; exec \"$0\" \"$@\""]).arg(program).args(arguments);
    command.env(FOLDER_VARIABLE, home).env(END_VARIABLE, way);
    command.output().expect("a shell is there").status
}

#[test]
fn every_change_is_there_after_an_end_that_nothing_can_catch() {
    for way in ["abort", "overflow", "crash"] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let path = folder.path().join("state");
        let status = end(&path, way);
        assert_eq!(status.signal(), Some(rustix::process::Signal::ABORT.as_raw()), "{way}: {status:?}");
        let home = StateFolder::at(&path).expect("it is ours");
        let unfinished = list(&home).expect("it can be listed");
        assert_eq!(unfinished.len(), 1, "{way}: {unfinished:?}");
        let recovered = recover(&home, unfinished[0].id).expect("it can be read");
        assert_eq!(recovered.history.now().title(), title(CHANGES), "{way}");
        assert_eq!(recovered.edits, CHANGES, "{way}");
        assert!(recovered.damage.is_none(), "{way}: {:?}", recovered.damage);
    }
}
