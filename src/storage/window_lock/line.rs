//! The line between two windows on one machine: a socket beside the locks, one question and one answer.
//!
//! Whoever calls is another window of the same person, or is not listened to; and even then neither
//! long messages nor silence nor many calls at once can hold anybody up.

use super::Request;
use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    io::Errno,
};
use std::{
    fs::{self, File, Permissions},
    io::{self, Read, Write},
    os::{
        fd::{AsRawFd, OwnedFd},
        unix::{
            fs::PermissionsExt,
            net::{UnixListener, UnixStream},
        },
    },
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

/// A path for a socket must be shorter than this; the least of what systems allow is 104 bytes.
const PATH_LIMIT: usize = 100;
/// No question and no answer is longer, in bytes.
const MESSAGE_LIMIT: usize = 32;
/// A message may come in so many pieces.
const PIECES: usize = 4;
/// How long a caller may take for each piece of its question, and we for the answer.
const PIECE_TIME: Duration = Duration::from_millis(500);
/// So many callers may wait for an answer; further ones get none.
const WAITING_LIMIT: usize = 8;

const SHOW: &str = "claimdesk 1 show\n";
const RELEASE: &str = "claimdesk 1 release\n";
const DONE: &str = "claimdesk 1 done\n";
const REFUSED: &str = "claimdesk 1 refused\n";

/// What a window can be asked by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Question {
    Show,
    Release,
}

/// The end of the line that is called. Dropped, whoever waits for requests is told that none will come.
#[derive(Debug)]
pub(super) struct Line {
    listener: UnixListener,
    path: PathBuf,
    stop_for_requests: UnixStream,
    _stop: UnixStream,
}

