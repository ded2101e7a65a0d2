//! `Settings`: how the person likes the window, and the projects opened last. No part of any project.

use super::RecentFiles;
use serde::{Deserialize, Serialize};

/// Everything that is remembered from one sitting to the next.
///
/// A field that is missing has its default, and one that is unknown is passed over, so that older
/// and newer versions can share the file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Light, dark, or as the system is.
    pub theme: Theme,
    /// The size of the whole window's content: 1.0 is 100 %.
    pub zoom: f32,
    /// The size of the article's type, in points at 100 %.
    pub reading_size: f32,
    /// Where the window was; `None` before the first time.
    pub window: Option<WindowSize>,
    /// The article's share of the width, 0 to 1.
    pub article_share: f32,
    /// The table's share of the height beside it, 0 to 1; the inspector has the rest.
    pub table_share: f32,
    /// How the columns of the claims table are arranged.
    pub columns: ColumnLayout,
    /// The projects opened last.
    pub recent: RecentFiles,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Theme {
    /// As the system is.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// How large a window is, in points of the screen. Where it stands is for the system to choose: a corner
/// that was kept may lie on a screen that is gone.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct WindowSize {
    /// Its width without the frame.
    pub width: f32,
    /// Its height without the frame.
    pub height: f32,
    /// Whether it fills the screen.
    pub maximised: bool,
}

impl Default for WindowSize {
    fn default() -> Self {
        Self { width: 1440.0, height: 900.0, maximised: false }
    }
}

/// How the columns of the table are arranged. Columns go by their keys: "id", "status", "claim", …;
/// those the table does not know are passed over.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct ColumnLayout {
    /// Left to right; columns that are not named follow in their usual order.
    pub order: Vec<String>,
    /// Those not shown.
    pub hidden: Vec<String>,
    /// Widths in points, by column.
    pub widths: Vec<(String, f32)>,
    /// What the rows are sorted by; `None` is article order.
    pub sort: Option<(String, SortOrder)>,
}

/// Which way rows are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SortOrder {
    /// The smallest first.
    #[default]
    Ascending,
    /// The greatest first.
    Descending,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            zoom: 1.0,
            reading_size: 18.0,
            window: None,
            article_share: 0.469,
            table_share: 0.64,
            columns: ColumnLayout::default(),
            recent: RecentFiles::default(),
        }
    }
}

impl Settings {
    /// The settings with every number where a window can live with it, whatever the file said.
    pub(super) fn within_bounds(mut self) -> Self {
        let default = Self::default();
        self.zoom = bounded(self.zoom, 0.5, 4.0, default.zoom);
        self.reading_size = bounded(self.reading_size, 8.0, 60.0, default.reading_size);
        self.article_share = bounded(self.article_share, 0.1, 0.9, default.article_share);
        self.table_share = bounded(self.table_share, 0.1, 0.95, default.table_share);
        if let Some(window) = &mut self.window {
            let usual = WindowSize::default();
            window.width = bounded(window.width, 320.0, 20_000.0, usual.width);
            window.height = bounded(window.height, 240.0, 20_000.0, usual.height);
        }
        self.columns.widths.retain(|(_, width)| width.is_finite() && *width > 0.0);
        self.recent = self.recent.tidied();
        self
    }
}

fn bounded(value: f32, least: f32, most: f32, otherwise: f32) -> f32 {
    if value.is_finite() { value.clamp(least, most) } else { otherwise }
}
