//! One binary for every test that crosses a module's border.

mod any_project;
mod architecture;
#[cfg(feature = "ui")]
mod article_pane;
#[cfg(feature = "ui")]
mod claims_table;
mod cli;
mod cli_versions;
mod conflicts;
#[cfg(feature = "ui")]
mod cpu_renderer;
mod damage;
mod edits;
mod formats;
#[cfg(feature = "ui")]
mod idle;
mod journal;
mod leaving;
mod many_claims;
mod merging;
#[cfg(feature = "ui")]
mod pictures;
mod safety_stories;
mod saves;
mod saving;
mod sim_disk;
mod state_machine;
mod storage;
mod stories;
#[cfg(unix)]
mod sudden_ends;
#[cfg(feature = "ui")]
mod text_layout;
mod watch;
#[cfg(feature = "ui")]
mod window;
#[cfg(unix)]
mod window_lock;
