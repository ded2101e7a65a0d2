//! The article: the text under check, with its passages, to be read, searched and pinned.
//!
//! Only what is visible is laid out, so that ten megabytes cost a frame no more than a page. May use
//! `model`, `edit`, `workspace`, and `ui`'s text, theme and widgets.

mod blocks;
mod buckets;
mod claim_entry;
mod edges;
mod find_bar;
mod flash;
mod frame;
mod geometry;
mod header;
mod heights;
mod highlights;
mod keys;
mod lanes;
mod menu;
mod motion;
mod paint;
mod pointer;
mod same_place;
mod scene;
mod scroll;
mod scrolling;
mod selection;
mod strip;
mod tags;
mod tooltip;
mod typeset;
mod view;
mod words;

pub use edges::{Edge, EdgeStep};
pub use view::{ArticleOptions, ArticleView};
