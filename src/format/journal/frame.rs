//! `Frame`: one record of a journal as bytes, from which every damage can be told.
//!
//! `magic 4 | length of the payload u32 | sequence u64 | kind u8 | payload | check 16`, numbers with their
//! lowest byte first. The check is BLAKE3 keyed by the journal's id over all that stands before it, the
//! sequence included, so that a frame of another journal or of another place in this one is none.

use std::{fmt, str::FromStr};

/// The start of each frame; its last character is the version of what follows.
const MAGIC: [u8; 4] = *b"CDJ1";
/// Bytes before the payload.
const HEAD: usize = 4 + 4 + 8 + 1;
/// Bytes after the payload.
const CHECK: usize = 16;
/// No payload is larger: a whole project and a line before it.
const MAX_PAYLOAD: usize = crate::format::MAX_FILE_BYTES + (1 << 16);
/// While something whole is looked for behind damage, at most this many times the bytes are hashed.
const HASHED_PER_BYTE: usize = 8;

/// The name of a journal: 128 bits that no other one has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct JournalId(u128);

impl JournalId {
    /// The id with these bits, which must be random.
    pub const fn from_random(bits: u128) -> Self {
        Self(bits)
    }

    fn key(self) -> [u8; 32] {
        blake3::derive_key("claimdesk journal 1: the frames of one journal", &self.0.to_le_bytes())
    }
}

/// 32 hexadecimal digits.
impl fmt::Display for JournalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// What stands there is not the id of a journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the id of a journal has 32 hexadecimal digits in lower case")]
pub struct NotAJournalId;

impl FromStr for JournalId {
    type Err = NotAJournalId;

    fn from_str(text: &str) -> Result<Self, NotAJournalId> {
        let plain = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let bits = if plain { u128::from_str_radix(text, 16).ok() } else { None };
        bits.map(Self).ok_or(NotAJournalId)
    }
}

/// What sort of record a frame holds. Numbers are never given another meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FrameKind {
    /// A sitting begins.
    Opened,
    /// The whole project.
    Base,
    /// Something that happened to the history since the base.
    Change,
    /// Something that happened and that the next base holds already: for the story alone.
    Told,
    /// The present project is about to be saved.
    SaveBegun,
    /// A version is in the project's file.
    Saved,
    /// What was not saved by now was given up.
    Discarded,
    /// The sitting ended in good order.
    Closed,
    /// Made by a newer Claimdesk.
    Unknown(u8),
}

impl FrameKind {
    const fn number(self) -> u8 {
        match self {
            Self::Opened => 1,
            Self::Base => 2,
            Self::Change => 3,
            Self::Told => 4,
            Self::SaveBegun => 5,
            Self::Saved => 6,
            Self::Discarded => 7,
            Self::Closed => 8,
            Self::Unknown(number) => number,
        }
    }

    const fn of(number: u8) -> Self {
        match number {
            1 => Self::Opened,
            2 => Self::Base,
            3 => Self::Change,
            4 => Self::Told,
            5 => Self::SaveBegun,
            6 => Self::Saved,
            7 => Self::Discarded,
            8 => Self::Closed,
            number => Self::Unknown(number),
        }
    }
}

/// A frame that was found whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame<'a> {
    /// Its place in the journal, over all its files.
    pub sequence: u64,
    /// What sort of record it holds.
    pub kind: FrameKind,
    /// The record.
    pub payload: &'a [u8],
}

impl Frame<'_> {
    /// How many bytes it takes.
    pub const fn size(&self) -> usize {
        HEAD + self.payload.len() + CHECK
    }
}

/// The bytes of a frame; `None` when the payload is larger than any can be.
pub fn frame_bytes(journal: JournalId, sequence: u64, kind: FrameKind, payload: &[u8]) -> Option<Vec<u8>> {
    let length = u32::try_from(payload.len()).ok().filter(|_| payload.len() <= MAX_PAYLOAD)?;
    let mut bytes = Vec::with_capacity(HEAD + payload.len() + CHECK);
    bytes.extend_from_slice(&MAGIC);
    bytes.extend_from_slice(&length.to_le_bytes());
    bytes.extend_from_slice(&sequence.to_le_bytes());
    bytes.push(kind.number());
    bytes.extend_from_slice(payload);
    let check = check_of(&journal.key(), &bytes);
    bytes.extend_from_slice(&check);
    Some(bytes)
}

