//! Changes of so many claims at once that they are made beside the window.

use claimdesk::{
    edit::Edit,
    jobs::{Surroundings, run},
    model::{Anchor, Article, Claim, ClaimId, Fingerprint, Project, Status, TextRange, Timestamp},
    workspace::{
        Arrangement, Column, Command, Document, Job, JobResult, Next, OpenedProject, Select, Sort,
        UnsavedAnswer, Workspace, arrange,
    },
};
use std::{path::PathBuf, sync::Arc};

const MANY: u32 = 6_000;
const NOW: Timestamp = Timestamp::from_unix_seconds(1_790_000_000);

fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("not zero")
}

/// A desk with a project of very many claims on it, all of them selected.
fn desk() -> Workspace {
    let article = Article::new("It rained. ".repeat(MANY as usize));
    let claims: Vec<Claim> = (1..=MANY).map(|number| Claim::new(id(number), "It rained.".into())).collect();
    let anchors = (1..=MANY).map(|number| {
        let start = (number as usize - 1) * 11;
        Anchor { claim: id(number), range: TextRange::new(start, start + 10).expect("not empty") }
    });
    let project = Project::from_parts("Rain", &article, claims, anchors.collect(), id(MANY + 1));
    let project = Arc::new(project.expect("the parts fit"));
    let mut desk = Workspace::default();
    let path = PathBuf::from("rain.ron");
    desk.handle(Command::Leave(Next::Open(path.clone())), NOW);
    let jobs = desk.finish(
        JobResult::Opened { path, outcome: Ok(OpenedProject::of(project, Fingerprint::of(b"rain"))) },
        NOW,
    );
    finish(&mut desk, jobs);
    desk.handle(Command::Select(Select::All), NOW);
    desk
}

fn finish(desk: &mut Workspace, jobs: Vec<Job>) {
    for job in jobs {
        if let Some(result) = run(job, &Surroundings::none()) {
            let more = desk.finish(result, NOW);
            finish(desk, more);
        }
    }
}

fn document(desk: &Workspace) -> &Document {
    desk.document().expect("a project is open")
}

fn tag_all(status: Status) -> Command {
    Command::Edit(Edit::SetStatus { claims: (1..=MANY).map(id).collect(), status: Some(status) })
}

fn disputed(desk: &Workspace) -> usize {
    document(desk).list().counts().disputed
}

#[test]
fn tagging_very_many_claims_is_a_job_and_one_step() {
    let mut desk = desk();
    let jobs = desk.handle(tag_all(Status::Disputed), NOW);
    assert!(document(&desk).is_making_step());
    assert_eq!(disputed(&desk), 0);
    finish(&mut desk, jobs);
    assert!(!document(&desk).is_making_step());
    assert_eq!(disputed(&desk), MANY as usize);
    assert_eq!(document(&desk).history().past().len(), 1);
    assert_eq!(document(&desk).selection().len(), MANY as usize);

    let jobs = desk.handle(Command::Undo, NOW);
    finish(&mut desk, jobs);
    assert_eq!(disputed(&desk), 0);
    assert!(!document(&desk).has_unsaved_changes());
    let jobs = desk.handle(Command::Redo, NOW);
    finish(&mut desk, jobs);
    assert_eq!(disputed(&desk), MANY as usize);
}

#[test]
fn what_can_no_longer_be_redone_is_freed_beside_the_window() {
    let mut desk = desk();
    let jobs = desk.handle(tag_all(Status::Disputed), NOW);
    finish(&mut desk, jobs);
    desk.handle(Command::Undo, NOW);
    let one = Edit::SetStatus { claims: vec![id(7)], status: Some(Status::Sourced) };
    let jobs = desk.handle(Command::Edit(one), NOW);
    assert!(jobs.iter().any(|job| matches!(job, Job::Forget(steps) if steps.len() == 1)));
    assert_eq!(document(&desk).history().future().len(), 0);
}

