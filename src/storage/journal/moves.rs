//! What changes do to the row of steps, without doing them: whether the file holds what is on the desk,
//! and how far back a journal can lead.

use crate::edit::Recorded;

/// A change, as far as it moves along the row of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    Begins,
    Joins,
    TakenBack,
    Undo(usize),
    Redo(usize),
}

impl From<&Recorded> for Move {
    fn from(recorded: &Recorded) -> Self {
        match recorded {
            Recorded::Edit { begins_step: true, .. } => Self::Begins,
            Recorded::Edit { begins_step: false, .. } => Self::Joins,
            Recorded::TakenBack { .. } => Self::TakenBack,
            Recorded::Undo(steps) => Self::Undo(*steps),
            Recorded::Redo(steps) => Self::Redo(*steps),
        }
    }
}

impl Move {
    /// Whether it concerns the last step, and so cannot be the first after a whole project.
    pub(super) const fn goes_on_with_step(self) -> bool {
        matches!(self, Self::Joins | Self::TakenBack)
    }
}

/// How the project on the desk stands to the version in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unsaved {
    /// So many steps after the version in the file, before it if negative; `None` when that version
    /// cannot be reached by undo and redo any more.
    steps: Option<isize>,
    /// So many changes since.
    changes: usize,
}

impl Unsaved {
    /// The file holds it.
    pub(super) const NOTHING: Self = Self { steps: Some(0), changes: 0 };

    /// So many changes are in no file, whatever they are.
    pub(super) const fn changes(changes: usize) -> Self {
        Self { steps: if changes == 0 { Some(0) } else { None }, changes }
    }

    pub(super) fn follow(&mut self, step: Move) {
        let signed = |steps: usize| isize::try_from(steps).unwrap_or(isize::MAX);
        self.steps = self.steps.and_then(|steps| match step {
            Move::Begins => (steps >= 0).then_some(steps.saturating_add(1)),
            Move::Joins => (steps > 0).then_some(steps),
            Move::TakenBack => (steps > 0).then_some(steps.saturating_sub(1)),
            Move::Undo(undone) => Some(steps.saturating_sub(signed(undone))),
            Move::Redo(redone) => Some(steps.saturating_add(signed(redone))),
        });
        if !step.goes_on_with_step() {
            self.changes += 1;
        }
    }

    /// How many changes no file holds; 0 also when they were all undone.
    pub(super) const fn count(&self) -> usize {
        match self.steps {
            Some(0) => 0,
            // Even if nothing but the rest of a step is new.
            Some(_) | None => {
                if self.changes == 0 {
                    1
                } else {
                    self.changes
                }
            }
        }
    }
}

/// How many steps can be undone and redone from a whole project on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reach {
    back: usize,
    forward: usize,
}

impl Reach {
    /// After this change; `None` when it cannot be done again from that project on.
    pub(super) const fn after(self, step: Move) -> Option<Self> {
        let Self { back, forward } = self;
        match step {
            Move::Begins => Some(Self { back: back + 1, forward: 0 }),
            Move::Joins if back > 0 => Some(Self { back, forward: 0 }),
            Move::TakenBack if back > 0 => Some(Self { back: back - 1, forward: 0 }),
            Move::Undo(steps) if steps <= back => Some(Self { back: back - steps, forward: forward + steps }),
            Move::Redo(steps) if steps <= forward => {
                Some(Self { back: back + steps, forward: forward - steps })
            }
            Move::Joins | Move::TakenBack | Move::Undo(_) | Move::Redo(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unsaved_after(moves: &[Move]) -> usize {
        let mut unsaved = Unsaved::NOTHING;
        for step in moves {
            unsaved.follow(*step);
        }
        unsaved.count()
    }

    #[test]
    fn what_was_undone_to_the_saved_version_is_not_unsaved() {
        use Move::{Begins, Joins, Redo, TakenBack, Undo};
        for (moves, count) in [
            (&[][..], 0),
            (&[Begins, Begins], 2),
            (&[Begins, Joins, Joins], 1),
            (&[Begins, Joins, TakenBack], 0),
            (&[Begins, Begins, Undo(2)], 0),
            (&[Begins, Undo(1), Redo(1)], 3),
            // Steps before the version in the file were undone.
            (&[Undo(2)], 1),
            (&[Undo(2), Redo(2)], 0),
            // The version in the file cannot be reached any more.
            (&[Undo(1), Begins], 2),
            (&[Undo(1), Begins, Undo(1)], 3),
            (&[Joins], 1),
        ] {
            assert_eq!(unsaved_after(moves), count, "{moves:?}");
        }
    }

    #[test]
    fn a_journal_leads_back_no_further_than_to_its_first_project() {
        use Move::{Begins, Joins, Redo, TakenBack, Undo};
        let reach =
            |moves: &[Move]| moves.iter().try_fold(Reach::default(), |reach, step| reach.after(*step));
        assert!(reach(&[Begins, Joins, Begins, Undo(2), Redo(1), Undo(1)]).is_some());
        for beyond in [
            &[Undo(1)][..],
            &[Begins, Undo(2)],
            &[Begins, TakenBack, Undo(1)],
            &[Joins],
            &[TakenBack],
            &[Begins, Undo(1), Begins, Redo(1)],
        ] {
            assert_eq!(reach(beyond), None, "{beyond:?}");
        }
    }
}
