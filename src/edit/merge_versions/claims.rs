//! One claim out of two: each field from the side that changed it; where both did, ours stands and
//! the note keeps what the other version says.

use super::{
    clash::Clash,
    pick::{Picked, merge_lists, pick},
};
use crate::model::{Attribution, Claim, ClaimPart, Status, VersionPart};

/// The claim that both versions have, `base` being what it came from if that is known.
pub(super) fn merge_claim(
    base: Option<&Claim>,
    ours: &Claim,
    theirs: &Claim,
    clashes: &mut Vec<Clash>,
) -> Claim {
    if ours == theirs || base == Some(theirs) {
        return ours.clone();
    }
    if base == Some(ours) {
        return theirs.clone();
    }
    let mut fields = Fields { base, ours, theirs, kept: Vec::new(), clashes };
    let text = |text: &String| text.clone();
    let mut merged = Claim {
        id: ours.id,
        status: fields.merge(
            ClaimPart::Status,
            |claim| &claim.status,
            Option::is_none,
            |status| Status::word_or_none(*status).to_owned(),
        ),
        kind: fields.merge(
            ClaimPart::Kind,
            |claim| &claim.kind,
            Option::is_none,
            |kind| kind.map_or_else(String::new, |kind| kind.word().to_owned()),
        ),
        text: fields.merge(ClaimPart::Text, |claim| &claim.text, String::is_empty, text),
        attribution: fields.merge(
            ClaimPart::Attribution,
            |claim| &claim.attribution,
            Attribution::is_empty,
            ToString::to_string,
        ),
        reason: fields.merge(ClaimPart::Reason, |claim| &claim.reason, String::is_empty, text),
        note: fields.merge(ClaimPart::Note, |claim| &claim.note, String::is_empty, text),
        sources: merge_lists(base.map(|base| &base.sources[..]), &ours.sources, &theirs.sources),
        lost_passages: merge_lists(
            base.map(|base| &base.lost_passages[..]),
            &ours.lost_passages,
            &theirs.lost_passages,
        ),
        changed: match pick(base.map(|base| &base.changed), &ours.changed, &theirs.changed, Option::is_none) {
            Picked::Ours => ours.changed,
            Picked::Theirs => theirs.changed,
            // Only a label: it decides nothing.
            Picked::Both => ours.changed.max(theirs.changed),
        },
    };
    for sentence in fields.kept {
        append_to_note(&mut merged.note, &sentence);
    }
    merged
}

/// Merges one field after the other.
struct Fields<'a> {
    base: Option<&'a Claim>,
    ours: &'a Claim,
    theirs: &'a Claim,
    /// What the note must keep of the other version.
    kept: Vec<String>,
    clashes: &'a mut Vec<Clash>,
}

impl Fields<'_> {
    fn merge<T: Clone + PartialEq>(
        &mut self,
        part: ClaimPart,
        field: impl Fn(&Claim) -> &T,
        is_nothing: impl Fn(&T) -> bool,
        show: impl Fn(&T) -> String,
    ) -> T {
        let (ours, theirs) = (field(self.ours), field(self.theirs));
        match pick(self.base.map(&field), ours, theirs, is_nothing) {
            Picked::Ours => ours.clone(),
            Picked::Theirs => theirs.clone(),
            Picked::Both => {
                let (shown_ours, shown_theirs) = (show(ours), show(theirs));
                self.kept.push(in_the_other_version(part, &shown_theirs));
                self.clashes.push(Clash::BothChanged {
                    part: VersionPart::ClaimPart(self.ours.id, part),
                    ours: shown_ours,
                    theirs: shown_theirs,
                });
                ours.clone()
            }
        }
    }
}

/// "In the other version: status Sourced", "In the other version: note “…”".
fn in_the_other_version(part: ClaimPart, theirs: &str) -> String {
    let part_word = part.word();
    match part {
        _ if theirs.is_empty() => format!("In the other version: {part_word} empty"),
        ClaimPart::Status | ClaimPart::Kind => format!("In the other version: {part_word} {theirs}"),
        ClaimPart::Text
        | ClaimPart::Attribution
        | ClaimPart::Reason
        | ClaimPart::Note
        | ClaimPart::Source
        | ClaimPart::Passage
        | ClaimPart::LostPassage => format!("In the other version: {part_word} “{theirs}”"),
    }
}

fn append_to_note(note: &mut String, sentence: &str) {
    // After a second merge with the same version it stands there already.
    if note.contains(sentence) {
        return;
    }
    if !note.is_empty() {
        note.push('\n');
    }
    note.push_str(sentence);
}
