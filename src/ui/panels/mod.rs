//! The regions of the window a person can point at.

pub mod article;
