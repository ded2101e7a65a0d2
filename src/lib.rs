#![doc = include_str!("README.md")]

pub mod model;

#[cfg(feature = "ui")]
pub mod ui;
