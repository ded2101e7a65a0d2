//! One window for each file: the second is told, the first can be spoken to, and nothing left behind blocks.

use claimdesk::storage::{OtherWindow, Released, Request, Taken, WindowLock, make_private_folder};
use rustix::process::{Pid, Signal, WaitOptions, kill_process, waitpid};
use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    os::unix::{
        fs::{MetadataExt, symlink},
        net::UnixStream,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread::{self, JoinHandle},
    time::Duration,
};
use tempfile::TempDir;

/// Longer than anything here takes, however slow the machine is.
const PATIENCE: Duration = Duration::from_secs(20);
/// Where the other process finds its work.
const FOLDER_VARIABLE: &str = "CLAIMDESK_TEST_FOLDER";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: tempfile::tempdir().expect("a folder for the test") };
        fs::write(desk.project(), "one").expect("the folder can be written to");
        desk
    }

    fn at(folder: &Path, name: &str) -> PathBuf {
        folder.join(name)
    }

    fn project(&self) -> PathBuf {
        Self::at(self.folder.path(), "Case.ron")
    }

    fn locks(&self) -> PathBuf {
        Self::at(self.folder.path(), "locks")
    }

    fn hold(&self, path: &Path) -> WindowLock {
        match WindowLock::take(&self.locks(), path).expect("the folder can be written to") {
            Taken::Held(lock) => lock,
            Taken::Elsewhere(other) => panic!("{} is held by {other:?}", path.display()),
        }
    }

    fn other(&self, path: &Path) -> OtherWindow {
        match WindowLock::take(&self.locks(), path).expect("the folder can be written to") {
            Taken::Held(_) => panic!("{} is held by nobody", path.display()),
            Taken::Elsewhere(other) => other,
        }
    }

    /// A save as it is done: a new file beside the old one, exchanged with it or put over it.
    fn save(&self, text: &str) {
        let beside = self.folder.path().join("part");
        fs::write(&beside, text).expect("the folder can be written to");
        fs::rename(&beside, self.project()).expect("the folder can be written to");
    }

    fn socket(&self) -> PathBuf {
        let names = fs::read_dir(self.locks()).expect("the folder is there");
        let mut paths = names.map(|entry| entry.expect("it can be listed").path());
        paths.find(|path| path.extension().is_some_and(|end| end == "s")).expect("a socket is there")
    }
}

fn in_background<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> JoinHandle<T> {
    thread::Builder::new().spawn(work).expect("threads can be had")
}

/// Does what is asked until the lock goes, and tells how often what was asked.
fn answer(lock: &WindowLock) -> JoinHandle<(usize, usize)> {
    let mut requests = lock.requests().expect("sockets work here");
    in_background(move || {
        let (mut shown, mut released) = (0, 0);
        while let Some(request) = requests.next() {
            match request {
                Request::Show(reply) => {
                    shown += 1;
                    reply.done();
                }
                // Dropped: it does not let go.
                Request::Release(_reply) => released += 1,
            }
        }
        (shown, released)
    })
}

#[test]
fn the_second_window_is_told_whichever_way_leads_to_the_file() {
    let desk = Desk::new();
    let (link, name) = (desk.folder.path().join("link.ron"), desk.folder.path().join("name.ron"));
    symlink("Case.ron", &link).expect("links work here");
    fs::hard_link(desk.project(), &name).expect("links work here");
    let lock = desk.hold(&desk.project());
    for path in [&desk.project(), &link, &name, &desk.folder.path().join("./locks/../Case.ron")] {
        let other = desk.other(path);
        assert_eq!(other.process(), Some(std::process::id()), "{}", path.display());
        assert!(other.is_this_process() && other.since().is_some());
    }
    drop(lock);
    for path in [&desk.project(), &link, &name] {
        drop(desk.hold(path));
    }
    let left = fs::read_dir(desk.locks()).expect("the folder is there").count();
    assert_eq!(left, 0, "nothing is left behind");
}