fn check_of(key: &[u8; 32], bytes: &[u8]) -> [u8; CHECK] {
    let mut check = [0; CHECK];
    check.copy_from_slice(&blake3::keyed_hash(key, bytes).as_bytes()[..CHECK]);
    check
}

/// What one file of a journal holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundFrames<'a> {
    /// The whole frames from the start on, one sequence after the other.
    pub frames: Vec<Frame<'a>>,
    /// How many bytes they take.
    pub length: usize,
    /// What follows them.
    pub rest: Rest<'a>,
}

/// What follows the whole frames of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rest<'a> {
    /// Nothing.
    Nothing,
    /// A piece of a frame and nothing whole: the end of a write that a crash cut short.
    Torn,
    /// Something that is no frame, or a gap, and whole frames after it: damage. Those frames.
    Damage(Vec<Frame<'a>>),
}

/// Finds the frames in the bytes of one file. Whatever the bytes say, nothing is set aside for it.
pub fn find_frames(journal: JournalId, bytes: &[u8]) -> FoundFrames<'_> {
    let key = journal.key();
    let mut frames: Vec<Frame<'_>> = Vec::new();
    let mut length = 0;
    while let Some((frame, size)) = frame_at(&key, &bytes[length..]) {
        if frames.last().is_some_and(|last| last.sequence.checked_add(1) != Some(frame.sequence)) {
            break;
        }
        frames.push(frame);
        length += size;
    }
    let last = frames.last().map(|last| last.sequence);
    let rest = if length == bytes.len() {
        Rest::Nothing
    } else {
        let (after, all_looked_at) = frames_after(&key, &bytes[length..], last);
        if after.is_empty() && all_looked_at { Rest::Torn } else { Rest::Damage(after) }
    };
    FoundFrames { frames, length, rest }
}

/// The whole frame that begins here, and its size.
fn frame_at<'a>(key: &[u8; 32], bytes: &'a [u8]) -> Option<(Frame<'a>, usize)> {
    let size = size_at(bytes)?;
    let (checked, check) = bytes[..size].split_at(size - CHECK);
    if check_of(key, checked) != *check {
        return None;
    }
    let sequence = u64::from_le_bytes(*checked[8..].first_chunk()?);
    Some((Frame { sequence, kind: FrameKind::of(checked[16]), payload: &checked[HEAD..] }, size))
}

/// The size of the frame that seems to begin here, if there are so many bytes.
fn size_at(bytes: &[u8]) -> Option<usize> {
    if !bytes.starts_with(&MAGIC) {
        return None;
    }
    let payload = u32::from_le_bytes(*bytes[MAGIC.len()..].first_chunk()?) as usize;
    let size = HEAD + payload.min(MAX_PAYLOAD + 1) + CHECK;
    (payload <= MAX_PAYLOAD && size <= bytes.len()).then_some(size)
}

