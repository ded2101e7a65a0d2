//! What stands in a journal reads back as it was, whatever a person types.

use super::{
    any_sitting::{any_doing, do_it},
    desk::at,
};
use crate::any_project::{any_project, any_text};
use claimdesk::{
    edit::{Edit, History, Recorded, Replacement},
    format::journal::{FrameKind, Record, RecordError, Sitting, Start},
    model::{ClaimField, ClaimId, Fingerprint, MetadataField, Source, Timestamp},
};
use proptest::prelude::*;
use std::{path::PathBuf, sync::Arc};

fn assert_reads_back(record: &Record) {
    let (kind, payload) = record.to_payload().expect("it can be written");
    match Record::of_frame(kind, &payload) {
        Ok(back) => assert_eq!(&back, record),
        Err(error) => panic!("{error}: {}", String::from_utf8_lossy(&payload)),
    }
}

fn moment() -> impl Strategy<Value = Timestamp> {
    any::<i64>().prop_map(Timestamp::from_unix_seconds)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn everything_that_happens_reads_back(
        doings in prop::collection::vec(any_doing(), 0..20), written in moment(),
    ) {
        let mut history = History::new(Arc::new(super::desk::bridge()));
        for (second, doing) in (0..).zip(doings) {
            do_it(&mut history, doing, at(second));
        }
        for recorded in history.take_recorded() {
            assert_reads_back(&Record::Change { recorded: recorded.clone(), at: written });
            assert_reads_back(&Record::Told { recorded, at: written });
        }
    }

    #[test]
    fn every_text_reads_back(text in any_text(), url in any_text(), at in moment(), number in 1u32..) {
        let claim = ClaimId::new(number).expect("from 1 on");
        let source = Source { title: text.clone(), url, note: text.clone() };
        for edit in [
            Edit::AddClaim { text: text.clone(), passages: Vec::new() },
            Edit::SetField { claim, field: ClaimField::Text, typed: text.clone() },
            Edit::SetTitle(text.clone()),
            Edit::SetMetadata { field: MetadataField::Url, typed: text.clone() },
            Edit::SetSource { claim, index: 3, source: source.clone() },
            Edit::AddSource { claim, source },
        ] {
            assert_reads_back(&Record::Change { recorded: Recorded::TakenBack { edit, at }, at });
        }
        let path = PathBuf::from(&text);
        assert_reads_back(&Record::SaveBegun { path: path.clone() });
        let fingerprint = Fingerprint::of(text.as_bytes());
        let saved = Record::Saved { path: path.clone(), fingerprint, as_of: u64::MAX, unsaved: 3, at };
        assert_reads_back(&saved);
        let sitting = Sitting {
            who: text.clone(), at, path: Some(path), fingerprint: Some(fingerprint), unsaved: 0,
        };
        for start in [Start::Sitting, Start::GoesOn, Start::Anew] {
            assert_reads_back(&Record::Opened { sitting: sitting.clone(), title: text.clone(), start });
        }
        assert_reads_back(&Record::Discarded { at });
        assert_reads_back(&Record::Closed { at });
    }

    #[test]
    fn whole_projects_read_back(project in any_project(), label in any_text(), at in moment()) {
        let version = Arc::new(project);
        assert_reads_back(&Record::Base(Arc::clone(&version)));
        for because in [Replacement::Merged, Replacement::BackupRestored { label }] {
            let edit = Edit::ReplaceWith { version: Arc::clone(&version), because };
            assert_reads_back(&Record::Change { recorded: Recorded::Edit { edit, at, begins_step: true }, at });
        }
    }

    #[test]
    fn bytes_that_are_no_record_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..40), kind in 0usize..8) {
        let kinds = [
            FrameKind::Opened, FrameKind::Base, FrameKind::Change, FrameKind::Told,
            FrameKind::SaveBegun, FrameKind::Saved, FrameKind::Discarded, FrameKind::Closed,
        ];
        prop_assert!(Record::of_frame(kinds[kind], &bytes).is_err());
    }
}

#[test]
fn records_of_a_newer_program_are_told_from_broken_ones() {
    assert!(matches!(Record::of_frame(FrameKind::Unknown(99), b"()"), Err(RecordError::Newer)));
    let impossible = b"(at:0,recorded:Edit(edit:DeleteClaims([0]),at:0,begins_step:true))";
    assert!(matches!(Record::of_frame(FrameKind::Change, impossible), Err(RecordError::Unreadable(_))));
}

#[cfg(unix)]
#[test]
fn a_path_that_is_no_text_reads_back() {
    use std::os::unix::ffi::OsStrExt;
    let path = PathBuf::from(std::ffi::OsStr::from_bytes(b"/projects/\xff\xfe.ron"));
    assert_reads_back(&Record::SaveBegun { path });
}
