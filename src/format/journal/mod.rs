//! The journal of a project: frames that show damage, and what stands in them.
//!
//! May use `model` and `edit`. Pure: bytes in, bytes out; the files are for `storage`.

mod frame;
mod record;
mod v1;

pub use frame::{FoundFrames, Frame, FrameKind, JournalId, NotAJournalId, Rest, find_frames, frame_bytes};
pub use record::{Record, RecordError, Sitting, Start};