/// The whole frames behind something that is none, each later than the one before; and whether
/// everything was looked at, which bytes made to waste time prevent.
fn frames_after<'a>(key: &[u8; 32], bytes: &'a [u8], mut last: Option<u64>) -> (Vec<Frame<'a>>, bool) {
    let mut frames = Vec::new();
    let mut may_hash = bytes.len().saturating_mul(HASHED_PER_BYTE);
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|byte| *byte == MAGIC[0]) {
        at += next;
        let Some(size) = size_at(&bytes[at..]) else {
            at += 1;
            continue;
        };
        let Some(left) = may_hash.checked_sub(size) else { return (frames, false) };
        may_hash = left;
        match frame_at(key, &bytes[at..]) {
            Some((frame, size)) if last.is_none_or(|last| frame.sequence > last) => {
                last = Some(frame.sequence);
                frames.push(frame);
                at += size;
            }
            Some(_) | None => at += 1,
        }
    }
    (frames, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    const JOURNAL: JournalId = JournalId::from_random(7);

    fn three_frames() -> (Vec<u8>, [usize; 2]) {
        let frame = |sequence, payload: &[u8]| {
            frame_bytes(JOURNAL, sequence, FrameKind::Change, payload).expect("small")
        };
        let (one, two) = (frame(4, b"one"), frame(5, b"and two CDJ1"));
        let starts = [one.len(), one.len() + two.len()];
        ([one, two, frame(6, b"")].concat(), starts)
    }

    fn sequences(frames: &[Frame<'_>]) -> Vec<u64> {
        frames.iter().map(|frame| frame.sequence).collect()
    }

    #[test]
    fn frames_are_found_as_they_were_written() {
        let (bytes, _) = three_frames();
        let found = find_frames(JOURNAL, &bytes);
        assert_eq!((sequences(&found.frames), found.length), (vec![4, 5, 6], bytes.len()));
        assert_eq!(found.rest, Rest::Nothing);
        assert_eq!(
            (found.frames[1].payload, found.frames[1].kind),
            (&b"and two CDJ1"[..], FrameKind::Change)
        );
    }

    #[test]
    fn a_file_cut_anywhere_is_torn_and_holds_the_frames_before() {
        let (bytes, starts) = three_frames();
        for cut in 0..bytes.len() {
            let found = find_frames(JOURNAL, &bytes[..cut]);
            let whole = starts.iter().filter(|start| **start <= cut).count();
            assert_eq!(found.frames.len(), whole);
            let at_an_end = cut == 0 || starts.contains(&cut);
            assert_eq!(found.rest, if at_an_end { Rest::Nothing } else { Rest::Torn });
        }
    }

    #[test]
    fn a_flipped_bit_anywhere_is_damage_and_what_follows_is_found() {
        let (bytes, starts) = three_frames();
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut flipped = bytes.clone();
                flipped[at] ^= 1 << bit;
                let found = find_frames(JOURNAL, &flipped);
                let hit = starts.iter().filter(|start| **start <= at).count();
                assert_eq!(sequences(&found.frames), [4, 5][..hit]);
                match &found.rest {
                    Rest::Damage(after) => assert_eq!(sequences(after), [5, 6][hit..]),
                    Rest::Torn => assert_eq!(hit, 2),
                    Rest::Nothing => panic!("the change was not seen"),
                }
            }
        }
    }

    #[test]
    fn frames_of_another_journal_or_another_place_are_none() {
        let (bytes, starts) = three_frames();
        let found = find_frames(JournalId::from_random(8), &bytes);
        assert_eq!((found.frames.len(), found.rest), (0, Rest::Torn));
        // The second and the third change places.
        let swapped = [&bytes[..starts[0]], &bytes[starts[1]..], &bytes[starts[0]..starts[1]]].concat();
        let found = find_frames(JOURNAL, &swapped);
        assert_eq!(sequences(&found.frames), [4]);
        assert!(matches!(&found.rest, Rest::Damage(after) if sequences(after) == [6]));
    }

    #[test]
    fn lengths_that_lie_cost_nothing() {
        let mut hostile = Vec::new();
        for _ in 0..10_000 {
            hostile.extend_from_slice(&MAGIC);
            hostile.extend_from_slice(&20_000u32.to_le_bytes());
        }
        hostile.extend_from_slice(&MAGIC);
        hostile.extend_from_slice(&u32::MAX.to_le_bytes());
        let found = find_frames(JOURNAL, &hostile);
        assert!(found.frames.is_empty());
        assert!(matches!(&found.rest, Rest::Damage(after) if after.is_empty()));
    }

    #[test]
    fn ids_are_written_and_read_back() {
        assert_eq!(JOURNAL.to_string().parse(), Ok(JOURNAL));
        for bad in ["", "7", "trash", &"G".repeat(32), &"A".repeat(32), &"0".repeat(33)] {
            assert_eq!(bad.parse::<JournalId>(), Err(NotAJournalId), "{bad}");
        }
    }
}
