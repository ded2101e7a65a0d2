//! Whole sittings at the desk: commands in, what the workspace shows out.

use claimdesk::{
    edit::Edit,
    model::{ClaimField, ClaimId, Fingerprint, Project, Source, Status, TextRange, Timestamp},
    workspace::{
        Arrangement, Column, Command, Failure, FindQuery, Found, Job, JobResult, Merged, Next, OpenedProject,
        OutsideAnswer, OutsideVersion, SavedFile, Select, Sort, StatusFilter, Workspace,
    },
};
use std::sync::Arc;

/// A desk, the clock on the wall, and the work that was asked for and not yet done.
pub(crate) struct Sitting {
    pub(crate) desk: Workspace,
    clock: i64,
    pub(crate) jobs: Vec<Job>,
    /// What the keeper of the project was asked for.
    pub(crate) kept: Vec<Job>,
}

const TEXT: &str = "The moon is a balloon. Nobody has said so.";

pub(crate) fn sitting() -> Sitting {
    let mut sitting = Sitting {
        desk: Workspace::new(Arrangement::default()),
        clock: 1_000,
        jobs: Vec::new(),
        kept: Vec::new(),
    };
    sitting.command(Command::Leave(Next::NewFromText { title: "Moon".into(), text: TEXT.into() }));
    sitting
}

/// A sitting over a project that was opened from `moon.ron`.
pub(crate) fn opened() -> Sitting {
    let mut sitting =
        Sitting { desk: Workspace::default(), clock: 1_000, jobs: Vec::new(), kept: Vec::new() };
    sitting.command(Command::Leave(Next::Open("moon.ron".into())));
    assert!(matches!(sitting.jobs.pop(), Some(Job::Open(_))));
    let project = Arc::new(Project::new("Moon", TEXT.into()));
    sitting.finish(JobResult::Opened {
        path: "moon.ron".into(),
        outcome: Ok(OpenedProject::of(project, Fingerprint::of(TEXT.as_bytes()))),
    });
    sitting
}

/// A file that is on the disk; the words stand for its bytes.
pub(crate) fn saved(bytes: &str) -> SavedFile {
    let fingerprint = Fingerprint::of(bytes.as_bytes());
    SavedFile { fingerprint, not_confirmed: None, kept_aside: None, remarks: Vec::new() }
}

pub(crate) fn failure(text: &str) -> Failure {
    Failure { text: text.into(), detail: String::new() }
}

pub(crate) fn id(text: &str) -> ClaimId {
    text.parse().expect("a claim id")
}

impl Sitting {
    pub(crate) fn command(&mut self, command: Command) -> &mut Self {
        self.clock += 5;
        let jobs = self.desk.handle(command, Timestamp::from_unix_seconds(self.clock));
        self.take(jobs)
    }

    fn take(&mut self, jobs: Vec<Job>) -> &mut Self {
        let (kept, others): (Vec<Job>, Vec<Job>) = jobs.into_iter().partition(|job| {
            matches!(
                job,
                Job::Protect(_)
                    | Job::Record { .. }
                    | Job::NoteSaving { .. }
                    | Job::NoteSaved { .. }
                    | Job::LetGo { .. }
            )
        });
        self.kept.extend(kept);
        self.jobs.extend(others);
        self
    }

    pub(crate) fn edit(&mut self, edit: Edit) -> &mut Self {
        self.command(Command::Edit(edit))
    }

    pub(crate) fn finish(&mut self, result: JobResult) -> &mut Self {
        let jobs = self.desk.finish(result, Timestamp::from_unix_seconds(self.clock));
        self.take(jobs)
    }

    pub(crate) fn claim(&mut self, words: &str) -> &mut Self {
        let start = TEXT.find(words).expect("the words are in the article");
        let passages = TextRange::new(start, start + words.len()).into_iter().collect();
        self.edit(Edit::AddClaim { text: words.into(), passages })
    }

