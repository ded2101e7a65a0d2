//! Saving and leaving: what is asked, what is written, and that no work is ever lost on the way.

use crate::stories::{Sitting, failure, opened, sitting};
use claimdesk::{
    edit::Edit,
    format::ExportFormat,
    model::{Fingerprint, Project, Status},
    workspace::{Command, Job, JobResult, Leaving, Next, OpenedProject, SaveState, Severity, UnsavedAnswer},
};
use std::{path::Path, path::PathBuf, sync::Arc};

/// What reading a project file of this title gives.
fn read(title: &str) -> JobResult {
    let project = Arc::new(Project::new(title, String::new()));
    let opened = OpenedProject::of(project, Fingerprint::of(title.as_bytes()));
    JobResult::Opened { path: format!("{title}.ron").into(), outcome: Ok(opened) }
}

fn open(title: &str) -> Command {
    Command::Leave(Next::Open(format!("{title}.ron").into()))
}

/// Where the saves that were asked for go.
fn saves(desk: &Sitting) -> Vec<&Path> {
    let mut saves = Vec::new();
    for job in &desk.jobs {
        if let Job::Save { path, .. } = job {
            saves.push(path.as_path());
        }
    }
    saves
}

#[test]
fn a_saved_project_is_clean_and_undoing_back_to_it_is_clean_again() {
    let mut desk = opened();
    assert_eq!(desk.document().save_state(), SaveState::Saved(None));
    desk.claim("moon").command(Command::Save);
    assert_eq!(desk.document().save_state(), SaveState::Saving);
    desk.save_succeeds();
    assert!(matches!(desk.document().save_state(), SaveState::Saved(Some(_))));
    desk.tag("C01", Status::Sourced);
    assert_eq!(desk.document().save_state(), SaveState::Unsaved);
    desk.command(Command::Undo);
    assert!(matches!(desk.document().save_state(), SaveState::Saved(_)));
}

#[test]
fn an_edit_made_while_saving_stays_unsaved() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save).tag("C01", Status::Sourced).save_succeeds();
    assert_eq!(desk.document().save_state(), SaveState::Unsaved);
}

#[test]
fn saving_twice_in_a_row_writes_the_newest_version_last() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save).claim("balloon").command(Command::Save);
    assert_eq!(desk.jobs.len(), 1);
    desk.save_succeeds().save_succeeds();
    assert!(matches!(desk.document().save_state(), SaveState::Saved(_)));
}

#[test]
fn a_failed_save_is_told_and_nothing_counts_as_saved() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save);
    desk.save_fails();
    assert_eq!(desk.document().save_state(), SaveState::Unsaved);
    assert_eq!(desk.desk.notices().last().expect("told").severity, Severity::Error);
}

#[test]
fn a_project_that_could_not_be_saved_elsewhere_stays_where_it_was() {
    let mut desk = opened();
    let home = desk.document().path().map(ToOwned::to_owned);
    assert!(home.is_some());
    // The second try starts where the project really is, too.
    for place in ["gone/moon.ron", "gone/too.ron"] {
        desk.command(Command::SaveAs(place.into()));
        assert_eq!(saves(&desk), [Path::new(place)]);
        desk.save_fails();
        assert_eq!(desk.document().path().map(ToOwned::to_owned), home);
        assert!(!desk.document().has_unsaved_changes(), "the old file still holds it");
    }
    desk.jobs.clear();
    desk.claim("moon").command(Command::Save);
    assert!(matches!(&desk.jobs[..], [Job::Save { path, .. }] if Some(path) == home.as_ref()));
}

#[test]
fn a_project_without_a_file_asks_where_to_save() {
    let mut desk = sitting();
    desk.command(Command::Save);
    assert!(
        matches!(desk.jobs.pop(), Some(Job::AskWhereToSave { suggested_name }) if suggested_name == "Moon.ron")
    );
    desk.finish(JobResult::WhereToSave(Some("moon.ron".into()))).save_succeeds();
    assert_eq!(desk.document().path(), Some(PathBuf::from("moon.ron").as_path()));
    assert!(!desk.document().has_unsaved_changes());
}

