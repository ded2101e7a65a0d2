//! The power fails at every moment of a save, and the disk comes up in every way it may.

use super::scenario::{Scenario, all, put_right};
use crate::sim_disk::{Abilities, Call, Meddled, Meddling, SimDisk, World};
use claimdesk::storage::{Certainty, Disk};
use std::{collections::BTreeSet, io::ErrorKind, path::Path};

/// The files of a disk, by which states are told apart.
type Likeness = Vec<(String, Vec<u8>)>;

/// What came of cutting the power everywhere.
#[derive(Default)]
struct Cuts {
    states: usize,
    wrongs: BTreeSet<String>,
    /// Which states were looked at. Many look alike.
    seen: BTreeSet<(bool, Likeness)>,
}

impl Cuts {
    /// Looks at every state that a cut at this moment may leave.
    fn look(&mut self, scenario: &Scenario, world: &World, acknowledged: bool) {
        for state in world.after_a_cut() {
            self.states += 1;
            if self.seen.insert((acknowledged, likeness(&state))) {
                let wrongs = scenario.wrongs(&state, acknowledged);
                self.wrongs.extend(wrongs.iter().map(|wrong| format!("{}: {wrong}", scenario.name)));
            }
        }
    }

    /// Saves, and looks at every state the disk may be in after a cut at any moment of it.
    fn look_everywhere<F>(&mut self, scenario: &Scenario, meddler: F)
    where
        F: Fn(usize, Call) -> Meddling + Send + Sync,
    {
        let disk = scenario.disk();
        let saved = scenario.save(&Meddled::new(&disk, meddler));
        let confirmed = saved.is_ok_and(|saved| saved.certainty == Certainty::OnDisk);
        let history = disk.history();
        for (index, world) in history.iter().enumerate() {
            // The last one is the disk after the save had said that it is done.
            self.look(scenario, world, confirmed && index + 1 == history.len());
        }
    }
}

/// All files with their contents; names that were drawn by lot count as the same.
fn likeness(world: &World) -> Likeness {
    const DRAWN: usize = 16;
    let same = |path: &Path| {
        let path = path.to_string_lossy();
        let parts = path.split('.').map(|part| {
            let drawn = part
                .rsplit('/')
                .next()
                .is_some_and(|name| name.len() == DRAWN && name.bytes().all(|byte| byte.is_ascii_hexdigit()));
            if drawn { "drawn" } else { part }
        });
        parts.collect::<Vec<_>>().join(".")
    };
    let mut likeness: Vec<_> =
        world.files().into_iter().map(|(path, bytes)| (same(&path), bytes.to_vec())).collect();
    likeness.sort();
    likeness
}

#[test]
fn whatever_a_power_cut_leaves_holds_a_whole_version_and_loses_none() {
    let mut states = 0;
    for scenario in all() {
        let mut cuts = Cuts::default();
        cuts.look_everywhere(&scenario, |_, _| Meddling::Let);
        assert_eq!(cuts.wrongs, BTreeSet::new());
        states += cuts.states;
    }
    assert!(states > 1_000, "only {states} states were looked at");
}

#[test]
fn the_backup_is_on_the_disk_when_the_save_says_so() {
    let is_backup = |path: &Path| path.components().any(|part| part.as_os_str() == "backups");
    for scenario in all() {
        let disk = scenario.disk();
        scenario.save(&disk).expect("saved");
        for state in disk.world().after_a_cut() {
            let files = state.files();
            let mut backups = files.iter().filter(|(path, _)| is_backup(path)).map(|(_, bytes)| *bytes);
            let is_there = scenario.old.as_ref().is_none_or(|old| backups.any(|bytes| bytes == old));
            assert!(is_there, "{}", scenario.name);
        }
    }
}

#[test]
fn a_power_cut_after_a_failure_loses_nothing_either() {
    let mut states = 0;
    for scenario in all() {
        let whole = scenario.disk();
        let counted = Meddled::new(&whole, |_, _| Meddling::Let);
        scenario.save(&counted).expect("saved");
        let mut cuts = Cuts::default();
        for at in 0..counted.steps() {
            for kind in [ErrorKind::Other, ErrorKind::InvalidInput] {
                for meddling in [Meddling::Fail(kind), Meddling::DoAndFail(kind)] {
                    let once = |step, _| if step == at { meddling } else { Meddling::Let };
                    cuts.look_everywhere(&scenario, once);
                    assert_eq!(cuts.wrongs, BTreeSet::new(), "{meddling:?} at step {at}");
                }
            }
        }
        states += cuts.states;
    }
    assert!(states > 10_000, "only {states} states were looked at");
}