#[test]
fn a_file_that_is_yet_to_be_made_can_be_held() {
    let desk = Desk::new();
    let path = desk.folder.path().join("new.ron");
    let dangling = desk.folder.path().join("dangling.ron");
    symlink("new.ron", &dangling).expect("links work here");
    let mut lock = desk.hold(&path);
    desk.other(&path);
    desk.other(&dangling);
    fs::write(&path, "made").expect("the folder can be written to");
    assert_eq!(lock.file_replaced(&path).expect("it is there"), None);
    let name = desk.folder.path().join("name.ron");
    fs::hard_link(&path, &name).expect("links work here");
    desk.other(&name);
    let none = WindowLock::take(&desk.locks(), &desk.folder.path().join("no folder/new.ron"));
    assert_eq!(none.expect_err("there is no such folder").kind(), std::io::ErrorKind::NotFound);
}

#[test]
fn the_lock_stays_over_saves_that_replace_the_file() {
    let desk = Desk::new();
    let old = desk.folder.path().join("old.ron");
    let new = desk.folder.path().join("new.ron");
    fs::hard_link(desk.project(), &old).expect("links work here");
    let mut lock = desk.hold(&desk.project());
    for text in ["two", "three"] {
        desk.save(text);
        assert_eq!(lock.file_replaced(&desk.project()).expect("it is there"), None);
    }
    desk.other(&desk.project());
    fs::hard_link(desk.project(), &new).expect("links work here");
    desk.other(&new);
    // What stood there before is a file of its own now, as a backup is.
    drop(desk.hold(&old));
    // The other way round: somebody has the new file open before it is ours.
    desk.save("four");
    let name = desk.folder.path().join("name.ron");
    fs::hard_link(desk.project(), &name).expect("links work here");
    let theirs = desk.hold(&name);
    assert!(lock.file_replaced(&desk.project()).expect("it is there").is_some());
    drop(theirs);
    assert_eq!(lock.file_replaced(&desk.project()).expect("it is there"), None);
    desk.other(&name);
}

#[test]
fn the_first_window_is_asked_to_show_itself_and_may_refuse_to_let_go() {
    let desk = Desk::new();
    let lock = desk.hold(&desk.project());
    let answering = answer(&lock);
    let other = desk.other(&desk.project());
    assert!(other.show());
    assert!(other.show());
    assert_eq!(other.ask_to_release(PATIENCE), Released::Refused);
    drop(lock);
    assert_eq!(answering.join().expect("it ends when the lock goes"), (2, 1));
    assert!(!other.show(), "nobody is there any more");
    assert_eq!(other.ask_to_release(PATIENCE), Released::NotAnswering);
}

#[test]
fn the_first_window_lets_go_when_it_has_written_down_its_work() {
    let desk = Desk::new();
    let lock = desk.hold(&desk.project());
    let mut requests = lock.requests().expect("sockets work here");
    let journal = desk.folder.path().join("journal");
    let written = journal.clone();
    let letting_go = in_background(move || match requests.next() {
        Some(Request::Release(reply)) => {
            fs::write(written, "all").expect("the folder can be written to");
            drop(lock);
            reply.done();
        }
        other => panic!("{other:?}"),
    });
    assert_eq!(desk.other(&desk.project()).ask_to_release(PATIENCE), Released::LetGo);
    assert!(journal.exists());
    drop(desk.hold(&desk.project()));
    letting_go.join().expect("it lets go");
}

#[test]
fn a_window_that_does_not_answer_holds_nobody_up() {
    let desk = Desk::new();
    let _lock = desk.hold(&desk.project());
    // Nobody listens; more callers than the system lets wait.
    let waiting: Vec<_> = (0..300).map_while(|_| connect_at_once(&desk.socket())).collect();
    let other = desk.other(&desk.project());
    assert_eq!(other.ask_to_release(Duration::from_millis(50)), Released::NotAnswering);
    drop(waiting);
    assert_eq!(other.ask_to_release(Duration::from_millis(50)), Released::NotAnswering);
}