#[test]
fn leaving_with_unsaved_changes_asks_and_cancel_stays() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Leave(Next::Quit));
    assert_eq!(desk.desk.leaving(), &Leaving::Asking(Next::Quit));
    desk.command(Command::AnswerUnsaved(UnsavedAnswer::Cancel));
    assert_eq!(desk.desk.leaving(), &Leaving::No);
    assert!(desk.jobs.is_empty());
}

#[test]
fn leaving_after_saving_waits_for_the_save() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Leave(Next::Quit));
    desk.command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    assert!(matches!(desk.jobs[..], [Job::Save { .. }]));
    desk.save_succeeds();
    assert!(matches!(desk.jobs[..], [Job::Quit]));
}

#[test]
fn leaving_is_called_off_when_no_file_is_chosen() {
    let mut desk = sitting();
    desk.command(Command::Leave(Next::CloseProject)).command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    desk.finish(JobResult::WhereToSave(None));
    assert_eq!(desk.desk.leaving(), &Leaving::No);
    assert!(desk.desk.document().is_some());
}

#[test]
fn discarding_goes_on_without_saving() {
    let mut desk = sitting();
    desk.command(Command::Leave(Next::CloseProject)).command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(desk.desk.document().is_none());
}

#[test]
fn a_file_that_cannot_be_read_leaves_the_present_project_on_the_desk() {
    let mut desk = opened();
    desk.command(Command::Leave(Next::Open("bad.ron".into())));
    desk.finish(Job::Open("bad.ron".into()).failed(failure("bad.ron is not a project.")));
    assert_eq!(desk.document().name(), "Moon");
    assert_eq!(desk.desk.notices().len(), 1);
}

#[test]
fn an_answer_that_comes_too_late_is_dropped() {
    let mut desk = opened();
    desk.command(Command::Leave(Next::Open("slow.ron".into())));
    desk.command(Command::Leave(Next::Open("quick.ron".into())));
    desk.finish(read("quick")).finish(read("slow"));
    assert_eq!(desk.document().name(), "quick");
}

#[test]
fn work_done_while_the_next_project_is_read_is_asked_about_and_not_lost() {
    let mut desk = opened();
    desk.command(open("sun")).claim("moon").finish(read("sun"));
    assert_eq!(desk.document().name(), "Moon");
    assert_eq!(desk.desk.leaving(), &Leaving::Asking(Next::Open("sun.ron".into())));
    desk.jobs.clear();
    desk.command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
    assert!(matches!(desk.jobs[..], [Job::Open(_)]));
    desk.finish(read("sun"));
    assert_eq!(desk.document().name(), "sun");
}

#[test]
fn only_the_version_that_was_given_up_may_be_lost() {
    let mut desk = opened();
    desk.claim("moon").command(open("sun")).command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
    desk.claim("balloon").finish(read("sun"));
    assert_eq!(desk.document().name(), "Moon");
    assert!(matches!(desk.desk.leaving(), Leaving::Asking(_)));
}

#[test]
fn what_was_given_up_is_asked_about_again_when_nothing_came_of_leaving() {
    let mut desk = opened();
    desk.claim("moon").command(open("bad")).command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
    desk.finish(Job::Open("bad.ron".into()).failed(failure("It is no project.")));
    assert_eq!(desk.desk.leaving(), &Leaving::No);
    desk.command(Command::Undo).command(open("sun")).command(Command::Redo).finish(read("sun"));
    assert_eq!(desk.document().name(), "Moon");
}

#[test]
fn a_project_read_twice_is_put_on_the_desk_and_told_of_once() {
    let mut desk = opened();
    desk.command(open("sun")).command(open("sun"));
    for _ in 0..2 {
        let project = Arc::new(Project::new("sun", String::new()));
        let mut opened = OpenedProject::of(project, Fingerprint::of(b"sun"));
        opened.warnings.push("A comment.".to_owned());
        desk.finish(JobResult::Opened { path: "sun.ron".into(), outcome: Ok(opened) });
    }
    assert_eq!(desk.desk.notices().len(), 1);
}

