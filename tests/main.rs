//! One binary for every test that crosses a module's border.

mod architecture;
#[cfg(feature = "ui")]
mod article_pane;
#[cfg(feature = "ui")]
mod cpu_renderer;
mod edits;
#[cfg(feature = "ui")]
mod pictures;
mod stories;
#[cfg(feature = "ui")]
mod text_layout;
