//! The desk: the article beside its claims, and the inspector below them.

use super::{
    ArticleOptions, BackupsView, ComparisonView, inspector, looking_back,
    splitter::{Cut, Splitter},
};
use crate::{
    jobs::Settings,
    ui::{Asked, ViewState, theme::tokens},
    workspace::{Command, Document, Workspace},
};
use egui::{CentralPanel, Frame, Rect, Ui, UiBuilder};

/// The least widths of article and claims, in points.
const LEAST_WIDTHS: (f32, f32) = (360.0, 420.0);
/// The least heights of table and inspector, in points.
const LEAST_HEIGHTS: (f32, f32) = (170.0, 120.0);

/// Draws the panes.
pub(in crate::ui) fn ui(
    ui: &mut Ui,
    workspace: &Workspace,
    view: &mut ViewState,
    settings: &mut Settings,
    asked: &mut Asked,
) {
    let Some(document) = workspace.document() else { return };
    if workspace.backups().is_none() {
        view.backups = BackupsView::default();
    }
    if workspace.comparison().is_none() {
        view.comparison = ComparisonView::default();
    }
    if view.history.is_some() {
        super::history_panel::ui(ui, document, view, asked);
    }
    CentralPanel::default().frame(Frame::NONE).show(ui, |ui| {
        let usual = Settings::default();
        let area = ui.max_rect();
        ui.painter().rect_filled(area, 0.0, tokens(ui).page);
        let sides = Splitter {
            name: "Border of article and claims",
            area,
            cut: Cut::LeftRight,
            home: usual.article_share,
            least: LEAST_WIDTHS,
        };
        let (left, right) = sides.panes(settings.article_share);
        pane(ui, "article", left, |ui| {
            let options = ArticleOptions { reading_size: settings.reading_size };
            view.article.ui(ui, document, &options, &mut asked.commands);
        });
        if let Some(list) = workspace.backups() {
            pane(ui, "backups", right, |ui| {
                if looking_back::backups(ui, list, document, (&view.zone, &mut view.backups), asked) {
                    asked.commands.push(Command::CloseBackups);
                    view.article.request_focus();
                }
            });
        } else {
            claims(ui, right, (workspace, document), view, settings, asked);
        }
        sides.show(ui, &mut settings.article_share);
    });
}

/// The claims, or a comparison in their place, and the inspector below.
fn claims(
    ui: &mut Ui,
    area: Rect,
    (workspace, document): (&Workspace, &Document),
    view: &mut ViewState,
    settings: &mut Settings,
    asked: &mut Asked,
) {
    let levels = Splitter {
        name: "Border of table and inspector",
        area,
        cut: Cut::UpperLower,
        home: Settings::default().table_share,
        least: LEAST_HEIGHTS,
    };
    let (table, below) = levels.panes(settings.table_share);
    if let Some(comparison) = workspace.comparison() {
        pane(ui, "comparison", table, |ui| {
            if looking_back::comparison(ui, comparison, document, &mut view.comparison, asked) {
                asked.commands.push(Command::CloseComparison);
                view.article.request_focus();
            }
        });
    } else {
        pane(ui, "claims", table, |ui| {
            view.table.has_selected_words = view.article.selection().is_some();
            view.table.ui(ui, document, &mut asked.commands);
            asked.show_in_article = view.table.jump.take().or(asked.show_in_article);
            if let Some(claim) = view.table.add_passage_to.take() {
                asked.commands.extend(view.article.add_passage(claim));
                view.article.clear_selection();
            }
        });
    }
    pane(ui, "inspector", below, |ui| {
        inspector::ui(ui, document, &view.zone, &mut view.inspector, asked);
    });
    levels.show(ui, &mut settings.table_share);
}

fn pane(ui: &mut Ui, name: &str, rect: Rect, contents: impl FnOnce(&mut Ui)) {
    let mut pane = ui.new_child(UiBuilder::new().id_salt(name).max_rect(rect));
    pane.set_clip_rect(rect.intersect(ui.clip_rect()));
    contents(&mut pane);
}
