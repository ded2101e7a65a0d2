//! What is brought back after a crash, and after a sitting that ended as it should.

use super::{Machine, Window, read};
use claimdesk::{
    format,
    model::Status,
    workspace::{Command, CompareWith, Next, OpenInstead, OutsideAnswer, SaveState, UnsavedAnswer},
};
use std::fs;

fn is_clean(window: &Window) -> bool {
    matches!(window.document().save_state(), SaveState::Saved(_))
}

#[test]
fn unsaved_work_of_a_saved_project_comes_back_and_is_kept() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").tag("C01", Status::Sourced).is_killed();
    let mut window = machine.open("moon.ron");
    assert_eq!(window.claims(), 2);
    assert_eq!(window.document().recovered().map(|work| (work.edits, work.is_on_desk)), Some((2, true)));
    assert_eq!(window.document().save_state(), SaveState::Unsaved);
    window.command(Command::Compare(CompareWith::Recovered));
    assert!(window.desk.comparison().is_some_and(|comparison| !comparison.difference.is_empty()));
    window.command(Command::KeepRecovered);
    assert!(window.document().recovered().is_none());
    window.command(Command::Save);
    assert!(is_clean(&window));
    assert_eq!(machine.reads("moon.ron").claims().len(), 2);
    window.closes();
    assert!(window.desk.unfinished().is_empty());
}

#[test]
fn discarding_recovered_work_really_goes_back_and_a_copy_is_in_the_trash() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").is_killed();
    let mut window = machine.open("moon.ron");
    window.command(Command::DiscardRecovered);
    assert_eq!(window.claims(), 1);
    assert!(is_clean(&window));
    assert_eq!(machine.trash(), 1);
    assert!(window.document().recovered().is_none());
    window.closes();
    assert!(window.desk.unfinished().is_empty());
    assert_eq!(machine.open("moon.ron").claims(), 1);
}

#[test]
fn work_that_was_never_saved_is_listed_and_comes_back() {
    let machine = Machine::new();
    machine.new_project().claim("moon");
    let mut window = machine.window();
    let unfinished = window.desk.unfinished();
    assert_eq!(unfinished.len(), 1);
    assert_eq!((unfinished[0].title.as_str(), unfinished[0].path.is_none()), ("Moon", true));
    let journal = unfinished[0].journal.clone();
    window.command(Command::Leave(Next::Recover(journal)));
    assert_eq!(window.claims(), 1);
    assert!(window.document().has_unsaved_changes());
    window.command(Command::KeepRecovered).command(Command::SaveAs(machine.path("moon.ron")));
    assert!(is_clean(&window));
    window.closes();
    assert!(window.desk.unfinished().is_empty());
}

#[test]
fn discarding_a_project_that_was_never_saved_takes_it_off_the_desk_into_the_trash() {
    let machine = Machine::new();
    machine.new_project().claim("moon").claim("balloon");
    let mut window = machine.window();
    let journal = window.desk.unfinished()[0].journal.clone();
    window.command(Command::Leave(Next::Recover(journal))).command(Command::DiscardRecovered);
    assert!(window.desk.document().is_none(), "there is nothing to go back to");
    assert!(window.desk.unfinished().is_empty());
    assert!(machine.trash() > 0);
}

#[test]
fn work_listed_on_the_start_page_can_be_thrown_away_from_there() {
    let machine = Machine::new();
    machine.new_project().claim("moon").is_killed();
    let mut window = machine.window();
    let journal = window.desk.unfinished()[0].journal.clone();
    window.command(Command::DiscardUnfinished(journal));
    assert!(window.desk.unfinished().is_empty());
    assert_eq!(machine.trash(), 1);
    assert!(machine.window().desk.unfinished().is_empty());
}

#[test]
fn a_second_and_a_third_crash_right_after_recovery_lose_nothing() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").is_killed();
    for sitting in 0..4 {
        let mut window = machine.open("moon.ron");
        assert_eq!(window.claims(), 2, "sitting {sitting}");
        assert!(window.document().recovered().is_some(), "sitting {sitting}");
        window.is_killed();
    }
}