#[test]
fn a_save_that_ends_after_its_project_has_left_does_not_touch_the_next_one() {
    for succeeds in [true, false] {
        let mut desk = opened();
        desk.command(Command::Save);
        let save = desk.jobs.pop();
        desk.command(open("sun")).finish(read("sun")).edit(Edit::SetTitle("Sol".into()));
        desk.jobs = save.into_iter().collect();
        if succeeds {
            desk.save_succeeds()
        } else {
            desk.save_fails()
        };
        assert!(desk.jobs.is_empty(), "nobody asked to save the next one");
        assert_eq!(desk.document().save_state(), SaveState::Unsaved);
        assert_eq!(desk.document().path(), Some(Path::new("sun.ron")));
        assert_eq!(desk.desk.notices().len(), usize::from(!succeeds));
    }
}

#[test]
fn saving_to_another_file_while_a_save_is_under_way_writes_there_afterwards() {
    for succeeds in [true, false] {
        let mut desk = opened();
        desk.claim("moon").command(Command::Save).command(Command::SaveAs("elsewhere.ron".into()));
        assert_eq!(saves(&desk), [Path::new("moon.ron")]);
        if succeeds {
            desk.save_succeeds()
        } else {
            desk.save_fails()
        };
        assert_eq!(saves(&desk), [Path::new("elsewhere.ron")]);
        assert_eq!(desk.document().save_state(), SaveState::Saving);
        desk.save_succeeds();
        assert_eq!(desk.document().path(), Some(Path::new("elsewhere.ron")));
        assert!(!desk.document().has_unsaved_changes());
    }
}

#[test]
fn a_move_that_fails_after_a_save_knows_what_the_old_file_holds() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save).command(Command::SaveAs("gone/moon.ron".into()));
    desk.save_succeeds().save_fails();
    assert_eq!(desk.document().path(), Some(Path::new("moon.ron")));
    assert!(!desk.document().has_unsaved_changes());
    desk.command(Command::Undo);
    assert!(desk.document().has_unsaved_changes(), "the file holds the claim");
}

#[test]
fn a_question_about_changes_that_are_saved_by_then_answers_itself() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save).command(Command::Leave(Next::Quit));
    assert_eq!(desk.desk.leaving(), &Leaving::Asking(Next::Quit));
    desk.save_succeeds();
    assert!(matches!(desk.jobs[..], [Job::Quit]));
}

#[test]
fn an_edit_made_while_saving_to_leave_is_asked_about() {
    let mut desk = opened();
    desk.claim("moon")
        .command(Command::Leave(Next::Quit))
        .command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    desk.tag("C01", Status::Disputed).save_succeeds();
    assert_eq!(desk.desk.leaving(), &Leaving::Asking(Next::Quit));
    assert!(desk.jobs.is_empty());
}

#[test]
fn leaving_is_called_off_when_the_save_fails() {
    let mut desk = opened();
    desk.claim("moon")
        .command(Command::Leave(Next::Quit))
        .command(Command::AnswerUnsaved(UnsavedAnswer::Save));
    desk.save_fails();
    assert_eq!(desk.desk.leaving(), &Leaving::No);
    desk.command(Command::Save).save_succeeds();
    assert!(desk.jobs.is_empty(), "saving later does not leave");
}

#[test]
fn a_save_that_fails_does_not_keep_the_next_project_away() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save);
    let save = desk.jobs.pop();
    desk.command(open("sun")).command(Command::AnswerUnsaved(UnsavedAnswer::Discard));
    desk.jobs = save.into_iter().collect();
    desk.save_fails().finish(JobResult::WhereToSave(None)).finish(read("sun"));
    assert_eq!(desk.document().name(), "sun");
}

#[test]
fn a_project_can_be_saved_again_after_a_save_crashed() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save).save_fails();
    assert_eq!(desk.document().save_state(), SaveState::Unsaved);
    desk.command(Command::Save);
    assert_eq!(saves(&desk), [Path::new("moon.ron")]);
}

#[test]
fn a_summary_does_not_replace_its_own_project() {
    let mut desk = opened();
    let export = |path: &str| Command::Export { format: ExportFormat::Csv, path: path.into() };
    desk.command(export("moon.ron"));
    assert!(desk.jobs.is_empty());
    assert_eq!(desk.desk.notices().last().expect("told").severity, Severity::Error);
    desk.command(export("moon.csv"));
    assert!(matches!(desk.jobs[..], [Job::Export { .. }]));
}
