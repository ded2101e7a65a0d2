//! Draws egui's output with plain arithmetic, so that pictures of the window can be
//! compared on any machine: no display, no graphics driver, no package to install.

mod canvas;
mod renderer;
mod texture;
mod triangle;

mod behaviour;

pub(crate) use renderer::CpuRenderer;