#[test]
fn the_steps_of_the_last_sitting_can_be_undone_after_a_clean_reopening() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").command(Command::Save).closes();
    let mut window = machine.open("moon.ron");
    assert!(window.document().recovered().is_none());
    assert!(is_clean(&window));
    window.command(Command::Undo);
    assert_eq!(window.claims(), 1);
    assert!(window.document().has_unsaved_changes());
    window.command(Command::Redo);
    assert!(is_clean(&window));
}

#[test]
fn a_crash_between_a_save_and_its_result_leaves_nothing_to_recover_and_nothing_listed() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.holds_saves = true;
    window.claim("balloon").command(Command::Save);
    let _never_told = window.let_saves_through();
    window.is_killed();
    let mut window = machine.open("moon.ron");
    assert_eq!(window.claims(), 2);
    assert!(window.document().recovered().is_none());
    assert!(is_clean(&window));
    window.closes();
    assert!(window.desk.unfinished().is_empty(), "{:?}", window.desk.unfinished());
}

#[test]
fn recovered_work_waits_beside_a_file_that_was_changed_meanwhile() {
    let machine = Machine::new();
    let answers = [
        (Command::UseRecovered, (2, None)),
        (Command::MergeRecovered, (2, Some(Status::Disputed))),
        (Command::DiscardRecovered, (1, Some(Status::Disputed))),
    ];
    for (answer, expected) in answers {
        let mut window = machine.saved_project();
        let theirs = super::with_status(window.project(), "C01", Status::Disputed);
        window.claim("balloon").is_killed();
        machine.writes("moon.ron", &theirs);
        let mut window = machine.open("moon.ron");
        assert_eq!((window.claims(), window.status("C01")), (1, Some(Status::Disputed)));
        assert!(is_clean(&window));
        assert!(window.document().recovered().is_some_and(|work| !work.is_on_desk));
        window.command(answer.clone());
        assert_eq!((window.claims(), window.status("C01")), expected);
        assert!(window.document().recovered().is_none());
        if expected.0 == 2 {
            window.command(Command::Save);
        }
        assert!(is_clean(&window));
        assert_eq!(machine.reads("moon.ron").claims().len(), expected.0);
        window.closes();
        assert!(window.desk.unfinished().is_empty(), "{answer:?}");
        fs::remove_file(machine.path("moon.ron")).expect("the next answer begins anew");
    }
}

#[test]
fn recovered_work_that_was_used_beside_the_file_survives_the_next_crash() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = super::with_status(window.project(), "C01", Status::Disputed);
    window.claim("balloon").is_killed();
    machine.writes("moon.ron", &theirs);
    let mut window = machine.open("moon.ron");
    window.command(Command::UseRecovered).is_killed();
    let window = machine.open("moon.ron");
    assert_eq!(window.claims(), 2);
    assert!(window.document().recovered().is_some());
}

#[test]
fn undecided_work_beside_the_file_is_offered_again() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    let theirs = super::with_status(window.project(), "C01", Status::Disputed);
    window.claim("balloon").is_killed();
    machine.writes("moon.ron", &theirs);
    for _ in 0..5 {
        let mut window = machine.open("moon.ron");
        assert!(window.document().recovered().is_some_and(|work| work.version.claims().len() == 2));
        window.closes();
    }
}

#[test]
fn reading_a_project_twice_because_the_desk_was_busy_offers_its_work_all_the_same() {
    let machine = Machine::new();
    machine.saved_project().claim("balloon").is_killed();
    let mut window = machine.new_project();
    window.command(Command::SaveAs(machine.path("other.ron")));
    // It is read, and while that goes on the person works on.
    let results = window.begins(Command::Leave(Next::Open(machine.path("moon.ron"))));
    window.claim("moon").finish_all(results);
    window.command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
    assert_eq!(window.claims(), 2);
    assert!(window.document().recovered().is_some());
}