impl Line {
    /// Opens the line under a name in the folder, whose holder has the lock that goes with the name:
    /// what stands there is left from one that ended without cleaning up.
    pub(super) fn open(folder: &Path, name: &str) -> io::Result<Self> {
        let path = folder.join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
        let address = Address::of(folder, name)?;
        let listener = UnixListener::bind(&address.path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        listener.set_nonblocking(true)?;
        let (stop, stop_for_requests) = UnixStream::pair()?;
        Ok(Self { listener, path, stop_for_requests, _stop: stop })
    }

    pub(super) fn requests(&self) -> io::Result<Requests> {
        Ok(Requests {
            listener: self.listener.try_clone()?,
            stop: self.stop_for_requests.try_clone()?,
            waiting: Arc::new(()),
        })
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        // A name that stays is taken over by the next holder.
        let _stays = fs::remove_file(&self.path);
    }
}

/// What other windows ask of this one.
#[derive(Debug)]
pub struct Requests {
    listener: UnixListener,
    stop: UnixStream,
    /// One more holder for each caller that waits.
    waiting: Arc<()>,
}

impl Requests {
    /// Waits for the next request. `None` once the lock was dropped: there will be no more.
    #[expect(clippy::should_implement_trait, reason = "an iterator would hide that this waits")]
    pub fn next(&mut self) -> Option<Request> {
        loop {
            let mut ends =
                [PollFd::new(&self.listener, PollFlags::IN), PollFd::new(&self.stop, PollFlags::IN)];
            match poll(&mut ends, None) {
                Ok(_) => {}
                Err(Errno::INTR) => continue,
                Err(_) => return None,
            }
            if !ends[1].revents().is_empty() {
                return None;
            }
            match self.listener.accept() {
                Ok((caller, _)) => {
                    if let Some(request) = self.hear(caller) {
                        return Some(request);
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                // Out of open files, most likely: the call stays, and so would this loop.
                Err(_) => pause(Duration::from_millis(100)),
            }
        }
    }

    fn hear(&self, caller: UnixStream) -> Option<Request> {
        if !is_own(&caller) || Arc::strong_count(&self.waiting) > WAITING_LIMIT {
            return None;
        }
        caller.set_nonblocking(false).ok()?;
        caller.set_write_timeout(Some(PIECE_TIME)).ok()?;
        let request = match message(&caller, PIECE_TIME)?.as_str() {
            SHOW => Request::Show,
            RELEASE => Request::Release,
            // A stranger is told nothing.
            _ => return None,
        };
        Some(request(Reply { caller: Some(caller), _waits: Arc::clone(&self.waiting) }))
    }
}

/// The answer that a caller waits for. Dropped, it is "no".
#[derive(Debug)]
pub struct Reply {
    caller: Option<UnixStream>,
    _waits: Arc<()>,
}

impl Reply {
    /// Tells the caller that it was done.
    pub fn done(mut self) {
        if let Some(caller) = self.caller.take() {
            answer(&caller, DONE);
        }
    }
}

impl Drop for Reply {
    fn drop(&mut self) {
        if let Some(caller) = self.caller.take() {
            answer(&caller, REFUSED);
        }
    }
}

fn answer(mut caller: &UnixStream, words: &str) {
    // A caller that has gone meanwhile needs no answer.
    let _gone = caller.write_all(words.as_bytes());
}

/// Calls the holder of a line: whether it did what was asked; `None` when it does not answer in time.
pub(super) fn ask(folder: &Path, name: &str, question: Question, patience: Duration) -> Option<bool> {
    let address = Address::of(folder, name).ok()?;
    let line = connect(&address.path).ok()?;
    if !is_own(&line) {
        return None;
    }
    line.set_write_timeout(Some(PIECE_TIME)).ok()?;
    let question = match question {
        Question::Show => SHOW,
        Question::Release => RELEASE,
    };
    (&line).write_all(question.as_bytes()).ok()?;
    match message(&line, patience)?.as_str() {
        DONE => Some(true),
        REFUSED => Some(false),
        _ => None,
    }
}

/// Waits a moment: another program is just about to do something.
pub(super) fn pause(time: Duration) {
    let time = Timespec::try_from(time).ok();
    // Whether the whole moment passed matters to nobody.
    let _interrupted = poll(&mut [], time.as_ref());
}

/// One line of text; `None` when it does not come in time or is none of ours.
fn message(mut from: &UnixStream, patience: Duration) -> Option<String> {
    from.set_read_timeout(Some(patience.max(Duration::from_millis(1)))).ok()?;
    let mut bytes = [0; MESSAGE_LIMIT];
    let mut length = 0;
    for _ in 0..PIECES {
        match from.read(&mut bytes[length..]) {
            Ok(0) => return None,
            Ok(read) => length += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(_) => return None,
        }
        if bytes[..length].contains(&b'\n') {
            return String::from_utf8(bytes[..length].to_vec()).ok();
        }
    }
    None
}

/// Whether the other end belongs to the same person.
#[cfg(target_os = "linux")]
fn is_own(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == rustix::process::geteuid())
}

/// Elsewhere the folder is what keeps others out.
#[cfg(not(target_os = "linux"))]
const fn is_own(_stream: &UnixStream) -> bool {
    true
}

/// Connects without waiting: a holder that has stopped listening may have a full queue of callers.
#[cfg(target_os = "linux")]
fn connect(path: &Path) -> io::Result<UnixStream> {
    use rustix::net::{AddressFamily, SocketAddrUnix, SocketFlags, SocketType, connect, socket_with};
    let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
    let socket: OwnedFd = socket_with(AddressFamily::UNIX, SocketType::STREAM, flags, None)?;
    connect(&socket, &SocketAddrUnix::new(path)?)?;
    let stream = UnixStream::from(socket);
    stream.set_nonblocking(false)?;
    Ok(stream)
}

#[cfg(not(target_os = "linux"))]
fn connect(path: &Path) -> io::Result<UnixStream> {
    UnixStream::connect(path)
}

/// A path for a socket that is short enough, whatever the folder is called.
struct Address {
    path: PathBuf,
    /// Open for as long as the path leads through it.
    _folder: Option<File>,
}

impl Address {
    fn of(folder: &Path, name: &str) -> io::Result<Self> {
        let path = folder.join(name);
        if path.as_os_str().len() < PATH_LIMIT {
            return Ok(Self { path, _folder: None });
        }
        if !cfg!(target_os = "linux") {
            return Err(io::ErrorKind::InvalidFilename.into());
        }
        let folder = File::open(folder)?;
        let path = PathBuf::from(format!("/proc/self/fd/{}/{name}", folder.as_raw_fd()));
        Ok(Self { path, _folder: Some(folder) })
    }
}
