//! The window's own way to choose a file, where the system has no dialog for it.

use crate::{
    model::{show_visibly, without_hidden},
    ui::{
        Asked, FileAnswer, FilePurpose,
        text::paint_one_line,
        theme::{fonts, size, tokens},
        widgets::{ModalButton, ModalFrame, ModalOutcome, TextField, section_label, sentence},
    },
    workspace::{Document, FolderListing, Workspace},
};
use egui::{
    Context, CornerRadius, Id, Response, Role, ScrollArea, Sense, Ui, WidgetInfo,
    text::{CCursor, CCursorRange},
    vec2,
};
use std::path::{Path, PathBuf};

/// How high the list of files is at most, in points.
const LIST: f32 = 260.0;
/// The height of one of them, in points.
const ROW: f32 = 26.0;

/// What is being typed.
#[derive(Clone, Debug)]
pub struct PathDialog {
    purpose: FilePurpose,
    typed: String,
    focused: bool,
}

impl PathDialog {
    /// Begins where the project is, or where the last one was.
    pub(super) fn new(purpose: FilePurpose, document: Option<&Document>, recent: &[PathBuf]) -> Self {
        let near = document.and_then(Document::path).or_else(|| recent.first().map(PathBuf::as_path));
        let folder = near.and_then(Path::parent).map_or_else(crate::jobs::home_folder, Path::to_owned);
        let typed = match document.filter(|_| purpose.writes()) {
            Some(document) => {
                let name = format!(
                    "{}.{}",
                    without_hidden(&document.name()).replace('/', "-"),
                    purpose.filter().extensions[0]
                );
                folder.join(name).display().to_string()
            }
            None => with_slash(&folder),
        };
        Self { purpose, typed, focused: false }
    }

    /// The folder whose entries are wanted: that of the path typed so far.
    fn folder(&self) -> PathBuf {
        match self.typed.rfind('/') {
            Some(slash) => PathBuf::from(&self.typed[..=slash]),
            None => PathBuf::from("."),
        }
    }

    fn path(&self) -> PathBuf {
        let mut path = PathBuf::from(self.typed.trim());
        if self.purpose.writes() && path.extension().is_none() {
            path.set_extension(self.purpose.filter().extensions[0]);
        }
        path
    }

    /// Draws the dialog; says whether it stays open.
    pub(super) fn ui(&mut self, ctx: &Context, workspace: &Workspace, asked: &mut Asked) -> bool {
        let folder = self.folder();
        let listing = workspace.folder().filter(|listing| listing.folder == folder);
        if listing.is_none() {
            asked.list_folder = Some(folder);
        }
        let path = self.path();
        let named = path.file_name().is_some() && !self.typed.ends_with('/');
        let exists = listing.is_some_and(|listing| {
            listing.files.iter().any(|name| path.file_name().is_some_and(|file| file == name.as_str()))
        });
        let replaces = self.purpose.writes() && exists;
        let go = match (self.purpose.writes(), replaces) {
            (true, true) => ModalButton::danger("Replace"),
            (true, false) => ModalButton::primary("Save"),
            (false, _) => ModalButton::primary("Open"),
        };
        // Whether a file would be replaced is known only once its folder is.
        let known = listing.is_some() || !self.purpose.writes();
        let buttons = [ModalButton::plain("Cancel"), go.enabled(named && known)];
        let frame = ModalFrame::new(self.purpose.title()).width(620.0).buttons(&buttons);
        let (outcome, ()) = frame.show(ctx, |ui| self.body(ui, listing, replaces));
        asked.file_answer = match outcome {
            ModalOutcome::Open => return true,
            ModalOutcome::Pressed(1) => Some(FileAnswer::Chosen(path)),
            ModalOutcome::Pressed(_) | ModalOutcome::Cancelled => Some(FileAnswer::Cancelled),
        };
        false
    }