#[test]
fn a_file_that_cannot_be_read_offers_the_journal_and_the_last_backup_and_each_works() {
    type Damage = fn(&[u8]) -> Option<Vec<u8>>;
    let damages: [(&str, Damage); 3] = [
        ("zero-filled", |bytes| Some(vec![0; bytes.len()])),
        ("cut short", |bytes| Some(bytes[..bytes.len() / 2].to_vec())),
        ("missing", |_| None),
    ];
    for (damage, make) in damages {
        for offer in [OpenInstead::Recovered, OpenInstead::LastGood] {
            let machine = Machine::new();
            let mut window = machine.saved_project();
            window.tag("C01", Status::Sourced).command(Command::Save).claim("balloon").is_killed();
            let path = machine.path("moon.ron");
            let whole = fs::read(&path).expect("a file");
            let bad = make(&whole);
            match &bad {
                Some(bytes) => fs::write(&path, bytes).expect("a damaged file"),
                None => fs::remove_file(&path).expect("it was there"),
            }
            let mut window = machine.open("moon.ron");
            let offers = window.desk.damaged().expect(damage);
            assert!(offers.journal.is_some() && offers.last_good.is_some(), "{damage}");
            window.command(Command::OpenInstead(offer));
            assert!(window.desk.damaged().is_none());
            assert_eq!(window.claims(), if offer == OpenInstead::LastGood { 1 } else { 2 }, "{damage}");
            assert_eq!(window.document().save_state(), SaveState::Unsaved, "{damage} {offer:?}");
            if window.document().outside().is_some() {
                window.command(Command::AnswerOutside(OutsideAnswer::TakeOurs));
            } else {
                window.command(Command::Save);
            }
            assert!(is_clean(&window), "{damage} {offer:?} {:?}", window.desk.notices());
            assert_eq!(read(&path).claims().len(), window.claims());
            if let Some(bad) = bad {
                let backups = path.with_file_name("moon.claimdesk").join("backups");
                let kept = fs::read_dir(backups).expect("backups").flatten();
                assert!(kept.into_iter().any(|kept| fs::read(kept.path()).is_ok_and(|bytes| bytes == bad)));
            }
            assert!(format::read(&fs::read(&path).expect("a file")).is_ok());
        }
    }
}

#[test]
fn changes_that_were_given_up_are_not_listed_and_can_be_made_again() {
    let machine = Machine::new();
    let mut window = machine.saved_project();
    window.claim("balloon").gives_up_changes();
    assert!(window.desk.unfinished().is_empty());
    let mut window = machine.open("moon.ron");
    assert_eq!(window.claims(), 1);
    assert!(is_clean(&window) && window.document().recovered().is_none());
    window.command(Command::Redo);
    assert_eq!(window.claims(), 2);
}

#[test]
fn a_project_that_was_never_saved_and_given_up_is_in_the_trash() {
    let machine = Machine::new();
    machine.new_project().claim("moon").gives_up_changes();
    assert_eq!(machine.trash(), 1);
    assert!(machine.window().desk.unfinished().is_empty());
}

#[test]
fn work_of_a_damaged_journal_is_told_once_kept_in_the_trash_and_not_listed_for_ever() {
    for is_kept in [true, false] {
        let machine = Machine::new();
        machine.new_project().claim("moon").tag("C01", Status::Sourced).claim("balloon").is_killed();
        let mut damaged = 0;
        for folder in fs::read_dir(machine.state().join("recovery")).expect("journals").flatten() {
            let longest = ["a.jnl", "b.jnl"].map(|name| folder.path().join(name));
            let longest = longest.into_iter().max_by_key(|file| fs::metadata(file).map_or(0, |it| it.len()));
            let path = longest.expect("two files");
            let mut bytes = fs::read(&path).expect("a journal");
            // In the first of the changes, with whole ones after it.
            let place = bytes.len() - bytes.len() / 3;
            bytes[place] ^= 0x40;
            fs::write(&path, bytes).expect("a damaged journal");
            damaged += 1;
        }
        assert_eq!(damaged, 1);
        let mut window = machine.window();
        let unfinished = window.desk.unfinished();
        assert!(unfinished.len() == 1 && unfinished[0].damage.is_some(), "{unfinished:?}");
        let journal = unfinished[0].journal.clone();
        window.command(Command::Leave(Next::Recover(journal)));
        assert!(window.document().recovered().is_some_and(|work| work.damage.is_some()));
        if is_kept {
            window.command(Command::KeepRecovered).command(Command::SaveAs(machine.path("moon.ron")));
            assert!(is_clean(&window));
            window.closes();
        } else {
            window.command(Command::DiscardRecovered);
        }
        assert!(window.desk.document().is_none());
        assert!(window.desk.unfinished().is_empty(), "{:?}", window.desk.unfinished());
        assert!(machine.trash() > 0, "it is kept there");
        drop(window);
        assert!(machine.window().desk.unfinished().is_empty());
    }
}
