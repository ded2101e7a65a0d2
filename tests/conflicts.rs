//! Merge conflicts as git leaves them, taken apart and merged.

use crate::any_project::any_project;
use claimdesk::{
    edit::{Edit, apply, merge_versions},
    format::{self, Sides},
    model::{ClaimField, ClaimId, Project, Status, Timestamp},
};
use proptest::prelude::*;
use std::{fs, path::Path, process::Command};
use tempfile::TempDir;

/// Whether git is on this machine; says so loudly when it is not.
#[expect(clippy::print_stderr, reason = "a test that is skipped must be seen to be")]
pub(crate) fn git_is_here() -> bool {
    let is_here = Command::new("git").arg("--version").output().is_ok_and(|output| output.status.success());
    if !is_here {
        eprintln!("SKIPPED: there is no git on this machine, so its conflicts are not tested.");
    }
    is_here
}

fn sample() -> Project {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("saves/kursk.ron");
    format::read(&fs::read(file).expect("the sample is there")).expect("it opens").project
}

fn tagged(project: &Project, number: u32, status: Option<Status>) -> Project {
    edited(project, &Edit::SetStatus { claims: vec![id(number)], status })
}

fn edited(project: &Project, edit: &Edit) -> Project {
    apply(project, edit, Timestamp::from_unix_seconds(1_800_000_000)).expect("possible")
}

fn id(number: u32) -> ClaimId {
    ClaimId::new(number).expect("not zero")
}

/// What git makes of the three versions in the given style.
fn merged_by_git(style: &str, base: &Project, ours: &Project, theirs: &Project) -> Vec<u8> {
    let folder = TempDir::new().expect("there is a place for temporary files");
    for (name, project) in [("ours", ours), ("base", base), ("theirs", theirs)] {
        fs::write(folder.path().join(name), format::write(project).expect("writable")).expect("written");
    }
    let mut command = Command::new("git");
    command.current_dir(folder.path()).args(["merge-file", "-p"]);
    if style != "merge" {
        command.arg(format!("--{style}"));
    }
    let output = command.args(["ours", "base", "theirs"]).output().expect("git starts");
    assert!(output.status.code().is_some_and(|conflicts| conflicts > 0), "git sees a conflict");
    output.stdout
}

fn project_of(text: &str) -> Project {
    format::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}")).project
}

/// Merges what the conflict is made of.
fn merged(sides: &Sides) -> (Project, usize) {
    let base = sides.base.as_deref().map(project_of);
    let merged = merge_versions(base.as_ref(), &project_of(&sides.ours), &project_of(&sides.theirs));
    (merged.project, merged.clashes.len())
}

#[test]
fn where_git_joined_everything_but_the_sum_nothing_is_left_to_decide() {
    if !git_is_here() {
        return;
    }
    let base = sample();
    let ours = tagged(&base, 2, None);
    let theirs = tagged(&base, 40, None);
    for style in ["merge", "diff3", "zdiff3"] {
        let conflict = merged_by_git(style, &base, &ours, &theirs);
        let refused =
            format::read(&conflict).map(|opened| opened.project).expect_err("not before it is taken apart");
        assert_eq!(refused.cause, format::ReadCause::MergeConflict);
        let sides = format::split_conflict(&conflict).expect("a conflict of git");
        assert!(sides.differ_only_in_sum());
        let expected = merge_versions(Some(&base), &ours, &theirs);
        assert_eq!(expected.clashes, []);
        assert_eq!(merged(&sides), (expected.project, 0), "{style}");
    }
}

#[test]
fn where_both_changed_one_claim_both_sides_are_rebuilt_whole() {
    if !git_is_here() {
        return;
    }
    let base = sample();
    let reason = |text: &str| Edit::SetField { claim: id(7), field: ClaimField::Reason, typed: text.into() };
    let ours = edited(&tagged(&base, 7, Some(Status::Disputed)), &reason("Ours"));
    let theirs = edited(&tagged(&base, 7, None), &reason("Theirs"));
    for style in ["merge", "diff3", "zdiff3"] {
        let sides =
            format::split_conflict(&merged_by_git(style, &base, &ours, &theirs)).expect("a conflict of git");
        assert!(!sides.differ_only_in_sum());
        assert_eq!((project_of(&sides.ours), project_of(&sides.theirs)), (ours.clone(), theirs.clone()));
        assert_eq!(sides.base.is_some(), style != "merge");
        let (project, clashes) = merged(&sides);
        let claim = project.claim(id(7)).expect("there");
        assert_eq!((claim.status, claim.reason.as_str()), (Some(Status::Disputed), "Ours"));
        assert!(claim.note.contains("In the other version: why this status “Theirs”"), "{}", claim.note);
        // Without the version before, "not tagged" is no statement that could clash.
        assert_eq!(clashes, if style == "merge" { 1 } else { 2 });
    }
}

#[test]
fn new_claims_of_both_sides_are_all_there() {
    if !git_is_here() {
        return;
    }
    let base = sample();
    let add = |text: &str| Edit::AddClaim { text: text.into(), passages: Vec::new() };
    let (ours, theirs) = (edited(&base, &add("Ours")), edited(&base, &add("Theirs")));
    let sides =
        format::split_conflict(&merged_by_git("diff3", &base, &ours, &theirs)).expect("a conflict of git");
    let (project, _) = merged(&sides);
    assert_eq!(project.claims().len(), base.claims().len() + 2);
}

/// The lines of both in one text, those that differ between marks, as a merge without a base writes them.
fn conflict_of(ours: &str, theirs: &str) -> String {
    let (ours, theirs): (Vec<&str>, Vec<&str>) = (ours.lines().collect(), theirs.lines().collect());
    let same = ours.iter().zip(&theirs).take_while(|(one, other)| one == other).count();
    let text = |lines: &[&str]| lines.iter().flat_map(|line| [line, "\n"]).collect::<String>();
    format!(
        "{}<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n",
        text(&ours[..same]),
        text(&ours[same..]),
        text(&theirs[same..])
    )
}

proptest! {
    #[test]
    fn any_two_projects_come_out_of_a_conflict_as_they_went_in(one in any_project(), other in any_project()) {
        let (ours, theirs) = (format::write(&one).expect("writable"), format::write(&other).expect("writable"));
        let sides = format::split_conflict(conflict_of(&ours, &theirs).as_bytes()).expect("a conflict");
        prop_assert_eq!((&sides.ours, &sides.theirs, &sides.base), (&ours, &theirs, &None));
        prop_assert_eq!(sides.differ_only_in_sum(), one == other);
    }

    #[test]
    fn lines_and_marks_in_any_order_are_taken_apart_or_left(lines in prop::collection::vec(prop_oneof![
        Just("<<<<<<< a"), Just("||||||| b"), Just("======="), Just(">>>>>>> c"), Just("<<<<<<<"), Just("x"), Just("")
    ], 0..20)) {
        let text = lines.join("\n");
        if let Some(sides) = format::split_conflict(text.as_bytes()) {
            for side in [Some(sides.ours), Some(sides.theirs), sides.base].into_iter().flatten() {
                prop_assert!(side.lines().all(|line| line.is_empty() || line == "x"));
            }
        }
    }
}
