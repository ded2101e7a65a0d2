//! When two edits are one step to undo.

use super::Edit;

/// The one edit that does what `first` and then `second` do, when a person would call them one.
///
/// Typing into one field is one step, and so are nudging one edge of a passage and typing into one
/// source. Whether the pause between them was short enough is for the history to say.
pub(super) fn merge(first: &Edit, second: &Edit) -> Option<Edit> {
    match (first, second) {
        (Edit::SetField { claim, field, .. }, Edit::SetField { claim: same, field: kind, typed })
            if claim == same && field == kind =>
        {
            Some(Edit::SetField { claim: *claim, field: *field, typed: typed.clone() })
        }
        (
            Edit::MovePassage { claim, from, to },
            Edit::MovePassage { claim: same, from: between, to: last },
        ) if claim == same && to == between => {
            Some(Edit::MovePassage { claim: *claim, from: *from, to: *last })
        }
        (Edit::SetSource { claim, index, .. }, Edit::SetSource { claim: same, index: place, source })
            if claim == same && index == place =>
        {
            Some(Edit::SetSource { claim: *claim, index: *index, source: source.clone() })
        }
        (Edit::SetTitle(_), Edit::SetTitle(title)) => Some(Edit::SetTitle(title.clone())),
        (Edit::SetMetadata { field, .. }, Edit::SetMetadata { field: same, typed }) if field == same => {
            Some(Edit::SetMetadata { field: *field, typed: typed.clone() })
        }
        _ => None,
    }
}
