//! `CodePoints`: positions in bytes and in code points, converted without reading the text up to there.

/// A mark is set about every so many bytes.
const STEP: usize = 512;

/// Converts positions of one text. Fast wherever its lines end, even when it is one endless line.
#[derive(Debug)]
pub struct CodePoints<'a> {
    text: &'a str,
    marks: Vec<Mark>,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    byte: usize,
    chars: usize,
}

impl<'a> CodePoints<'a> {
    /// Makes the text ready; reads it once.
    pub fn of(text: &'a str) -> Self {
        let mut marks = Vec::with_capacity(text.len() / STEP + 2);
        let mut mark = Mark { byte: 0, chars: 0 };
        marks.push(mark);
        while mark.byte < text.len() {
            let next = text.floor_char_boundary((mark.byte + STEP).min(text.len()));
            mark.chars += text[mark.byte..next].chars().count();
            mark.byte = next;
            marks.push(mark);
        }
        Self { text, marks }
    }

    /// How many code points stand before the byte position, which must be a character boundary.
    pub fn before(&self, byte: usize) -> usize {
        let mark = self.marks[self.marks.partition_point(|mark| mark.byte <= byte) - 1];
        mark.chars + self.text[mark.byte..byte].chars().count()
    }

    /// The byte position after that many code points; `None` past the end.
    pub fn byte_after(&self, chars: usize) -> Option<usize> {
        let index = self.marks.partition_point(|mark| mark.chars <= chars) - 1;
        let (mark, within) = (self.marks[index], chars - self.marks[index].chars);
        let Some(next) = self.marks.get(index + 1) else { return (within == 0).then_some(mark.byte) };
        if next.byte - mark.byte == next.chars - mark.chars {
            return Some(mark.byte + within);
        }
        let mut boundaries = self.text[mark.byte..next.byte].char_indices().map(|(byte, _)| byte);
        boundaries.nth(within).map(|byte| mark.byte + byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn positions_convert_both_ways(pieces in prop::collection::vec("[a-z ]{0,400}|[é“😀\n]{0,40}", 0..8)) {
            let text = pieces.concat();
            let points = CodePoints::of(&text);
            let ends = text.char_indices().map(|(byte, _)| byte).chain([text.len()]);
            for (chars, byte) in ends.enumerate() {
                prop_assert_eq!(points.before(byte), chars);
                prop_assert_eq!(points.byte_after(chars), Some(byte));
            }
            prop_assert_eq!(points.byte_after(text.chars().count() + 1), None);
        }
    }
}
