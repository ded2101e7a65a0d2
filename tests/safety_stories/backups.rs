//! Earlier versions, and the page that says where everything is.

use super::Machine;
use claimdesk::{
    edit::Edit,
    model::Status,
    workspace::{Command, CompareWith, JournalState, Outside, SaveState, Trust},
};
use std::fs;

#[test]
fn a_backup_is_restored_as_a_step_and_ids_are_not_given_twice() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").command(Command::Save).tag("C01", Status::Sourced).command(Command::Save);
    window.command(Command::ListBackups);
    let list = window.desk.backups().expect("a list");
    assert!(list.entries.len() >= 2 && list.problem.is_none());
    let oldest = list.entries.last().expect("a backup").number;
    window.command(Command::ChooseBackup(oldest));
    let chosen = window.desk.backups().and_then(|list| list.chosen.as_ref()).expect("chosen");
    let (_, difference) = chosen.outcome.as_ref().expect("it opens");
    assert!(!difference.is_empty());
    window.command(Command::RestoreBackup);
    assert_eq!((window.claims(), window.desk.backups().is_some()), (1, false));
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    assert_eq!(window.project().next_claim_id().to_string(), "C03");
    window.command(Command::Undo);
    assert_eq!(window.claims(), 2);
    window.command(Command::Redo).command(Command::Save).is_killed();
    assert_eq!(machine.open("moon.ron").claims(), 1);
}

#[test]
fn the_present_version_is_compared_with_the_file_and_with_somebody_elses() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = super::with_status(window.project(), "C01", Status::Disputed);
    window.claim("balloon").command(Command::Compare(CompareWith::File));
    assert!(window.desk.comparison().is_some_and(|it| it.with == CompareWith::File));
    window.command(Command::CloseComparison);
    assert!(window.desk.comparison().is_none());
    machine.writes("moon.ron", &theirs);
    window.touched();
    assert!(matches!(window.document().outside(), Some(Outside::Changed(_))));
    window.command(Command::Compare(CompareWith::Outside));
    assert!(window.desk.comparison().is_some_and(|it| !it.difference.is_empty()));
}

#[test]
fn the_page_of_all_copies_says_what_was_checked_and_what_was_not() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").command(Command::Save);
    window.command(Command::LookAtSafety { verify: false });
    let report = window.desk.safety().expect("a report");
    assert!(!report.is_verified && report.rows.iter().all(|row| row.trust == Trust::Fine), "{report:?}");
    window.command(Command::LookAtSafety { verify: true });
    let report = window.desk.safety().expect("a report");
    assert!(report.is_verified && report.rows[0].trust == Trust::Verified, "{report:?}");
    fs::write(machine.path("moon.ron"), "nothing of it").expect("a file");
    window.command(Command::LookAtSafety { verify: true });
    assert_eq!(window.desk.safety().expect("a report").rows[0].trust, Trust::Broken);
    window.command(Command::CloseSafety);
    assert!(window.desk.safety().is_none());
}

#[test]
fn the_page_of_all_copies_does_not_praise_a_journal_that_is_off() {
    let machine = Machine::new();
    fs::write(machine.state(), "a file, no folder").expect("a file");
    let mut window = machine.new_project();
    assert!(matches!(window.document().journal(), JournalState::Off(_)));
    for verify in [false, true] {
        window.command(Command::LookAtSafety { verify });
        let report = window.desk.safety().expect("a report");
        let journal = report.rows.iter().find(|row| row.what == "Journal").expect("a row");
        assert_eq!(journal.trust, Trust::Broken, "{journal:?}");
    }
}

#[test]
fn an_earlier_version_of_another_project_is_never_restored_here() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").command(Command::Save).command(Command::ListBackups);
    let number = window.desk.backups().expect("a list").entries[0].number;
    // The answer comes after another project took the desk.
    let late = window.begins(Command::ChooseBackup(number));
    window.command(Command::Leave(claimdesk::workspace::Next::NewFromText {
        title: "Sun".into(),
        text: String::new(),
    }));
    window.command(Command::SaveAs(machine.path("sun.ron")));
    window.command(Command::Edit(Edit::SetTitle("Sun and moon".into())));
    window.command(Command::Save).command(Command::ListBackups);
    window.finish_all(late).command(Command::RestoreBackup);
    assert_eq!(window.project().title(), "Sun and moon");
}