    pub(crate) fn tag(&mut self, claim: &str, status: Status) -> &mut Self {
        self.edit(Edit::SetStatus { claims: vec![id(claim)], status: Some(status) })
    }

    /// The save that was asked for does not come about.
    pub(crate) fn save_fails(&mut self) -> &mut Self {
        match self.jobs.pop() {
            Some(job @ Job::Save { .. }) => self.finish(job.failed(failure("The disk is full."))),
            other => panic!("a save was expected, not {other:?}"),
        }
    }

    /// One keystroke after the other, without a pause.
    fn type_into(&mut self, claim: &str, field: ClaimField, typed: &str) -> &mut Self {
        for end in 1..=typed.len() {
            self.clock -= 5;
            self.edit(Edit::SetField { claim: id(claim), field, typed: typed[..end].into() });
        }
        self
    }

    pub(crate) fn document(&self) -> &claimdesk::workspace::Document {
        self.desk.document().expect("a project is open")
    }

    fn status(&self, claim: &str) -> Option<Status> {
        self.document().project().claim(id(claim)).expect("the claim is there").status
    }

    fn rows(&self) -> Vec<String> {
        self.document().list().rows().iter().map(ToString::to_string).collect()
    }

    fn past(&self) -> Vec<&str> {
        self.document().history().past().map(claimdesk::edit::Step::label).collect()
    }

    /// Does the one save that was asked for.
    pub(crate) fn save_succeeds(&mut self) -> &mut Self {
        match self.jobs.pop() {
            Some(Job::Save { path, project, .. }) => {
                self.finish(JobResult::Saved { path, project, outcome: Ok(saved("saved")) })
            }
            other => panic!("a save was expected, not {other:?}"),
        }
    }
}

#[test]
fn a_claim_is_made_tagged_and_taken_back_step_by_step() {
    let mut desk = sitting();
    desk.claim("moon").tag("C01", Status::Disputed);
    assert_eq!(desk.status("C01"), Some(Status::Disputed));
    assert_eq!(desk.past(), ["new claim C01", "tag C01 disputed"]);
    desk.command(Command::Undo);
    assert_eq!(desk.status("C01"), None);
    desk.command(Command::Undo);
    assert!(desk.document().project().claims().is_empty());
    desk.command(Command::Redo).command(Command::Redo);
    assert_eq!(desk.status("C01"), Some(Status::Disputed));
}

#[test]
fn a_new_claim_is_selected_and_undoing_its_deletion_selects_it_again() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon");
    assert_eq!(desk.document().selection().primary(), Some(id("C02")));
    desk.edit(Edit::DeleteClaims(vec![id("C01")]));
    assert_eq!(desk.document().selection().primary(), Some(id("C02")));
    desk.command(Command::Undo);
    assert_eq!(desk.document().selection().primary(), Some(id("C01")));
}

#[test]
fn deleting_the_selected_claim_selects_the_row_below_or_at_the_end_the_one_above() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").claim("Nobody").command(Command::Select(Select::Only(id("C02"))));
    for (gone, selected) in [("C02", Some("C03")), ("C03", Some("C01")), ("C01", None)] {
        desk.edit(Edit::DeleteClaims(vec![id(gone)]));
        assert_eq!(desk.document().selection().primary(), selected.map(id));
    }
}

#[test]
fn tagging_many_claims_is_one_step() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").claim("Nobody").command(Command::Select(Select::All));
    let claims: Vec<ClaimId> = desk.document().selection().claims().collect();
    desk.edit(Edit::SetStatus { claims, status: Some(Status::Sourced) });
    assert_eq!(desk.past().last(), Some(&"tag 3 claims sourced"));
    assert_eq!(desk.document().list().counts().sourced, 3);
    desk.command(Command::Undo);
    assert_eq!(desk.document().list().counts().not_tagged, 3);
}

