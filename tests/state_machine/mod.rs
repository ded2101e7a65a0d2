//! Two desks, other programs and a wrong clock, in any order: whatever anybody was told is kept, is found.
//!
//! Every change brings a word of its own, so that a version is found by looking for its words in all files.

mod deeds;
mod machine;
mod words;

use deeds::{AtDesk, Deed, Running};
use machine::Machine;
use proptest::prelude::ProptestConfig;
use proptest_state_machine::{StateMachineTest, prop_state_machine};
use std::fs;

/// How many sequences are tried unless `PROPTEST_CASES` says another number.
const CASES: u32 = 24;

struct NothingIsLost;

impl StateMachineTest for NothingIsLost {
    type SystemUnderTest = Machine;
    type Reference = Running;

    fn init_test(_: &Running) -> Machine {
        Machine::new()
    }

    fn apply(mut machine: Machine, _: &Running, deed: Deed) -> Machine {
        machine.deed(deed);
        machine
    }

    fn check_invariants(machine: &Machine, _: &Running) {
        assert!(machine.lost().is_empty(), "lost: {:?}", machine.lost());
        for which in 0..2 {
            assert!(machine.is_saved_where_it_says_so(which), "desk {which} says saved and is not");
        }
    }
}

/// Few by default: each deed is synced to a disk.
fn config() -> ProptestConfig {
    let default = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    let cases = if std::env::var_os("PROPTEST_CASES").is_some() { default.cases } else { CASES };
    ProptestConfig { cases, ..default }
}

prop_state_machine! {
    #![proptest_config(config())]

    #[test]
    fn whatever_two_desks_and_others_do_no_acknowledged_version_is_lost(
        sequential 10..40 => NothingIsLost
    );
}

#[test]
fn a_version_that_is_gone_from_every_file_is_noticed() {
    let mut machine = Machine::new();
    machine.deed(Deed::Desk(0, AtDesk::Title));
    machine.deed(Deed::Desk(0, AtDesk::Save));
    machine.deed(Deed::Kill(0));
    assert!(machine.lost().is_empty());
    fs::remove_dir_all(machine.folder.path().join("state")).expect("the journal is gone");
    assert!(machine.lost().is_empty(), "the file and its backup still have both versions");
    fs::remove_dir_all(machine.path("moon.claimdesk")).expect("the backups are gone");
    assert_eq!(machine.lost(), ["w000001z"]);
}