/// A caller, unless the queue of callers is full.
fn connect_at_once(path: &Path) -> Option<std::os::fd::OwnedFd> {
    use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};
    let flags = SocketFlags::NONBLOCK | SocketFlags::CLOEXEC;
    let socket =
        socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None).expect("sockets work here");
    connect(&socket, &SocketAddrUnix::new(path).expect("short enough")).ok()?;
    Some(socket)
}

#[test]
fn strange_callers_do_no_harm() {
    let desk = Desk::new();
    let lock = desk.hold(&desk.project());
    let answering = answer(&lock);
    let mut long = vec![b'x'; 100_000];
    long.push(b'\n');
    let mut kept = Vec::new();
    for bytes in [
        &b""[..],
        b"\n",
        b"claimdesk 1 sh",
        b"claimdesk 2 show\n",
        b"claimdesk 1 show\nclaimdesk 1 release\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"\xff\xfe\0\0\n",
        &long,
    ] {
        let mut caller = UnixStream::connect(desk.socket()).expect("it is listened to");
        // It is not read to its end.
        let _hung_up = caller.write_all(bytes);
        kept.push(caller);
    }
    // One that hangs up in the middle, and many that say nothing.
    drop(UnixStream::connect(desk.socket()));
    assert!(desk.other(&desk.project()).show(), "an honest caller is heard all the same");
    for mut caller in kept {
        let mut said = String::new();
        caller.set_read_timeout(Some(PATIENCE)).expect("a limit can be set");
        let _hung_up = caller.read_to_string(&mut said);
        assert_eq!(said, "", "a stranger is told nothing");
    }
    drop(lock);
    assert_eq!(answering.join().expect("nothing crashed"), (1, 0));
}

#[test]
fn callers_that_wait_for_an_answer_are_limited_in_number() {
    let desk = Desk::new();
    let lock = desk.hold(&desk.project());
    let mut requests = lock.requests().expect("sockets work here");
    let keeping = in_background(move || {
        let mut unanswered = Vec::new();
        while let Some(request) = requests.next() {
            unanswered.push(request);
        }
        unanswered.len()
    });
    let callers: Vec<_> = (0..40)
        .map(|_| {
            let mut caller = UnixStream::connect(desk.socket()).expect("it is listened to");
            caller.write_all(b"claimdesk 1 show\n").expect("it fits");
            caller
        })
        .collect();
    // The last of all is turned away, so all were heard.
    let mut turned_away = 0;
    for mut caller in callers.into_iter().skip(8) {
        caller.set_read_timeout(Some(PATIENCE)).expect("a limit can be set");
        // Hung up on, with its question unread.
        let heard = caller.read(&mut [0; 8]);
        turned_away += usize::from(heard.map_or_else(|error| is_hung_up(&error), |read| read == 0));
    }
    assert_eq!(turned_away, 32);
    drop(lock);
    assert_eq!(keeping.join().expect("nothing crashed"), 8);
}

fn is_hung_up(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::ConnectionReset
}

#[test]
fn a_hostile_word_in_a_lock_leads_nowhere() {
    let desk = Desk::new();
    let _lock = desk.hold(&desk.project());
    for entry in fs::read_dir(desk.locks()).expect("the folder is there") {
        let path = entry.expect("it can be listed").path();
        if path.extension().is_some_and(|end| end == "lock") {
            fs::write(path, "claimdesk 1\nprocess 99999999999\nline ../../../x.s\nend\n").expect("ours");
        }
    }
    let other = desk.other(&desk.project());
    assert_eq!((other.process(), other.show()), (None, false));
}

#[test]
fn a_folder_with_a_long_name_has_a_line_too() {
    let desk = Desk::new();
    let locks = desk.folder.path().join("a".repeat(120)).join("b".repeat(120));
    let Ok(Taken::Held(lock)) = WindowLock::take(&locks, &desk.project()) else { panic!("it is free") };
    let answering = answer(&lock);
    let other = WindowLock::holder(&locks, &desk.project()).expect("it can be asked").expect("it is held");
    assert!(other.show());
    drop(lock);
    assert_eq!(answering.join().expect("nothing crashed"), (1, 0));
    assert!(WindowLock::holder(&locks, &desk.project()).expect("it can be asked").is_none());
}