#[test]
fn typing_is_undone_word_by_word() {
    let mut desk = sitting();
    desk.claim("moon").type_into("C01", ClaimField::Note, "ask the desk");
    assert_eq!(desk.past().len(), 1 + 3);
    desk.command(Command::Undo);
    assert_eq!(desk.document().project().claim(id("C01")).expect("there").note, "ask the ");
}

#[test]
fn what_is_typed_and_taken_back_at_once_is_no_step() {
    let mut desk = opened();
    desk.claim("moon").command(Command::Save).save_succeeds();
    desk.type_into("C01", ClaimField::Note, "a");
    desk.clock -= 5;
    desk.edit(Edit::SetField { claim: id("C01"), field: ClaimField::Note, typed: String::new() });
    assert_eq!(desk.past(), ["new claim C01"]);
    assert!(!desk.document().has_unsaved_changes());
}

#[test]
fn typing_right_after_an_undo_is_a_step_of_its_own() {
    let mut desk = sitting();
    desk.claim("moon").type_into("C01", ClaimField::Note, "ask the");
    // Quicker than any pause.
    desk.clock -= 5;
    desk.command(Command::Undo);
    desk.clock -= 5;
    desk.edit(Edit::SetField { claim: id("C01"), field: ClaimField::Note, typed: "ask x".into() });
    desk.command(Command::Undo);
    assert_eq!(desk.document().project().claim(id("C01")).expect("there").note, "ask ");
}

#[test]
fn a_pause_or_another_command_ends_a_run_of_typing() {
    let mut desk = sitting();
    desk.claim("moon").type_into("C01", ClaimField::Note, "ask");
    desk.command(Command::EndStep).type_into("C01", ClaimField::Note, "asked");
    assert_eq!(desk.past().len(), 3);
}

#[test]
fn going_to_a_step_of_the_history_undoes_or_redoes_all_between() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").tag("C01", Status::Sourced).command(Command::GoToStep(1));
    assert_eq!(desk.rows(), ["C01"]);
    desk.command(Command::GoToStep(3));
    assert_eq!(desk.status("C01"), Some(Status::Sourced));
}

#[test]
fn a_claim_may_have_several_passages_or_none() {
    let mut desk = sitting();
    desk.edit(Edit::AddClaim { text: "Says nobody".into(), passages: Vec::new() });
    let passage = TextRange::new(0, 3).expect("not empty");
    desk.edit(Edit::AddPassage { claim: id("C01"), passage });
    desk.edit(Edit::AddPassage { claim: id("C01"), passage: TextRange::new(4, 8).expect("not empty") });
    assert_eq!(desk.document().project().article().passages_of(id("C01")).count(), 2);
    desk.edit(Edit::AddPassage { claim: id("C01"), passage });
    assert_eq!(desk.desk.notices().last().expect("told").text, "C01 is pinned to these words already.");
}

#[test]
fn the_selected_row_stays_under_a_filter_until_the_selection_moves_on() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").command(Command::Select(Select::Only(id("C01"))));
    desk.command(Command::FilterStatuses(StatusFilter::only(None)));
    desk.tag("C01", Status::Sourced);
    assert_eq!(desk.rows(), ["C01", "C02"]);
    desk.command(Command::Select(Select::Only(id("C02"))));
    assert_eq!(desk.rows(), ["C02"]);
}

#[test]
fn a_new_claim_has_a_row_whatever_the_filter_until_the_selection_moves_on() {
    let mut desk = sitting();
    desk.claim("moon").tag("C01", Status::Disputed);
    desk.command(Command::FilterStatuses(StatusFilter::only(Some(Status::Disputed))));
    desk.claim("balloon");
    assert_eq!(desk.rows(), ["C01", "C02"]);
    assert_eq!(desk.document().list().selected_row(), Some(1));
    desk.command(Command::Select(Select::Only(id("C01"))));
    assert_eq!(desk.rows(), ["C01"]);
}

