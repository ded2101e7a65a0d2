//! Edits as version 1 writes them, both ways.

use super::types::{
    EditFile, FieldFile, KindFile, MetadataFieldFile, ReplacementFile, SourceFile, StatusFile,
};
use crate::{
    edit::{Edit, Replacement},
    model::{ClaimField, ClaimId, Kind, MetadataField, Project, Source, Status, TextRange},
};
use std::sync::Arc;

/// The edit in the shape of the file; a version of the whole project is left to the caller.
pub(super) fn edit_file(edit: &Edit) -> EditFile {
    match edit {
        Edit::AddClaim { text, passages } => EditFile::AddClaim {
            text: text.clone(),
            passages: passages.iter().map(|passage| range_file(*passage)).collect(),
        },
        Edit::DeleteClaims(claims) => EditFile::DeleteClaims(numbers(claims)),
        Edit::SetStatus { claims, status } => {
            EditFile::SetStatus { claims: numbers(claims), status: status.map(status_file) }
        }
        Edit::SetKind { claims, kind } => {
            EditFile::SetKind { claims: numbers(claims), kind: kind.map(kind_file) }
        }
        Edit::SetField { claim, field, typed } => {
            EditFile::SetField { claim: claim.number(), field: field_file(*field), typed: typed.clone() }
        }
        Edit::AddPassage { claim, passage } => {
            EditFile::AddPassage { claim: claim.number(), passage: range_file(*passage) }
        }
        Edit::MovePassage { claim, from, to } => {
            EditFile::MovePassage { claim: claim.number(), from: range_file(*from), to: range_file(*to) }
        }
        Edit::RemovePassage { claim, passage } => {
            EditFile::RemovePassage { claim: claim.number(), passage: range_file(*passage) }
        }
        Edit::ForgetLostPassage { claim, index } => {
            EditFile::ForgetLostPassage { claim: claim.number(), index: *index }
        }
        Edit::AddSource { claim, source } => {
            EditFile::AddSource { claim: claim.number(), source: source_file(source) }
        }
        Edit::SetSource { claim, index, source } => {
            EditFile::SetSource { claim: claim.number(), index: *index, source: source_file(source) }
        }
        Edit::RemoveSource { claim, index } => {
            EditFile::RemoveSource { claim: claim.number(), index: *index }
        }
        Edit::SetTitle(title) => EditFile::SetTitle(title.clone()),
        Edit::SetMetadata { field, typed } => {
            EditFile::SetMetadata { field: metadata_field_file(*field), typed: typed.clone() }
        }
        Edit::ReplaceWith { because, .. } => EditFile::ReplaceWith { because: replacement_file(because) },
    }
}

/// The edit that the file describes; `None` when it holds ids or passages that cannot be.
pub(super) fn edit_of(file: EditFile, version: Option<Arc<Project>>) -> Option<Edit> {
    Some(match file {
        EditFile::AddClaim { text, passages } => {
            Edit::AddClaim { text, passages: passages.into_iter().map(range_of).collect::<Option<_>>()? }
        }
        EditFile::DeleteClaims(claims) => Edit::DeleteClaims(ids(claims)?),
        EditFile::SetStatus { claims, status } => {
            Edit::SetStatus { claims: ids(claims)?, status: status.map(status_of) }
        }
        EditFile::SetKind { claims, kind } => Edit::SetKind { claims: ids(claims)?, kind: kind.map(kind_of) },
        EditFile::SetField { claim, field, typed } => {
            Edit::SetField { claim: ClaimId::new(claim)?, field: field_of(field), typed }
        }
        EditFile::AddPassage { claim, passage } => {
            Edit::AddPassage { claim: ClaimId::new(claim)?, passage: range_of(passage)? }
        }
        EditFile::MovePassage { claim, from, to } => {
            Edit::MovePassage { claim: ClaimId::new(claim)?, from: range_of(from)?, to: range_of(to)? }
        }
        EditFile::RemovePassage { claim, passage } => {
            Edit::RemovePassage { claim: ClaimId::new(claim)?, passage: range_of(passage)? }
        }
        EditFile::ForgetLostPassage { claim, index } => {
            Edit::ForgetLostPassage { claim: ClaimId::new(claim)?, index }
        }
        EditFile::AddSource { claim, source } => {
            Edit::AddSource { claim: ClaimId::new(claim)?, source: source_of(source) }
        }
        EditFile::SetSource { claim, index, source } => {
            Edit::SetSource { claim: ClaimId::new(claim)?, index, source: source_of(source) }
        }
        EditFile::RemoveSource { claim, index } => Edit::RemoveSource { claim: ClaimId::new(claim)?, index },
        EditFile::SetTitle(title) => Edit::SetTitle(title),
        EditFile::SetMetadata { field, typed } => {
            Edit::SetMetadata { field: metadata_field_of(field), typed }
        }
        EditFile::ReplaceWith { because } => {
            Edit::ReplaceWith { version: version?, because: replacement_of(because) }
        }
    })
}