#[test]
fn what_is_asked_meanwhile_waits_its_turn() {
    let mut desk = desk();
    let jobs = desk.handle(tag_all(Status::Disputed), NOW);
    let one = Edit::SetStatus { claims: vec![id(7)], status: Some(Status::Sourced) };
    assert!(desk.handle(Command::Edit(one), NOW).is_empty());
    assert!(desk.handle(tag_all(Status::Unconfirmed), NOW).is_empty());
    assert!(desk.handle(Command::Undo, NOW).is_empty());
    finish(&mut desk, jobs);
    assert_eq!(disputed(&desk), MANY as usize - 1);
    assert_eq!(document(&desk).history().past().len(), 2);
    assert_eq!(document(&desk).history().future().len(), 1);
}

#[test]
fn leaving_meanwhile_asks_about_the_change() {
    let mut desk = desk();
    let jobs = desk.handle(tag_all(Status::Disputed), NOW);
    assert!(document(&desk).has_unsaved_changes());
    desk.handle(Command::Leave(Next::CloseProject), NOW);
    finish(&mut desk, jobs);
    assert_eq!(disputed(&desk), MANY as usize);
    desk.handle(Command::AnswerUnsaved(UnsavedAnswer::Discard), NOW);
    assert!(desk.document().is_none());
}

#[test]
fn deleting_all_but_the_last_selects_it() {
    let mut desk = desk();
    let gone = (1..MANY).map(id).collect();
    let jobs = desk.handle(Command::Edit(Edit::DeleteClaims(gone)), NOW);
    finish(&mut desk, jobs);
    assert_eq!(document(&desk).list().rows(), [id(MANY)]);
    assert_eq!(document(&desk).selection().claims().collect::<Vec<_>>(), [id(MANY)]);
    assert_eq!(document(&desk).project().article().anchors().len(), 1);
}

#[test]
fn a_refused_change_is_told_and_nothing_waits_for_it_any_more() {
    let mut desk = desk();
    let claims = (1..=MANY + 1).map(id).collect();
    let jobs = desk.handle(Command::Edit(Edit::SetStatus { claims, status: None }), NOW);
    let waiting = Edit::SetStatus { claims: vec![id(7)], status: Some(Status::Sourced) };
    desk.handle(Command::Edit(waiting), NOW);
    finish(&mut desk, jobs);
    assert_eq!(desk.notices().len(), 1);
    assert_eq!(document(&desk).list().counts().sourced, 1);
}

/// The one job that arranges rows.
fn arranging(jobs: Vec<Job>) -> Job {
    let mut arranging = jobs.into_iter().filter(|job| matches!(job, Job::Arrange { .. }));
    let job = arranging.next().expect("so many rows are arranged by a job");
    assert!(arranging.next().is_none());
    job
}

fn assert_arranged(desk: &Workspace, arrangement: &Arrangement) {
    assert!(!document(desk).list().is_arranging());
    assert!(document(desk).list().rows() == arrange(document(desk).project(), arrangement));
}

#[test]
fn rows_that_were_arranged_too_late_are_not_taken() {
    for late_first in [true, false] {
        let mut desk = desk();
        let sorted = |descending| Some(Sort { column: Column::Id, descending });
        let late = arranging(desk.handle(Command::Sort(sorted(true)), NOW));
        let wanted = arranging(desk.handle(Command::Sort(None), NOW));
        let in_order = if late_first { [late, wanted] } else { [wanted, late] };
        finish(&mut desk, in_order.into());
        assert_arranged(&desk, &Arrangement { sort: None, ..Arrangement::default() });
    }
}

#[test]
fn rows_that_a_job_arranges_follow_what_changed_meanwhile() {
    let mut desk = desk();
    desk.handle(Command::Select(Select::None), NOW);
    let sort = Some(Sort { column: Column::Status, descending: false });
    let job = arranging(desk.handle(Command::Sort(sort), NOW));
    let one = Edit::SetStatus { claims: vec![id(4_000)], status: Some(Status::Sourced) };
    desk.handle(Command::Edit(one), NOW);
    finish(&mut desk, vec![job]);
    assert_eq!(document(&desk).list().rows()[0], id(4_000));
    assert_arranged(&desk, &Arrangement { sort, ..Arrangement::default() });
}
