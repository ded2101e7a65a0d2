//! A journal cut at every byte, and with every byte changed, beside a file in every state.

use super::desk::{Desk, afternoon, bridge, files_of, fingerprint_of, home};
use claimdesk::{format::journal::JournalId, model::Project};
use claimdesk::{
    format::journal::{FrameKind, Rest, find_frames},
    model::Fingerprint,
    storage::{
        StateFolder,
        journal::{Decision, Recovered, decide, list, recover, recovered_well},
    },
};
use std::{fs, path::PathBuf, sync::Arc};

/// A sitting that ended with the program, and what really was.
struct Sitting {
    home: StateFolder,
    id: JournalId,
    folder: PathBuf,
    states: Vec<Arc<Project>>,
    saved: Arc<Project>,
    files: Vec<(PathBuf, Vec<u8>)>,
    /// Which of the files is written last.
    newest: usize,
    _temporary: tempfile::TempDir,
}

fn killed_sitting() -> Sitting {
    let (temporary, home) = home();
    let mut desk = Desk::open(&home, bridge());
    afternoon(&mut desk);
    let (id, folder) = (desk.journal.id(), desk.journal.folder().to_path_buf());
    let (states, saved) = (desk.states.clone(), desk.saved.clone().expect("it was saved"));
    drop(desk);
    let files = files_of(&folder);
    let first = |bytes: &[u8]| find_frames(id, bytes).frames[0].sequence;
    let newest = usize::from(first(&files[1].1) > first(&files[0].1));
    Sitting { home, id, folder, states, saved, files, newest, _temporary: temporary }
}

/// How often each outcome came.
#[derive(Debug, Default, PartialEq, Eq)]
struct Outcomes {
    whole: usize,
    prefix: usize,
    whole_with_damage: usize,
    prefix_with_damage: usize,
    nothing_left: usize,
    decisions: usize,
}

impl Sitting {
    /// Recovers with these bytes in one of the files, and sees to it that nothing on the disk has changed.
    fn recover_with(&self, file: usize, bytes: &[u8]) -> Option<Recovered> {
        let (path, whole) = &self.files[file];
        fs::write(path, bytes).expect("written");
        let recovered = recover(&self.home, self.id);
        let (other_path, other) = &self.files[1 - file];
        assert!(fs::read(path).is_ok_and(|after| after == bytes), "the damaged file was changed");
        assert!(fs::read(other_path).is_ok_and(|after| after == *other), "the other file was changed");
        recovered_well(&self.home, self.id).expect("the count is forgotten");
        fs::write(path, whole).expect("written");
        recovered.ok()
    }

    /// What was recovered is one of the states that really were; which one, counted from the last.
    fn missing_states(&self, recovered: &Recovered) -> usize {
        let now = recovered.history.now();
        let place = self.states.iter().rposition(|state| state == now);
        let place = place.unwrap_or_else(|| panic!("a project that never was: {now:?}"));
        self.states.len() - 1 - place
    }

    fn judge(&self, recovered: Option<&Recovered>, outcomes: &mut Outcomes) {
        let Some(recovered) = recovered else {
            outcomes.nothing_left += 1;
            return;
        };
        let is_whole = self.missing_states(recovered) == 0;
        match (is_whole, recovered.damage.is_some()) {
            (true, false) => outcomes.whole += 1,
            (false, false) => outcomes.prefix += 1,
            (true, true) => outcomes.whole_with_damage += 1,
            (false, true) => outcomes.prefix_with_damage += 1,
        }
        outcomes.decisions += self.judge_decisions(recovered);
    }

    /// The file is the same, newer, older, gone, broken, or of another project.
    fn judge_decisions(&self, recovered: &Recovered) -> usize {
        let same = Some(fingerprint_of(&self.saved));
        let others = [
            Some(fingerprint_of(&self.saved.with_title("Changed by somebody"))),
            Some(fingerprint_of(&self.states[0])),
            None,
            Some(Fingerprint::of(b"")),
            Some(fingerprint_of(&Project::new("Another", String::new()))),
        ];
        let knows_last_save = recovered.fingerprint == same;
        assert!(recovered.edits > 0, "the work was not saved");
        for (index, file) in others.into_iter().enumerate() {
            // As long as a journal is cut before the last save, the older file is the one it knows.
            let is_known = file.is_some() && file == recovered.fingerprint && recovered.damage.is_none();
            let expected = if is_known { Decision::Replay } else { Decision::Beside };
            assert_eq!(decide(file, recovered), expected, "other file {index}");
        }
        if knows_last_save && recovered.damage.is_none() {
            assert_eq!(decide(same, recovered), Decision::Replay);
            assert_eq!(recovered.saved.as_ref(), Some(&self.saved));
        } else if recovered.damage.is_some() {
            assert_eq!(decide(same, recovered), Decision::Beside);
        }
        others.len() + 1
    }
}