fn numbers(claims: &[ClaimId]) -> Vec<u32> {
    claims.iter().map(|claim| claim.number()).collect()
}

fn ids(numbers: Vec<u32>) -> Option<Vec<ClaimId>> {
    numbers.into_iter().map(ClaimId::new).collect()
}

const fn range_file(range: TextRange) -> (usize, usize) {
    (range.start(), range.end())
}

const fn range_of((start, end): (usize, usize)) -> Option<TextRange> {
    TextRange::new(start, end)
}

fn source_file(source: &Source) -> SourceFile {
    let Source { title, url, note } = source.clone();
    SourceFile { title, url, note }
}

fn source_of(file: SourceFile) -> Source {
    let SourceFile { title, url, note } = file;
    Source { title, url, note }
}

fn replacement_file(because: &Replacement) -> ReplacementFile {
    match because {
        Replacement::Reloaded => ReplacementFile::Reloaded,
        Replacement::Merged => ReplacementFile::Merged,
        Replacement::BackupRestored { label } => ReplacementFile::BackupRestored { label: label.clone() },
        Replacement::Recovered => ReplacementFile::Recovered,
    }
}

fn replacement_of(file: ReplacementFile) -> Replacement {
    match file {
        ReplacementFile::Reloaded => Replacement::Reloaded,
        ReplacementFile::Merged => Replacement::Merged,
        ReplacementFile::BackupRestored { label } => Replacement::BackupRestored { label },
        ReplacementFile::Recovered => Replacement::Recovered,
    }
}

const fn status_file(status: Status) -> StatusFile {
    match status {
        Status::Sourced => StatusFile::Sourced,
        Status::Disputed => StatusFile::Disputed,
        Status::Unconfirmed => StatusFile::Unconfirmed,
    }
}

const fn status_of(file: StatusFile) -> Status {
    match file {
        StatusFile::Sourced => Status::Sourced,
        StatusFile::Disputed => Status::Disputed,
        StatusFile::Unconfirmed => Status::Unconfirmed,
    }
}

const fn kind_file(kind: Kind) -> KindFile {
    match kind {
        Kind::Number => KindFile::Number,
        Kind::Event => KindFile::Event,
        Kind::Quote => KindFile::Quote,
        Kind::Attribution => KindFile::Attribution,
        Kind::Assessment => KindFile::Assessment,
        Kind::Causal => KindFile::Causal,
    }
}

const fn kind_of(file: KindFile) -> Kind {
    match file {
        KindFile::Number => Kind::Number,
        KindFile::Event => Kind::Event,
        KindFile::Quote => Kind::Quote,
        KindFile::Attribution => Kind::Attribution,
        KindFile::Assessment => Kind::Assessment,
        KindFile::Causal => Kind::Causal,
    }
}

const fn field_file(field: ClaimField) -> FieldFile {
    match field {
        ClaimField::Text => FieldFile::Text,
        ClaimField::Attribution => FieldFile::Attribution,
        ClaimField::Reason => FieldFile::Reason,
        ClaimField::Note => FieldFile::Note,
    }
}

const fn field_of(file: FieldFile) -> ClaimField {
    match file {
        FieldFile::Text => ClaimField::Text,
        FieldFile::Attribution => ClaimField::Attribution,
        FieldFile::Reason => ClaimField::Reason,
        FieldFile::Note => ClaimField::Note,
    }
}

const fn metadata_field_file(metadata_field: MetadataField) -> MetadataFieldFile {
    match metadata_field {
        MetadataField::Headline => MetadataFieldFile::Headline,
        MetadataField::Author => MetadataFieldFile::Author,
        MetadataField::Outlet => MetadataFieldFile::Outlet,
        MetadataField::Date => MetadataFieldFile::Date,
        MetadataField::Url => MetadataFieldFile::Url,
    }
}

const fn metadata_field_of(file: MetadataFieldFile) -> MetadataField {
    match file {
        MetadataFieldFile::Headline => MetadataField::Headline,
        MetadataFieldFile::Author => MetadataField::Author,
        MetadataFieldFile::Outlet => MetadataField::Outlet,
        MetadataFieldFile::Date => MetadataField::Date,
        MetadataFieldFile::Url => MetadataField::Url,
    }
}
