//! The layout of one block of text, in any script, without ever painting a figure in a wrong order.
//!
//! egui shapes an Arabic or Hebrew run right to left but places runs left to right, so it reverses
//! the words of a sentence and the digits of "١٢٪". Text that reads only left to right is handed to
//! egui whole; all other text is cut into pieces egui cannot get wrong, which are then ordered by the
//! Unicode Bidirectional Algorithm (UAX #9).

mod bidi_lines;
mod bidi_rows;
mod block;
mod direction;
mod grapheme;
mod mirror;
mod one_line;
mod piece;
mod plain_rows;

pub use block::{Affinity, BlockRow, BlockStyle, Caret, RangePiece, TextBlock};
pub use direction::{Direction, needs_bidi};
pub use grapheme::{grapheme_ceil, grapheme_floor};
pub use one_line::paint_one_line;