    fn body(&mut self, ui: &mut Ui, listing: Option<&FolderListing>, replaces: bool) {
        let tokens = tokens(ui);
        section_label(ui, "Path");
        let id = Id::unique("path to a file");
        if !self.focused && ui.memory(|memory| memory.has_focus(id)) {
            self.focused = true;
        } else if !self.focused {
            // Asked again until it lasts: a dialog's first frame only measures, and loses it.
            let mut state = egui::TextEdit::load_state(ui.ctx(), id).unwrap_or_default();
            let end = CCursor::new(self.typed.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::one(end)));
            egui::TextEdit::store_state(ui.ctx(), id, state);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        TextField::new("Path", &mut self.typed).id(id).hint("/folder/file").show(ui);
        ui.add_space(size::GAP_SMALL);
        let problem = listing.and_then(|listing| listing.problem.as_deref());
        let (words, color) = match (replaces, problem) {
            (true, _) => ("A file of this name is there already and would be replaced.", tokens.disputed),
            (false, Some(problem)) => (problem, tokens.unconfirmed),
            (false, None) => ("The system offers no file dialog, so this is Claimdesk's own.", tokens.muted),
        };
        sentence(ui, words, fonts::ui(size::TEXT_SMALL), color);
        ui.add_space(size::GAP);
        if let Some(listing) = listing {
            self.entries(ui, listing);
        }
    }

    fn entries(&mut self, ui: &mut Ui, listing: &FolderListing) {
        let typed_name = self.typed.rsplit('/').next().unwrap_or_default().to_lowercase();
        let mut chosen = None;
        let files: Vec<&str> =
            listing.files.iter().map(String::as_str).filter(|name| self.is_wanted(name)).collect();
        let here = with_slash(&listing.folder);
        let up = listing.folder.parent();
        let before = usize::from(up.is_some());
        let count = before + listing.folders.len() + files.len();
        // What the row says, and the path that a click on it gives.
        let at = |row: usize| match (up, row.checked_sub(before)) {
            (Some(up), None) => ("../".to_owned(), with_slash(up)),
            (_, place) => {
                let place = place.unwrap_or_default();
                let name = match listing.folders.get(place) {
                    Some(folder) => format!("{folder}/"),
                    None => files[place - listing.folders.len()].to_owned(),
                };
                let path = format!("{here}{name}");
                (name, path)
            }
        };
        // At least as high as well: a dialog offers no more room than it needed the frame before.
        let list = ScrollArea::vertical().max_height(LIST).min_scrolled_height(LIST);
        ui.spacing_mut().item_spacing.y = 0.0;
        list.auto_shrink([false, true]).show_rows(ui, ROW, count, |ui, rows| {
            for (name, path) in rows.map(at) {
                let is_typed = !typed_name.is_empty() && name.to_lowercase().starts_with(&typed_name);
                if entry(ui, &name, is_typed).clicked() {
                    chosen = Some(path);
                }
            }
        });
        if let Some(path) = chosen {
            self.typed = path;
            self.focused = false;
        }
    }

    fn is_wanted(&self, name: &str) -> bool {
        let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| {
            self.purpose.filter().extensions.iter().any(|wanted| extension.eq_ignore_ascii_case(wanted))
        })
    }
}

/// One file or folder by its name, in whatever script.
fn entry(ui: &mut Ui, name: &str, is_typed: bool) -> Response {
    let tokens = tokens(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_typed, show_visibly(name)));
    let fill = if is_typed { tokens.accent_fill } else { tokens.hover_fill };
    if is_typed || response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, CornerRadius::same(size::CORNER), fill);
    }
    let words = rect.shrink2(vec2(size::GAP, 0.0));
    paint_one_line(ui.painter(), words, name, &fonts::ui(size::TEXT), tokens.text);
    response
}

fn with_slash(folder: &Path) -> String {
    let shown = folder.display().to_string();
    if shown.ends_with('/') || shown.is_empty() { shown } else { format!("{shown}/") }
}
