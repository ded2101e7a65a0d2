//! The regions of the window that you can point at.

mod article;
mod claims_table;
pub(super) mod desk;
mod history_panel;
mod inspector;
pub(super) mod menu_bar;
pub(super) mod notices;
mod splitter;
pub(super) mod start_page;
pub(super) mod status_bar;

pub use article::{ArticleOptions, ArticleView, Edge, EdgeStep};
pub use claims_table::{ClaimsTableView, ColumnLayout, TableLayout};
pub use history_panel::HistoryPanel;
pub use inspector::InspectorView;
