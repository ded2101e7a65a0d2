//! One binary for every test that crosses a module's border.

mod any_project;
mod architecture;
#[cfg(feature = "ui")]
mod article_pane;
#[cfg(feature = "ui")]
mod claims_table;
mod cli;
#[cfg(feature = "ui")]
mod cpu_renderer;
mod edits;
mod formats;
#[cfg(feature = "ui")]
mod idle;
mod journal;
mod leaving;
mod many_claims;
#[cfg(feature = "ui")]
mod pictures;
mod saves;
mod storage;
mod stories;
#[cfg(feature = "ui")]
mod text_layout;
#[cfg(feature = "ui")]
mod window;