#[test]
fn rows_are_sorted_with_equal_ones_by_id_and_empty_ones_last() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").claim("Nobody").claim("said");
    desk.tag("C03", Status::Sourced).tag("C02", Status::Disputed).tag("C04", Status::Sourced);
    desk.command(Command::Select(Select::None));
    let sort = |descending| Command::Sort(Some(Sort { column: Column::Status, descending }));
    desk.command(sort(false));
    assert_eq!(desk.rows(), ["C03", "C04", "C02", "C01"]);
    desk.command(sort(true));
    assert_eq!(desk.rows(), ["C02", "C03", "C04", "C01"]);
    desk.command(Command::Sort(None));
    assert_eq!(desk.rows(), ["C01", "C02", "C03", "C04"]);
}

#[test]
fn a_row_that_moves_beside_the_selected_one_stands_on_the_right_side_of_it() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").claim("Nobody").tag("C02", Status::Sourced);
    desk.command(Command::Sort(Some(Sort { column: Column::Status, descending: false })));
    desk.command(Command::Select(Select::Only(id("C02"))));
    desk.tag("C03", Status::Sourced).tag("C01", Status::Sourced);
    assert_eq!(desk.rows(), ["C01", "C02", "C03"]);
}

#[test]
fn filter_words_are_found_in_every_text_of_a_claim() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon");
    let source = Source { title: "NASA fact sheet".into(), ..Source::default() };
    desk.edit(Edit::AddSource { claim: id("C01"), source });
    desk.edit(Edit::SetField {
        claim: id("C02"),
        field: ClaimField::Attribution,
        typed: "A child > Nasa".into(),
    });
    desk.command(Command::Select(Select::None)).command(Command::FilterWords("nasa".into()));
    assert_eq!(desk.rows(), ["C01", "C02"]);
    desk.command(Command::FilterWords("nasa CHILD".into()));
    assert_eq!(desk.rows(), ["C02"]);
    desk.command(Command::FilterWords("c01".into()));
    assert_eq!(desk.rows(), ["C01"]);
    desk.edit(Edit::SetField { claim: id("C02"), field: ClaimField::Note, typed: "Ο ΔΡΟΜΟΣ".into() });
    for typed in ["ΔΡΌΜΟΣ", "δρομος", "ΔΡΟΜΟΣ", "δρομοσ"] {
        desk.command(Command::FilterWords(typed.into()));
        assert_eq!(desk.rows().len(), usize::from(!typed.contains('Ό')), "{typed}");
    }
}

#[test]
fn arrow_keys_walk_the_shown_rows_and_shift_extends() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").claim("Nobody");
    let walk = |by, extend| Command::Select(Select::Rows { by, extend });
    desk.command(Command::Select(Select::Only(id("C01")))).command(walk(1, false));
    assert_eq!(desk.document().selection().primary(), Some(id("C02")));
    desk.command(walk(1, true));
    assert_eq!(desk.document().selection().len(), 2);
    desk.command(walk(5, false));
    assert_eq!(desk.document().selection().primary(), Some(id("C03")));
    assert_eq!(desk.document().selection().len(), 1);
}

#[test]
fn a_range_of_rows_is_drawn_anew_from_where_it_started() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").claim("Nobody").command(Command::Select(Select::Only(id("C01"))));
    desk.command(Command::Select(Select::RangeTo(id("C03"))));
    desk.command(Command::Select(Select::RangeTo(id("C02"))));
    assert_eq!(desk.document().selection().claims().collect::<Vec<_>>(), [id("C01"), id("C02")]);
    assert_eq!(desk.document().selection().primary(), Some(id("C02")));
}

