//! The whole window, driven through what a screen reader hears.

mod any_script;
mod case;
pub(crate) mod desk;
mod dialogs;
mod files;
mod hidden;
mod in_front;
mod keyboard;
mod other_versions;
mod panes;
mod safety;
mod slow_frames;
