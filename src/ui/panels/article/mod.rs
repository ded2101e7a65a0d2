//! The article: the text under check, with its passages, to be read, searched and pinned.
//!
//! Only what is visible is laid out, so that ten megabytes cost a frame no more than a page.

mod blocks;
mod buckets;
mod heights;
mod lanes;
mod selection;
mod words;
