//! Which text of the article the merged project has, and where all passages stand in it.

use super::{
    clash::Clash,
    moved_passages::{MovedPassages, Placed},
    pick::{Picked, pick},
};
use crate::model::{Article, Metadata, MetadataField, Project, VersionPart};

/// The article of the merged project, and the passages of each version in its text.
#[derive(Debug)]
pub(super) struct MergedArticle<'a> {
    /// The version whose text it is.
    pub(super) text_of: &'a Article,
    pub(super) base: Placed,
    pub(super) ours: Placed,
    pub(super) theirs: Placed,
}

impl<'a> MergedArticle<'a> {
    pub(super) fn of(
        base: Option<&'a Project>,
        ours: &'a Project,
        theirs: &'a Project,
        clashes: &mut Vec<Clash>,
    ) -> Self {
        let base = base.map(Project::article);
        let (ours, theirs) = (ours.article(), theirs.article());
        let text_of = match pick(base.map(Article::text), ours.text(), theirs.text(), str::is_empty) {
            Picked::Ours => ours,
            Picked::Theirs => theirs,
            Picked::Both => {
                clashes.push(Clash::BothChanged {
                    part: VersionPart::ArticleText,
                    ours: ours.text().to_owned(),
                    theirs: theirs.text().to_owned(),
                });
                ours
            }
        };
        let mut from_ours = MovedPassages::new(ours, text_of);
        let mut from_theirs = MovedPassages::new(theirs, text_of);
        // Versions with the same text are moved by the same mover, so that what stayed the same is
        // the same afterwards, be it found or lost.
        let base = match base {
            None => Placed::default(),
            Some(base) if base.text() == ours.text() => from_ours.place(base),
            Some(base) if base.text() == theirs.text() => from_theirs.place(base),
            Some(base) => MovedPassages::new(base, text_of).place(base),
        };
        Self { text_of, base, ours: from_ours.place(ours), theirs: from_theirs.place(theirs) }
    }
}

/// What the article states about itself.
pub(super) fn merge_metadata(
    base: Option<&Metadata>,
    ours: &Metadata,
    theirs: &Metadata,
    clashes: &mut Vec<Clash>,
) -> Metadata {
    let mut field = |field: MetadataField| {
        let [our_text, their_text] = [ours, theirs].map(|side| side.as_written(field));
        let base = base.map(|base| base.as_written(field));
        let picked = pick(base.as_ref(), &our_text, &their_text, Option::is_none);
        if picked == Picked::Both {
            clashes.push(Clash::BothChanged {
                part: VersionPart::Metadata(field),
                ours: our_text.unwrap_or_default().to_owned(),
                theirs: their_text.unwrap_or_default().to_owned(),
            });
        }
        if picked == Picked::Theirs { their_text } else { our_text }.map(ToOwned::to_owned)
    };
    Metadata {
        headline: field(MetadataField::Headline),
        author: field(MetadataField::Author),
        outlet: field(MetadataField::Outlet),
        date: field(MetadataField::Date),
        url: field(MetadataField::Url),
    }
}