#[test]
fn find_starts_at_the_first_match_from_the_place_on_and_goes_around_the_ends() {
    let mut desk = sitting();
    let query = FindQuery { words: "oon".into(), ..FindQuery::default() };
    let first = TEXT.find("oon").expect("there");
    for (from, current) in [(0, 0), (first, 0), (first + 1, 1), (TEXT.len(), 0)] {
        desk.command(Command::Find { query: query.clone(), from });
        assert_eq!(desk.document().search().current(), Some(current), "from {from}");
    }
    for (forward, current) in [(false, 1), (false, 0), (true, 1), (true, 0)] {
        desk.command(Command::FindStep { forward });
        assert_eq!(desk.document().search().current(), Some(current));
    }
}

#[test]
fn what_cannot_be_done_is_refused_with_a_reason_and_changes_nothing() {
    let mut desk = sitting();
    let range = |start, end| TextRange::new(start, end).expect("not empty");
    let (one, other) = (range(0, 3), range(4, 8));
    desk.edit(Edit::AddClaim { text: "Two".into(), passages: vec![one, other] });
    let before = Arc::clone(desk.document().project());
    let claim = id("C01");
    for (edit, reason) in [
        (Edit::MovePassage { claim, from: one, to: other }, "C01 is pinned to these words already."),
        (Edit::MovePassage { claim, from: range(0, 8), to: one }, "C01 has no such entry any more."),
        (Edit::AddPassage { claim, passage: range(0, 1_000) }, "These words are not in the article."),
        (Edit::MovePassage { claim, from: one, to: range(0, 1_000) }, "These words are not in the article."),
        (Edit::SetStatus { claims: Vec::new(), status: None }, "No claim is selected."),
        (Edit::RemoveSource { claim, index: 0 }, "C01 has no such entry any more."),
    ] {
        desk.edit(edit);
        assert_eq!(desk.desk.notices().last().expect("told").text, reason);
        assert!(desk.document().project().ptr_eq(&before));
    }
}

#[test]
fn a_selected_claim_that_a_filter_hid_keeps_its_row_again_once_it_is_back() {
    let mut desk = sitting();
    desk.claim("moon").claim("balloon").tag("C02", Status::Disputed);
    desk.command(Command::Select(Select::Only(id("C01"))));
    desk.command(Command::FilterStatuses(StatusFilter::only(Some(Status::Disputed))));
    assert_eq!(desk.rows(), ["C02"]);
    desk.command(Command::FilterStatuses(StatusFilter::ALL));
    assert_eq!(desk.document().list().selected_row(), Some(0));
    desk.command(Command::FilterStatuses(StatusFilter::only(None)));
    desk.tag("C01", Status::Sourced);
    assert_eq!(desk.rows(), ["C01"], "the claim that is worked on stays");
}

#[test]
fn the_journal_is_told_of_changes_and_saves_in_the_order_in_which_they_were_made() {
    let mut desk = opened();
    desk.claim("moon");
    let theirs = OutsideVersion {
        project: Arc::new(Project::new("Luna", TEXT.into())),
        fingerprint: Fingerprint::of(b"theirs"),
        warnings: Vec::new(),
    };
    desk.finish(JobResult::Looked { path: "moon.ron".into(), found: Found::Changed(theirs) });
    desk.command(Command::AnswerOutside(OutsideAnswer::Merge));
    let Some(Job::Merge { ours, theirs, .. }) = desk.jobs.pop() else { panic!("a merge was expected") };
    let project = Arc::new(ours.with_title("Luna"));
    desk.kept.clear();
    desk.finish(JobResult::Merged(Ok(Merged { ours, theirs, project, clashes: Vec::new() })));
    desk.command(Command::Save);
    let order: Vec<&str> = desk
        .kept
        .iter()
        .map(|job| {
            if let Job::Record { project, .. } = job {
                if project.claims().is_empty() { "theirs" } else { "merged" }
            } else if matches!(job, Job::NoteSaving { .. }) {
                "saving"
            } else {
                "saved"
            }
        })
        .collect();
    assert_eq!(order, ["theirs", "saving", "saved", "merged", "saving"]);
}
