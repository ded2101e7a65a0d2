//! What a save costs beside the least that makes the same bytes last: one plain write, a sync of the file and one of its
//! folder, once into a new file and once over the one that was there, where the folder has nothing to sync. The three take
//! turns, so that a busy disk is busy for all.

use claimdesk::{
    format,
    model::{Fingerprint, Project, Timestamp},
    storage::{Expected, SystemDisk, save_on},
};
use std::{
    fs::{self, File},
    hint::black_box,
    io::Write,
    path::Path,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const ROUNDS: usize = 200;
const SAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/saves/kursk.ron");

fn main() {
    let sample = fs::read(SAMPLE).expect("the sample is there");
    let project = format::read(&sample).expect("the sample is a project").project;
    let folder = TempDir::new_in(env!("CARGO_TARGET_TMPDIR")).expect("there is a place for temporary files");
    let versions = [project.with_title("One"), project.with_title("Other")];
    let texts = versions.each_ref().map(|version| format::write(version).expect("it can be written"));
    let (plain, ours) = (folder.path().join("plain.ron"), folder.path().join("ours.ron"));
    let mut standing = Expected::NoFile;
    let (mut new_times, mut plain_times, mut our_times) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        let (version, text) = (&versions[round % 2], texts[round % 2].as_bytes());
        let new = folder.path().join(format!("new-{round}.ron"));
        new_times.push(time(|| write_and_sync(&new, text)));
        plain_times.push(time(|| write_and_sync(&plain, text)));
        our_times.push(time(|| {
            standing = Expected::Version(save(&ours, version, standing, round));
        }));
    }
    let [new, plain, ours] =
        [new_times, plain_times, our_times].map(|times| median(times).as_secs_f64() * 1000.0);
    let mut output = std::io::stdout();
    writeln!(
        output,
        "{} bytes, medians of {ROUNDS} rounds: save {ours:.2} ms; write and sync a new file {new:.2} ms ({:.2} times as long), \
         write over one and sync {plain:.2} ms ({:.2} times)",
        texts[0].len(),
        ours / new,
        ours / plain,
    )
    .expect("somebody reads");
}

fn write_and_sync(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).expect("the folder is there");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("there is room");
    let folder = path.parent().expect("it is in a folder");
    File::open(folder).and_then(|folder| folder.sync_all()).expect("folders can be synced");
}

fn save(path: &Path, project: &Project, expected: Expected, round: usize) -> Fingerprint {
    let now = Timestamp::from_unix_seconds(1_790_000_000 + round as i64);
    save_on(&SystemDisk, None, black_box(path), project, expected, now).expect("it can be saved").fingerprint
}

#[expect(clippy::disallowed_methods, reason = "a bench asks how long something takes")]
fn time(work: impl FnOnce()) -> Duration {
    let began = Instant::now();
    work();
    began.elapsed()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
