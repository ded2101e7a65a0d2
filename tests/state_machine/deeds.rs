//! What can be done on a machine with two desks, and what of it can be next.

use claimdesk::workspace::{OpenInstead, OutsideAnswer, UnsavedAnswer};
use proptest::{prelude::*, sample::select};
use proptest_state_machine::ReferenceStateMachine;

/// The files that projects are saved to.
pub(super) const NAMES: [&str; 2] = ["moon.ron", "copy.ron"];

/// Which of the two desks.
pub(super) type Which = usize;

/// What is done next.
#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    /// Somebody works at a desk.
    Desk(Which, AtDesk),
    /// Another program does something to the file of a desk; whether the desks hear of it.
    Outside { file_of: Which, what: Outside, is_heard: bool },
    /// The watcher tells a desk that its file was touched.
    Told(Which),
    /// The program is killed.
    Kill(Which),
    /// It is started again, and the person does this.
    Start(Which, Begin),
    /// The clock is set, to so many seconds later or earlier.
    Clock(i64),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum AtDesk {
    Title,
    Claim,
    Undo,
    Redo,
    Save,
    /// A save while nothing can be put among the backups.
    SaveWithoutBackups,
    SaveAs(&'static str),
    SaveAsNew(&'static str),
    Answer(OutsideAnswer),
    Recovered(Recovered),
    TakeOver,
    RestoreBackup(usize),
    Close(UnsavedAnswer),
    Begin(Begin, UnsavedAnswer),
}

/// What the person decides about work that came back.
#[derive(Clone, Copy, Debug)]
pub(super) enum Recovered {
    Keep,
    Use,
    Merge,
    Discard,
}

/// How a project comes to a desk.
#[derive(Clone, Copy, Debug)]
pub(super) enum Begin {
    Open(&'static str, OpenInstead),
    /// The first of the work that is listed as unfinished.
    Recover,
    /// The first of it goes to the trash; then this is opened.
    DiscardAndOpen(&'static str),
    New,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Outside {
    EditInPlace,
    EditByRename,
    Delete,
    Truncate,
    TouchOnly,
}

/// Which programs run: all that decides which deed can be next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Running([bool; 2]);

impl ReferenceStateMachine for Running {
    type State = Self;
    type Transition = Deed;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self([true, true])).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Deed> {
        let which = || 0..2_usize;
        let outside = select(vec![
            Outside::EditInPlace,
            Outside::EditInPlace,
            Outside::EditByRename,
            Outside::EditByRename,
            Outside::Delete,
            Outside::Truncate,
            Outside::TouchOnly,
        ]);
        prop_oneof![
            20 => (which(), at_desk()).prop_map(|(which, deed)| Deed::Desk(which, deed)),
            6 => (which(), outside, any::<bool>())
                .prop_map(|(file_of, what, is_heard)| Deed::Outside { file_of, what, is_heard }),
            3 => which().prop_map(Deed::Told),
            2 => which().prop_map(Deed::Kill),
            4 => (which(), begin()).prop_map(|(which, begin)| Deed::Start(which, begin)),
            1 => (-100_000_000..100_000_i64).prop_map(Deed::Clock),
        ]
        .boxed()
    }

    fn preconditions(Running(running): &Self, deed: &Deed) -> bool {
        match deed {
            Deed::Desk(which, _) | Deed::Told(which) | Deed::Kill(which) => running[*which],
            Deed::Start(which, _) => !running[*which],
            Deed::Outside { .. } | Deed::Clock(_) => true,
        }
    }

    fn apply(Running(mut running): Self, deed: &Deed) -> Self {
        match deed {
            Deed::Kill(which) => running[*which] = false,
            Deed::Start(which, _) => running[*which] = true,
            Deed::Desk(..) | Deed::Outside { .. } | Deed::Told(_) | Deed::Clock(_) => {}
        }
        Self(running)
    }
}

fn at_desk() -> impl Strategy<Value = AtDesk> {
    let answer = select(vec![
        OutsideAnswer::Merge,
        OutsideAnswer::KeepBoth,
        OutsideAnswer::TakeTheirs,
        OutsideAnswer::TakeOurs,
    ]);
    let recovered = select(vec![Recovered::Keep, Recovered::Use, Recovered::Merge, Recovered::Discard]);
    prop_oneof![
        6 => Just(AtDesk::Title),
        3 => Just(AtDesk::Claim),
        2 => Just(AtDesk::Undo),
        1 => Just(AtDesk::Redo),
        6 => Just(AtDesk::Save),
        1 => Just(AtDesk::SaveWithoutBackups),
        1 => select(&NAMES).prop_map(AtDesk::SaveAs),
        1 => select(&NAMES).prop_map(AtDesk::SaveAsNew),
        5 => answer.prop_map(AtDesk::Answer),
        3 => recovered.prop_map(AtDesk::Recovered),
        2 => Just(AtDesk::TakeOver),
        1 => (0..4_usize).prop_map(AtDesk::RestoreBackup),
        2 => unsaved_answer().prop_map(AtDesk::Close),
        3 => (begin(), unsaved_answer()).prop_map(|(begin, answer)| AtDesk::Begin(begin, answer)),
    ]
}

fn begin() -> impl Strategy<Value = Begin> {
    let instead = select(vec![OpenInstead::LastGood, OpenInstead::Recovered, OpenInstead::Nothing]);
    prop_oneof![
        6 => (select(&NAMES), instead).prop_map(|(name, instead)| Begin::Open(name, instead)),
        3 => Just(Begin::Recover),
        1 => select(&NAMES).prop_map(Begin::DiscardAndOpen),
        1 => Just(Begin::New),
    ]
}

fn unsaved_answer() -> impl Strategy<Value = UnsavedAnswer> {
    select(vec![UnsavedAnswer::Save, UnsavedAnswer::Discard, UnsavedAnswer::Cancel])
}
