//! `ViewState`: what only the window remembers, and what a person would not miss if it were lost.

use super::{
    Action,
    dialogs::{DamagedView, Dialog, Palette, SafetyView},
    panels::{
        ArticleView, BackupsView, BannersView, ClaimsTableView, ComparisonView, HistoryPanel, InspectorView,
        TableLayout,
    },
};
use crate::{model::ClaimId, workspace::Command};
use jiff::tz::TimeZone;

/// What only the window remembers.
#[derive(Debug)]
pub struct ViewState {
    /// The time zone that times are shown in.
    pub zone: TimeZone,
    /// The article pane: scroll place, caret, selection.
    pub article: ArticleView,
    /// The table: columns, the cell being edited.
    pub table: ClaimsTableView,
    /// The inspector: what is being typed.
    pub inspector: InspectorView,
    /// What waits for an answer above the panes.
    pub banners: BannersView,
    /// Two versions side by side.
    pub comparison: ComparisonView,
    /// The list of backups.
    pub backups: BackupsView,
    /// The page that tells where everything is.
    pub safety: SafetyView,
    /// The question what to open instead of a damaged file.
    pub damaged: DamagedView,
    /// The list of steps, when it is open.
    pub history: Option<HistoryPanel>,
    /// The question or sheet in front of the window.
    pub dialog: Option<Dialog>,
    /// The command palette, when it is open.
    pub palette: Option<Palette>,
    /// When the notice now shown was first shown, in seconds of the window's clock.
    pub notice_since: Option<f64>,
    /// The clipboard's text was asked for, to make a project of it; until when it is waited for, in
    /// seconds of the window's clock. What is pasted later is meant for something else.
    pub awaits_clipboard_until: Option<f64>,
}

impl ViewState {
    /// A window that has shown nothing yet, its table with these columns.
    pub fn new(layout: TableLayout, zone: TimeZone) -> Self {
        Self {
            article: ArticleView::default(),
            table: ClaimsTableView::new(layout, zone.clone()),
            zone,
            inspector: InspectorView::default(),
            banners: BannersView::default(),
            comparison: ComparisonView::default(),
            backups: BackupsView::default(),
            safety: SafetyView::default(),
            damaged: DamagedView::default(),
            history: None,
            dialog: None,
            palette: None,
            notice_since: None,
            awaits_clipboard_until: None,
        }
    }
}

/// What panels ask for while they are drawn; done after the frame is drawn.
#[derive(Debug, Default)]
pub struct Asked {
    /// For the workspace.
    pub commands: Vec<Command>,
    /// For the window, as if chosen from a menu.
    pub actions: Vec<Action>,
    /// Show these words in the article.
    pub show_passage: Option<crate::model::TextRange>,
    /// Show this claim's passage in the article.
    pub show_in_article: Option<ClaimId>,
    /// List the entries of this folder.
    pub list_folder: Option<std::path::PathBuf>,
    /// Open this project, from the list of recent ones.
    pub open_recent: Option<std::path::PathBuf>,
    /// Take this project off the list of recent ones.
    pub forget_recent: Option<std::path::PathBuf>,
    /// Show this address in the browser.
    pub open_web_page: Option<String>,
    /// The file that the window's own dialog was asked for.
    pub file_answer: Option<super::FileAnswer>,
}