#[test]
fn never_do_two_windows_hold_one_file() {
    let desk = Desk::new();
    let (locks, project) = (desk.locks(), desk.project());
    let (holders, times) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let takers: Vec<_> = (0..6)
        .map(|_| {
            let (locks, project) = (locks.clone(), project.clone());
            let (holders, times) = (Arc::clone(&holders), Arc::clone(&times));
            in_background(move || {
                for _ in 0..200 {
                    if let Taken::Held(lock) = WindowLock::take(&locks, &project).expect("it can be taken") {
                        assert_eq!(holders.fetch_add(1, Ordering::SeqCst), 0, "one at a time");
                        times.fetch_add(1, Ordering::SeqCst);
                        holders.fetch_sub(1, Ordering::SeqCst);
                        drop(lock);
                    }
                }
            })
        })
        .collect();
    for taker in takers {
        taker.join().expect("one at a time");
    }
    assert!(times.load(Ordering::SeqCst) > 0);
    drop(desk.hold(&project));
}

/// Another process that holds the lock.
struct Holder(Child);

impl Holder {
    fn start(desk: &Desk) -> Self {
        let mut command = run_test("window_lock::another_process_holds_the_lock");
        command.env(FOLDER_VARIABLE, desk.folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the tests can start themselves");
        let mut said = BufReader::new(child.stdout.take().expect("it was asked for")).lines();
        let holds = said.find_map(|line| line.ok().filter(|line| line.ends_with("it holds the lock")));
        assert!(holds.is_some(), "the other process took the lock");
        Self(child)
    }

    fn signal(&self, signal: Signal) {
        let process = Pid::from_raw(self.0.id() as i32).expect("a child has a number");
        kill_process(process, signal).expect("a child can be told");
    }
}

impl Drop for Holder {
    fn drop(&mut self) {
        let _ended_before = self.0.kill();
        let _status = self.0.wait();
    }
}

/// The tests themselves, told to do one thing that is made for another process.
pub(crate) fn run_test(name: &str) -> Command {
    let mut command = Command::new(env::current_exe().expect("the tests know where they are"));
    command.args(["--exact", "--ignored", "--nocapture", name]);
    command
}

#[test]
#[ignore = "the other process of other tests"]
fn another_process_holds_the_lock() {
    let folder = PathBuf::from(env::var_os(FOLDER_VARIABLE).expect("it is started by another test"));
    let taken = WindowLock::take(&Desk::at(&folder, "locks"), &Desk::at(&folder, "Case.ron"));
    let Ok(Taken::Held(lock)) = taken else { panic!("it is free") };
    let answering = answer(&lock);
    std::io::stdout().write_all(b"\nit holds the lock\n").expect("the other test listens");
    // Until the other end is closed, or for ever.
    let _closed = std::io::stdin().read_to_end(&mut Vec::new());
    drop(lock);
    answering.join().expect("nothing crashed");
}

#[test]
fn a_killed_window_leaves_nothing_that_blocks() {
    let desk = Desk::new();
    let holder = Holder::start(&desk);
    let other = desk.other(&desk.project());
    assert_eq!(other.process(), Some(holder.0.id()));
    assert!(!other.is_this_process() && other.show());
    holder.signal(Signal::KILL);
    drop(holder);
    assert!(!other.show());
    assert!(desk.socket().exists(), "a killed window cleans nothing up");
    let lock = desk.hold(&desk.project());
    let answering = answer(&lock);
    assert!(desk.other(&desk.project()).show(), "its line was taken over");
    drop(lock);
    answering.join().expect("nothing crashed");
}

#[test]
fn a_window_that_hangs_is_not_answering_and_still_the_holder() {
    let desk = Desk::new();
    let holder = Holder::start(&desk);
    let other = desk.other(&desk.project());
    holder.signal(Signal::STOP);
    // It stops a moment after it was told.
    let process = Pid::from_raw(holder.0.id() as i32);
    waitpid(process, WaitOptions::UNTRACED).expect("a child can be waited for");
    assert_eq!(other.ask_to_release(Duration::from_millis(100)), Released::NotAnswering);
    desk.other(&desk.project());
    holder.signal(Signal::CONT);
    assert!(other.show());
}

#[test]
#[ignore = "the other process of another test"]
fn another_process_makes_folders_and_files() {
    let folder = PathBuf::from(env::var_os(FOLDER_VARIABLE).expect("it is started by another test"));
    make_private_folder(&folder.join("state/claimdesk/recovery")).expect("it can be made");
    let locks = folder.join("run/claimdesk/locks");
    let taken = WindowLock::take(&locks, &Desk::at(&folder, "Case.ron"));
    let Ok(Taken::Held(lock)) = taken else { panic!("it is free") };
    let now = claimdesk::model::Timestamp::from_unix_seconds(1_790_000_000);
    let beside = folder.join("Case.claimdesk");
    make_private_folder(&beside).expect("it can be made");
    let mark = claimdesk::storage::OpenMark::put(&beside, now).expect("it can be written");
    let report = claimdesk::storage::CrashReport {
        program: String::new(),
        thread: String::new(),
        location: String::new(),
        message: None,
        calls: String::new(),
    };
    report.leave(&folder.join("state/claimdesk/crashes"), now).expect("it can be written");
    // The end of a process that cleans nothing up.
    std::mem::forget((lock, mark));
}

#[test]
fn whatever_the_umask_nobody_else_may_look_into_what_is_made() {
    for umask in ["000", "022", "277"] {
        let folder = tempfile::tempdir().expect("a folder for the test");
        fs::write(folder.path().join("Case.ron"), "one").expect("the folder can be written to");
        let tests = run_test("window_lock::another_process_makes_folders_and_files");
        let mut command = Command::new("sh");
        command.args(["-c", &format!("umask {umask}; exec \"$0\" \"$@\"")]);
        command.arg(tests.get_program()).args(tests.get_args()).env(FOLDER_VARIABLE, folder.path());
        let outcome = command.output().expect("a shell is there");
        assert!(outcome.status.success(), "{outcome:?}");
        let mut seen = Vec::new();
        walk(folder.path(), &mut seen);
        let open: Vec<_> = seen.iter().filter(|(_, mode)| mode & 0o077 != 0).collect();
        assert!(open.is_empty(), "umask {umask}: {open:?}");
        assert!(seen.len() >= 12, "umask {umask}: {seen:?}");
    }
}

/// All that is below a folder, with its permissions; but for the project, which the test made.
fn walk(folder: &Path, seen: &mut Vec<(PathBuf, u32)>) {
    for entry in fs::read_dir(folder).expect("it can be listed") {
        let path = entry.expect("it can be listed").path();
        let found = fs::symlink_metadata(&path).expect("it is there");
        if path.file_name().is_some_and(|name| name != "Case.ron") {
            seen.push((path.clone(), found.mode() & 0o7777));
        }
        if found.is_dir() {
            walk(&path, seen);
        }
    }
}

#[test]
fn a_folder_that_others_can_look_into_is_closed_to_them() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder for the test");
    let open = folder.path().join("open");
    fs::create_dir(&open).expect("it can be made");
    fs::set_permissions(&open, fs::Permissions::from_mode(0o777)).expect("it is ours");
    make_private_folder(&open).expect("it is ours");
    assert_eq!(fs::metadata(&open).expect("it is there").mode() & 0o777, 0o700);
    let file = folder.path().join("file");
    fs::write(&file, "").expect("it can be written");
    make_private_folder(&file).expect_err("a file is no folder");
    make_private_folder(&file.join("below")).expect_err("a file holds nothing");
    if rustix::process::geteuid().is_root() {
        std::os::unix::fs::chown(&open, Some(12_345), None).expect("root may give folders away");
        let error = make_private_folder(&open).expect_err("it is somebody else's");
        assert_eq!(error.kind(), std::io::ErrorKind::PermissionDenied);
    }
}