#[test]
fn a_power_cut_while_things_are_put_right_loses_nothing() {
    let mut states = 0;
    for scenario in all() {
        let disk = scenario.disk();
        scenario.save(&disk).expect("saved");
        let mut seen = BTreeSet::new();
        let mut cuts = Cuts::default();
        for state in disk.history().iter().flat_map(World::after_a_cut) {
            if seen.insert(likeness(&state)) {
                let disk = SimDisk::new(state, scenario.abilities.clone());
                put_right(&disk);
                disk.history().iter().for_each(|world| cuts.look(&scenario, world, false));
            }
        }
        assert_eq!(cuts.wrongs, BTreeSet::new());
        states += cuts.states;
    }
    assert!(states > 1_000, "only {states} states were looked at");
}

/// The wrongs that the same look finds in a save whose steps are weakened.
fn wrongs_of(weakness: impl Fn(usize, Call) -> Meddling + Send + Sync) -> BTreeSet<String> {
    let mut wrongs = BTreeSet::new();
    for scenario in all() {
        let mut cuts = Cuts::default();
        cuts.look_everywhere(&scenario, &weakness);
        wrongs.append(&mut cuts.wrongs);
    }
    wrongs
}

fn pretend(weak: Call) -> impl Fn(usize, Call) -> Meddling {
    move |_, call| if call == weak { Meddling::Pretend } else { Meddling::Let }
}

#[test]
fn a_save_that_does_not_sync_the_file_is_seen_to_lose_it() {
    let wrongs = wrongs_of(pretend(Call::Sync));
    assert!(
        wrongs.contains("a first backup: neither the old nor the new version stands there"),
        "{wrongs:#?}"
    );
    assert!(
        wrongs.contains("another name: neither version stands there after putting things right"),
        "{wrongs:#?}"
    );
}

#[test]
fn a_save_that_does_not_sync_the_folder_is_seen_to_undo_itself() {
    let wrongs = wrongs_of(pretend(Call::SyncFolder));
    for name in ["a first backup", "a new file", "no exchange"] {
        assert!(wrongs.contains(&format!("{name}: an acknowledged version is gone")), "{wrongs:#?}");
    }
    assert!(wrongs.contains("no exchange: the old version is nowhere"), "{wrongs:#?}");
}

#[test]
fn a_save_that_renames_over_the_file_is_seen_to_lose_the_old_version() {
    let wrongs =
        wrongs_of(|_, call| if call == Call::Exchange { Meddling::RenameOver } else { Meddling::Let });
    assert!(wrongs.contains("a first backup: the old version is nowhere"), "{wrongs:#?}");
}

#[test]
fn the_disk_that_forgets_forgets_what_was_not_synced() {
    let world = World::new().with_file("/a", b"old");
    let disk = SimDisk::new(world, Abilities::ALL);
    let root = disk.open_folder("/".as_ref()).expect("there");
    let mut file = disk.open_in_place(&root, "a".as_ref()).expect("opened");
    disk.write(&mut file, b"new!").expect("written");
    let found = |disk: &SimDisk| -> BTreeSet<Vec<u8>> {
        disk.world().after_a_cut().iter().filter_map(|world| Some(world.bytes("/a")?.to_vec())).collect()
    };
    let found_now = found(&disk);
    for possible in [&b"old"[..], b"new!", b"ned", b"\0\0\0\0", b"n\0\0\0", b"\0\0w!"] {
        assert!(found_now.contains(possible), "{possible:?} in {found_now:?}");
    }
    disk.sync(&file).expect("synced");
    assert_eq!(found(&disk), BTreeSet::from([b"new!".to_vec()]));
    disk.rename_over(&root, "a".as_ref(), "b".as_ref()).expect("renamed");
    assert_eq!(disk.world().after_a_cut().len(), 2);
    disk.sync_folder(&root).expect("synced");
    assert_eq!(found(&disk), BTreeSet::new());
}
