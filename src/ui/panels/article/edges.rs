//! The edges of a passage: where a step of the keyboard or a drag of the mouse takes them.

use super::words::Words;
use crate::model::TextRange;

/// One end of a passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Where it begins.
    Start,
    /// Where it ends.
    End,
}

/// How far one step of the keyboard moves an edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EdgeStep {
    /// To the next word.
    Word,
    /// By one character.
    Character,
}

/// The range with one edge a step further on, or back; nothing when there is no room for it.
pub(super) fn step_edge(
    words: Words<'_>,
    range: TextRange,
    edge: Edge,
    forward: bool,
    step: EdgeStep,
) -> Option<TextRange> {
    let from = match edge {
        Edge::Start => range.start(),
        Edge::End => range.end(),
    };
    let to = match (step, edge, forward) {
        (EdgeStep::Character, _, true) => words.next_grapheme(from),
        (EdgeStep::Character, _, false) => words.previous_grapheme(from),
        (EdgeStep::Word, Edge::Start, true) => words.next_word(from),
        (EdgeStep::Word, Edge::Start, false) => words.previous_word(from),
        (EdgeStep::Word, Edge::End, true) => words.next_word_end(from),
        (EdgeStep::Word, Edge::End, false) => words.previous_word_end(from),
    };
    let moved = match edge {
        Edge::Start => TextRange::new(to, range.end()),
        Edge::End => TextRange::new(range.start(), to),
    };
    moved.filter(|moved| *moved != range)
}

/// The range with one edge dragged to a byte: to whole words, unless it goes by the letter. The
/// other edge stays, and the range keeps at least one character.
pub(super) fn drag_edge(
    words: Words<'_>,
    range: TextRange,
    edge: Edge,
    to: usize,
    by_letter: bool,
) -> TextRange {
    let dragged = match edge {
        Edge::Start => to.min(words.previous_grapheme(range.end()))..range.end(),
        Edge::End => range.start()..to.max(words.next_grapheme(range.start())),
    };
    let snapped = if by_letter { Some(dragged.clone()) } else { words.snap(dragged.clone()) };
    let snapped = snapped.unwrap_or(dragged);
    let moved = match edge {
        Edge::Start => TextRange::new(snapped.start, range.end()),
        Edge::End => TextRange::new(range.start(), snapped.end),
    };
    moved.unwrap_or(range)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::Paragraphs, ui::panels::article::blocks::Blocks};

    /// Draws the range of `"The [old] men"` after a change, in the same way.
    fn after(drawn: &str, change: impl FnOnce(Words<'_>, TextRange) -> Option<TextRange>) -> String {
        let start = drawn.find('[').expect("drawn with [");
        let end = drawn.find(']').expect("drawn with ]") - 1;
        let text = drawn.replace(['[', ']'], "");
        let blocks = Blocks::of(&text, Paragraphs::of(&text).all());
        let words = Words { text: &text, blocks: &blocks };
        let range = change(words, TextRange::new(start, end).expect("not empty"));
        range.map_or_else(
            || "nothing".to_owned(),
            |range| format!("{}[{}]{}", &text[..range.start()], &text[range.bytes()], &text[range.end()..]),
        )
    }

    #[test]
    fn edges_step_by_word() {
        let step = |drawn: &str, edge, forward| {
            after(drawn, |words, range| step_edge(words, range, edge, forward, EdgeStep::Word))
        };
        assert_eq!(step("The [old men] ran", Edge::Start, false), "[The old men] ran");
        assert_eq!(step("The [old men] ran", Edge::Start, true), "The old [men] ran");
        assert_eq!(step("The old [men] ran", Edge::Start, true), "nothing");
        assert_eq!(step("The [old men], ran.", Edge::End, true), "The [old men, ran].");
        assert_eq!(step("The [old men] ran", Edge::End, false), "The [old] men ran");
        assert_eq!(step("The [old] men ran", Edge::End, false), "nothing");
        assert_eq!(step("[The] men", Edge::Start, false), "nothing");
    }

    #[test]
    fn edges_step_by_character() {
        let step = |drawn: &str, edge, forward| {
            after(drawn, |words, range| step_edge(words, range, edge, forward, EdgeStep::Character))
        };
        assert_eq!(step("“[Puls” s]aid", Edge::Start, false), "[“Puls” s]aid");
        assert_eq!(step("[a]", Edge::End, false), "nothing");
        assert_eq!(step("[a]", Edge::End, true), "nothing");
    }

    #[test]
    fn a_dragged_edge_takes_whole_words_and_never_crosses_the_other() {
        let drag = |drawn: &str, edge, to, by_letter| {
            after(drawn, |words, range| Some(drag_edge(words, range, edge, to, by_letter)))
        };
        assert_eq!(drag("The [old] men ran", Edge::End, 10, false), "The [old men] ran");
        assert_eq!(drag("The [old] men ran", Edge::End, 10, true), "The [old me]n ran");
        assert_eq!(drag("The old [men] ran", Edge::Start, 5, false), "The [old men] ran");
        assert_eq!(drag("The old [men] ran", Edge::Start, 14, false), "The old [men] ran");
        assert_eq!(drag("The old [men] ran", Edge::End, 0, true), "The old [m]en ran");
    }
}