#[test]
fn a_journal_cut_anywhere_gives_what_was_written_before() {
    let sitting = killed_sitting();
    let mut outcomes = Outcomes::default();
    for file in 0..2 {
        let bytes = &sitting.files[file].1;
        for cut in 0..bytes.len() {
            let found = find_frames(sitting.id, &bytes[..cut]);
            let whole = find_frames(sitting.id, bytes);
            let recovered = sitting.recover_with(file, &bytes[..cut]);
            let recovered = recovered.as_ref().expect("a whole project is left");
            if recovered.edits == 0 {
                // Cut right behind a save: nothing since then is known.
                assert_eq!(decide(recovered.fingerprint, recovered), Decision::NothingToRecover);
                sitting.missing_states(recovered);
                outcomes.prefix += 1;
                continue;
            }
            sitting.judge(Some(recovered), &mut outcomes);
            let changes_cut_off =
                whole.frames[found.frames.len()..].iter().filter(|frame| frame.kind == FrameKind::Change);
            if file != sitting.newest {
                assert_eq!(sitting.missing_states(recovered), 0, "the newer file begins with all of it");
            } else if found.frames.len() > 1 {
                assert!(recovered.damage.is_none(), "a crash in the middle of a write is no damage");
                assert!(sitting.missing_states(recovered) <= changes_cut_off.count());
            }
        }
    }
    println_counts("cut", &outcomes);
    assert_eq!(outcomes.nothing_left, 0);
    assert!(outcomes.prefix > 1_000 && outcomes.whole_with_damage > 1_000, "{outcomes:?}");
}

#[test]
fn a_journal_with_any_byte_changed_gives_what_really_was_and_says_what_is_wrong() {
    let sitting = killed_sitting();
    let mut outcomes = Outcomes::default();
    for file in 0..2 {
        let bytes = sitting.files[file].1.clone();
        let last_frame = {
            let found = find_frames(sitting.id, &bytes);
            bytes.len() - found.frames.last().expect("there are frames").size()
        };
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] ^= 1 << (place % 8);
            let recovered = sitting.recover_with(file, &changed);
            let recovered = recovered.as_ref().expect("a whole project is left");
            if recovered.damage.is_none() {
                assert!(file == sitting.newest && place >= last_frame, "damage at {place} was not seen");
                assert!(sitting.missing_states(recovered) <= 1);
            }
            if file != sitting.newest {
                assert_eq!(sitting.missing_states(recovered), 0, "the newer file begins with all of it");
            }
            sitting.judge(Some(recovered), &mut outcomes);
        }
    }
    println_counts("changed", &outcomes);
    assert!(outcomes.whole_with_damage > 1_000 && outcomes.prefix_with_damage > 1_000, "{outcomes:?}");
}

/// The figures are of interest to whoever runs the tests with `--nocapture`.
#[expect(clippy::print_stdout, reason = "figures of a test")]
fn println_counts(what: &str, outcomes: &Outcomes) {
    println!("journal {what}: {outcomes:?}");
}

#[test]
fn changes_behind_damage_are_offered_beside_what_is_sure() {
    let sitting = killed_sitting();
    let bytes = &sitting.files[sitting.newest].1;
    let found = find_frames(sitting.id, bytes);
    let first_change = found.frames.iter().position(|frame| frame.kind == FrameKind::Change).expect("one");
    let start: usize = found.frames[..first_change].iter().map(claimdesk::format::journal::Frame::size).sum();
    let mut changed = bytes.clone();
    changed[start + 20] ^= 1;
    assert!(matches!(find_frames(sitting.id, &changed).rest, Rest::Damage(_)));
    let recovered = sitting.recover_with(sitting.newest, &changed).expect("a whole project is left");
    let damage = recovered.damage.as_ref().expect("it is damaged");
    assert!(damage.text.contains("Compare both versions."), "{}", damage.text);
    let later = damage.with_later_changes.as_ref().expect("there are changes behind it");
    assert!(later.made > 0);
    assert_ne!(&later.project, recovered.history.now());
    assert!(sitting.missing_states(&recovered) > later.made.min(1));
}

#[test]
fn the_program_ending_in_the_middle_of_recovering_leaves_everything_and_is_tried_twice_only() {
    let sitting = killed_sitting();
    for _ in 0..2 {
        // The program ends before anybody says that it went well.
        drop(recover(&sitting.home, sitting.id).expect("tried"));
        assert_eq!(files_of(&sitting.folder), sitting.files);
    }
    let refused = recover(&sitting.home, sitting.id).expect_err("not tried again");
    let said = refused.to_string();
    assert!(said.contains("ended the program 2 times") && said.contains("Nothing is lost"), "{said}");
    assert!(said.contains(&sitting.folder.display().to_string()), "{said}");
    assert_eq!(files_of(&sitting.folder), sitting.files);
    let listed = list(&sitting.home).expect("listed");
    assert_eq!((listed.len(), listed[0].id, listed[0].damaged), (1, sitting.id, false));
    // The person asks for it once more.
    recovered_well(&sitting.home, sitting.id).expect("forgotten");
    let recovered = recover(&sitting.home, sitting.id).expect("tried");
    assert_eq!(sitting.missing_states(&recovered), 0);
}

#[test]
fn one_of_the_two_files_is_enough_for_a_whole_project() {
    let sitting = killed_sitting();
    for file in 0..2 {
        let (path, bytes) = &sitting.files[file];
        fs::remove_file(path).expect("removed");
        let recovered = recover(&sitting.home, sitting.id).expect("a whole project is left");
        let is_newest = file == sitting.newest;
        assert_eq!(sitting.missing_states(&recovered) > 0, is_newest);
        assert!(recovered.damage.is_some());
        drop(recovered);
        recovered_well(&sitting.home, sitting.id).expect("forgotten");
        fs::write(path, bytes).expect("written");
    }
    for (path, _) in &sitting.files {
        fs::write(path, b"nothing of a journal").expect("written");
    }
    let said = recover(&sitting.home, sitting.id).expect_err("nothing is left").to_string();
    assert!(said.contains("no whole project is left in it") && said.contains("It is kept in"), "{said}");
}
