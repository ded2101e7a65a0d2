//! Records as version 1 writes them, both ways: one line of RON, and after it the text of a project where
//! the record holds one.

use super::{
    super::{FrameKind, Record, RecordError, Sitting, Start},
    edits::{edit_file, edit_of},
    types::{
        ChangeFile, MomentFile, OpenedFile, PathFile, RecordedFile, SaveBegunFile, SavedFile, StartFile,
    },
};
use crate::{
    edit::{Edit, Recorded},
    format::{self, WriteError},
    model::{Fingerprint, Project, Timestamp},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The record as the payload of a frame.
pub(in super::super) fn to_payload(record: &Record) -> Result<(FrameKind, Vec<u8>), WriteError> {
    Ok(match record {
        Record::Opened { sitting, title, start } => {
            (FrameKind::Opened, line(&opened_file(sitting, title, *start)))
        }
        Record::Base(project) => (FrameKind::Base, format::write(project)?.into_bytes()),
        Record::Change { recorded, at } => (FrameKind::Change, change(recorded, *at)?),
        Record::Told { recorded, at } => (FrameKind::Told, change(recorded, *at)?),
        Record::SaveBegun { path } => (FrameKind::SaveBegun, line(&SaveBegunFile { path: path_file(path) })),
        Record::Saved { path, fingerprint, as_of, unsaved, at } => (
            FrameKind::Saved,
            line(&SavedFile {
                path: path_file(path),
                fingerprint: fingerprint.to_string(),
                as_of: *as_of,
                unsaved: *unsaved,
                at: at.unix_seconds(),
            }),
        ),
        Record::Discarded { at } => (FrameKind::Discarded, line(&MomentFile { at: at.unix_seconds() })),
        Record::Closed { at } => (FrameKind::Closed, line(&MomentFile { at: at.unix_seconds() })),
    })
}

/// The record in a frame.
pub(in super::super) fn of_frame(kind: FrameKind, payload: &[u8]) -> Result<Record, RecordError> {
    Ok(match kind {
        FrameKind::Opened => opened_of(read_line(payload)?)?,
        FrameKind::Base => Record::Base(read_project(payload)?),
        FrameKind::Change => {
            let (recorded, at) = read_change(payload)?;
            Record::Change { recorded, at }
        }
        FrameKind::Told => {
            let (recorded, at) = read_change(payload)?;
            Record::Told { recorded, at }
        }
        FrameKind::SaveBegun => {
            let SaveBegunFile { path } = read_line(payload)?;
            Record::SaveBegun { path: path_of(path) }
        }
        FrameKind::Saved => {
            let SavedFile { path, fingerprint, as_of, unsaved, at } = read_line(payload)?;
            let (path, fingerprint) = (path_of(path), fingerprint_of(&fingerprint)?);
            Record::Saved { path, fingerprint, as_of, unsaved, at: Timestamp::from_unix_seconds(at) }
        }
        FrameKind::Discarded => Record::Discarded { at: moment_of(&read_line(payload)?) },
        FrameKind::Closed => Record::Closed { at: moment_of(&read_line(payload)?) },
        FrameKind::Unknown(_) => return Err(RecordError::Newer),
    })
}

fn line<T: Serialize>(file: &T) -> Vec<u8> {
    ron::to_string(file).expect("plain types of ours are written into memory").into_bytes()
}

fn read_line<T: DeserializeOwned>(payload: &[u8]) -> Result<T, RecordError> {
    ron::de::from_bytes(payload).map_err(|error| RecordError::Unreadable(error.to_string()))
}

fn read_project(text: &[u8]) -> Result<Arc<Project>, RecordError> {
    let opened = format::read(text)?;
    if opened.warnings.is_empty() {
        return Ok(Arc::new(opened.project));
    }
    Err(unreadable("its parts do not fit together"))
}

fn unreadable(why: &str) -> RecordError {
    RecordError::Unreadable(why.to_owned())
}

fn change(recorded: &Recorded, at: Timestamp) -> Result<Vec<u8>, WriteError> {
    let (file, edit) = match recorded {
        Recorded::Edit { edit, at, begins_step } => (
            RecordedFile::Edit { edit: edit_file(edit), at: at.unix_seconds(), begins_step: *begins_step },
            Some(edit),
        ),
        Recorded::TakenBack { edit, at } => {
            (RecordedFile::TakenBack { edit: edit_file(edit), at: at.unix_seconds() }, Some(edit))
        }
        Recorded::Undo(steps) => (RecordedFile::Undo(*steps), None),
        Recorded::Redo(steps) => (RecordedFile::Redo(*steps), None),
    };
    let mut payload = line(&ChangeFile { at: at.unix_seconds(), recorded: file });
    if let Some(Edit::ReplaceWith { version, .. }) = edit {
        payload.push(b'\n');
        payload.extend_from_slice(format::write(version)?.as_bytes());
    }
    Ok(payload)
}

fn read_change(payload: &[u8]) -> Result<(Recorded, Timestamp), RecordError> {
    let (first, version) = match payload.iter().position(|byte| *byte == b'\n') {
        Some(end) => (&payload[..end], Some(read_project(&payload[end + 1..])?)),
        None => (payload, None),
    };
    let ChangeFile { at: written, recorded } = read_line(first)?;
    let of = |file| edit_of(file, version).ok_or_else(|| unreadable("an edit that cannot be"));
    let recorded = match recorded {
        RecordedFile::Edit { edit, at, begins_step } => {
            Recorded::Edit { edit: of(edit)?, at: Timestamp::from_unix_seconds(at), begins_step }
        }
        RecordedFile::TakenBack { edit, at } => {
            Recorded::TakenBack { edit: of(edit)?, at: Timestamp::from_unix_seconds(at) }
        }
        RecordedFile::Undo(steps) => Recorded::Undo(steps),
        RecordedFile::Redo(steps) => Recorded::Redo(steps),
    };
    Ok((recorded, Timestamp::from_unix_seconds(written)))
}

fn opened_file(sitting: &Sitting, title: &str, start: Start) -> OpenedFile {
    let Sitting { who, at, path, fingerprint, unsaved } = sitting;
    OpenedFile {
        who: who.clone(),
        at: at.unix_seconds(),
        path: path.as_deref().map(path_file),
        fingerprint: fingerprint.map(|fingerprint| fingerprint.to_string()),
        unsaved: *unsaved,
        title: title.to_owned(),
        start: match start {
            Start::Sitting => StartFile::Sitting,
            Start::GoesOn => StartFile::GoesOn,
            Start::Anew => StartFile::Anew,
        },
    }
}

fn opened_of(file: OpenedFile) -> Result<Record, RecordError> {
    let OpenedFile { who, at, path, fingerprint, unsaved, title, start } = file;
    let sitting = Sitting {
        who,
        at: Timestamp::from_unix_seconds(at),
        path: path.map(path_of),
        fingerprint: fingerprint.as_deref().map(fingerprint_of).transpose()?,
        unsaved,
    };
    let start = match start {
        StartFile::Sitting => Start::Sitting,
        StartFile::GoesOn => Start::GoesOn,
        StartFile::Anew => Start::Anew,
    };
    Ok(Record::Opened { sitting, title, start })
}

const fn moment_of(file: &MomentFile) -> Timestamp {
    Timestamp::from_unix_seconds(file.at)
}

fn fingerprint_of(text: &str) -> Result<Fingerprint, RecordError> {
    text.parse().map_err(|_not_one| unreadable("a fingerprint that is none"))
}

fn path_file(path: &Path) -> PathFile {
    if let Some(text) = path.to_str() {
        return PathFile::Text(text.to_owned());
    }
    PathFile::Bytes(path.as_os_str().as_encoded_bytes().to_vec())
}

fn path_of(file: PathFile) -> PathBuf {
    match file {
        PathFile::Text(text) => PathBuf::from(text),
        #[cfg(unix)]
        PathFile::Bytes(bytes) => {
            PathBuf::from(<std::ffi::OsString as std::os::unix::ffi::OsStringExt>::from_vec(bytes))
        }
        #[cfg(not(unix))]
        PathFile::Bytes(bytes) => PathBuf::from(String::from_utf8_lossy(&bytes).into_owned()),
    }
}
