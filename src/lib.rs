#![doc = include_str!("README.md")]

pub mod model;

pub mod edit;

pub mod format;

pub mod storage;

pub mod workspace;

pub mod jobs;

pub mod cli;

#[cfg(feature = "ui")]
pub mod ui;
