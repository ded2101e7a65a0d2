//! The situations in which a project is saved, and what must be true of the disk whatever happens.

use crate::sim_disk::{Abilities, SimDisk, World};
use claimdesk::{
    format,
    model::{Fingerprint, Project, Timestamp},
    storage::{Disk, Expected, Saved, StorageError, recover_in_place_on, save_on, tidy_leftovers_on},
};
use std::path::Path;

pub(super) const PATH: &str = "/cases/Case.ron";
pub(super) const STATE: &str = "/state/claimdesk";
pub(super) const NOW: Timestamp = Timestamp::from_unix_seconds(1_795_566_612);

/// A project to be saved over, or where there is none.
pub(super) struct Scenario {
    pub(super) name: &'static str,
    pub(super) world: World,
    pub(super) abilities: Abilities,
    /// What stands at the path, if anything does.
    pub(super) old: Option<Vec<u8>>,
    /// Whether the file is changed in place, so that it may have to be put right after a cut.
    pub(super) in_place: bool,
}

pub(super) fn old_project() -> Project {
    Project::new("Bridge", "The bridge opens in May.".into())
}

pub(super) fn new_project() -> Project {
    Project::new("The bridge", "The bridge opens in June, not in May.".into())
}

pub(super) fn bytes_of(project: &Project) -> Vec<u8> {
    format::write(project).expect("it can be written").into_bytes()
}

/// What happens at the next start.
pub(super) fn put_right(disk: &impl Disk) {
    recover_in_place_on(disk, Path::new(STATE), NOW);
    tidy_leftovers_on(disk, Some(Path::new(STATE)), Path::new(PATH), NOW);
}

pub(super) fn all() -> Vec<Scenario> {
    let old = || bytes_of(&old_project());
    let earlier = "/cases/Case.claimdesk/backups/00000007 2026-01-01 00-00-00 UTC.ron";
    let with_file = || World::new().with_file(PATH, &old()).with_folder("/state");
    let with_backups = || with_file().with_file(earlier, b"an earlier version");
    let limited = |exchange, link| Abilities { exchange, link, closed: None };
    let scenario =
        |name, world, abilities| Scenario { name, world, abilities, old: Some(old()), in_place: false };
    vec![
        scenario("a first backup", with_file(), Abilities::ALL),
        scenario("one more backup", with_backups(), Abilities::ALL),
        Scenario {
            old: None,
            ..scenario("a new file", World::new().with_folder("/cases").with_folder("/state"), Abilities::ALL)
        },
        Scenario {
            old: None,
            ..scenario("a new file by linking", World::new().with_folder("/cases"), limited(false, true))
        },
        Scenario {
            old: None,
            ..scenario("a new file by renaming", World::new().with_folder("/cases"), limited(false, false))
        },
        scenario("no exchange", with_backups(), limited(false, true)),
        scenario("no exchange, no shelf yet", with_file(), limited(false, true)),
        scenario("no exchange, no links", with_backups(), limited(false, false)),
        Scenario {
            in_place: true,
            ..scenario(
                "a closed folder",
                with_file(),
                Abilities { closed: Some("/cases".into()), ..Abilities::ALL },
            )
        },
        Scenario {
            in_place: true,
            ..scenario("another name", with_backups().with_link("/elsewhere/Same.ron", PATH), Abilities::ALL)
        },
    ]
}

impl Scenario {
    pub(super) fn disk(&self) -> SimDisk {
        SimDisk::new(self.world.clone(), self.abilities.clone())
    }

    pub(super) fn expected(&self) -> Expected {
        self.old.as_ref().map_or(Expected::NoFile, |old| Expected::Version(Fingerprint::of(old)))
    }

    /// Saves the new version.
    pub(super) fn save(&self, disk: &impl Disk) -> Result<Saved, StorageError> {
        save_on(disk, Some(Path::new(STATE)), Path::new(PATH), &new_project(), self.expected(), NOW)
    }

    /// What is wrong with the disk as it came up again. `acknowledged`: whether the save had said that the
    /// new version is on the disk.
    pub(super) fn wrongs(&self, world: &World, acknowledged: bool) -> Vec<String> {
        let new = bytes_of(&new_project());
        let mut wrongs = Vec::new();
        let whole =
            |world: &World| world.bytes(PATH) == self.old.as_deref() || world.bytes(PATH) == Some(&new);
        if !self.in_place && !whole(world) {
            wrongs.push("neither the old nor the new version stands there".to_owned());
        }
        let disk = SimDisk::new(world.clone(), self.abilities.clone());
        put_right(&disk);
        let world = disk.world();
        if !whole(&world) {
            wrongs.push("neither version stands there after putting things right".to_owned());
        }
        if acknowledged && world.bytes(PATH) != Some(&new) {
            wrongs.push("an acknowledged version is gone".to_owned());
        }
        let files = world.files();
        if let Some(old) = &self.old
            && !files.values().any(|bytes| *bytes == old.as_slice())
        {
            wrongs.push("the old version is nowhere".to_owned());
        }
        for (path, bytes) in self.world.files() {
            if path.starts_with("/cases/Case.claimdesk") && files.get(&path) != Some(&bytes) {
                wrongs.push(format!("{} is gone", path.display()));
            }
        }
        wrongs
    }
}
