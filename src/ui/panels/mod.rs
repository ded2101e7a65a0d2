//! The regions of the window that you can point at.

mod article;
pub(super) mod banners;
mod claims_table;
pub(super) mod desk;
mod history_panel;
mod inspector;
mod looking_back;
pub(super) mod menu_bar;
pub(super) mod notices;
mod splitter;
pub(super) mod start_page;
pub(super) mod status_bar;

pub use article::{ArticleOptions, ArticleView, Edge, EdgeStep};
pub use banners::BannersView;
pub use claims_table::{ClaimsTableView, ColumnLayout, TableLayout};
pub use history_panel::HistoryPanel;
pub use inspector::InspectorView;
pub use looking_back::{BackupsView, ComparisonView};
