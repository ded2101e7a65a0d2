//! The layout of one block of text, in any script, without ever painting a figure in a wrong order.
//!
//! egui has each run of one font shaped in one direction, that of its first letter, and sets runs side by side from
//! left to right. In an Arabic sentence this reverses "١٢٪", and "2024" as well where one font has both scripts.
//! Text that reads only left to right is handed to egui whole; all other text is cut into pieces egui cannot get
//! wrong, which are ordered by the Unicode Bidirectional Algorithm (UAX #9). `assets/bidi-proof.png` shows the effect.
//!
//! Text with hidden characters is cut into pieces as well: each of them is a piece, shown as a mark. The text is
//! not changed, so that offsets, selection, carets and order stay what they are.

mod bidi_lines;
mod bidi_rows;
mod block;
mod direction;
mod grapheme;
mod mark;
mod mirror;
mod one_line;
mod piece;
mod plain_rows;

pub use block::{Affinity, BlockRow, BlockStyle, Caret, RangePiece, TextBlock};
pub use direction::{Direction, needs_bidi};
pub use grapheme::{grapheme_ceil, grapheme_floor};
pub use one_line::{one_line_width, paint_one_line};
