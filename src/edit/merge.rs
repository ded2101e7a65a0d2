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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ClaimField, ClaimId, MetadataField, Source, TextRange};

    const OTHER: ClaimId = ClaimId::FIRST.next().expect("the second id");

    fn typing(claim: ClaimId, field: ClaimField, typed: &str) -> Edit {
        Edit::SetField { claim, field, typed: typed.to_owned() }
    }

    fn stating(field: MetadataField, typed: &str) -> Edit {
        Edit::SetMetadata { field, typed: typed.to_owned() }
    }

    fn moving(claim: ClaimId, from: usize, to: usize) -> Edit {
        let range = |end| TextRange::new(0, end).expect("not empty");
        Edit::MovePassage { claim, from: range(from), to: range(to) }
    }

    fn naming(claim: ClaimId, index: usize, title: &str) -> Edit {
        Edit::SetSource { claim, index, source: Source { title: title.to_owned(), ..Source::default() } }
    }

    #[test]
    fn edits_of_one_thing_are_one_edit_with_the_last_outcome() {
        let one = ClaimId::FIRST;
        for (first, second, both) in [
            (
                typing(one, ClaimField::Note, "a"),
                typing(one, ClaimField::Note, "ab"),
                typing(one, ClaimField::Note, "ab"),
            ),
            (moving(one, 1, 2), moving(one, 2, 3), moving(one, 1, 3)),
            (naming(one, 1, "a"), naming(one, 1, "ab"), naming(one, 1, "ab")),
            (Edit::SetTitle("a".into()), Edit::SetTitle("ab".into()), Edit::SetTitle("ab".into())),
            (
                stating(MetadataField::Date, "1"),
                stating(MetadataField::Date, "12"),
                stating(MetadataField::Date, "12"),
            ),
        ] {
            assert_eq!(merge(&first, &second), Some(both));
        }
    }

    #[test]
    fn edits_of_two_things_are_two_edits() {
        let one = ClaimId::FIRST;
        for (first, second) in [
            (typing(one, ClaimField::Note, "a"), typing(OTHER, ClaimField::Note, "a")),
            (typing(one, ClaimField::Note, "a"), typing(one, ClaimField::Reason, "a")),
            (moving(one, 1, 2), moving(OTHER, 2, 3)),
            (moving(one, 1, 2), moving(one, 3, 4)),
            (naming(one, 1, "a"), naming(OTHER, 1, "a")),
            (naming(one, 1, "a"), naming(one, 0, "a")),
            (stating(MetadataField::Date, "1"), stating(MetadataField::Author, "1")),
            (Edit::SetTitle("a".into()), typing(one, ClaimField::Text, "a")),
            (
                Edit::SetStatus { claims: vec![one], status: None },
                Edit::SetStatus { claims: vec![one], status: None },
            ),
        ] {
            assert_eq!(merge(&first, &second), None, "{first:?} and {second:?}");
        }
    }
}
