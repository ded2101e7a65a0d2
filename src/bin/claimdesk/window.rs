//! The real window: `ui::App` in a window of the system.

use crate::{graphics, native_desktop::NativeDesktop};
use claimdesk::{
    jobs::{Calls, Jobs, Settings, SettingsKeeper, Surroundings},
    ui::{App, Start},
    workspace::Notice,
};
use eframe::{
    CreationContext, Frame, NativeOptions,
    egui::{self, ViewportBuilder},
};
use std::{path::PathBuf, process::ExitCode};

/// The least size of the window, in points.
const LEAST_SIZE: [f32; 2] = [640.0, 400.0];

struct Window {
    app: App,
}

impl eframe::App for Window {
    fn logic(&mut self, ctx: &egui::Context, _frame: &mut Frame) {
        self.app.logic(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut Frame) {
        self.app.ui(ui);
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.app.on_exit();
    }
}

/// Opens the window and stays until it is closed, by the person or by one of these calls.
pub(crate) fn open(file: Option<PathBuf>, calls: Calls) -> ExitCode {
    let (keeper, settings, notice) = SettingsKeeper::load();
    let options = NativeOptions { viewport: viewport(&settings), ..NativeOptions::default() };
    let create = move |creation: &CreationContext<'_>| -> Result<Box<dyn eframe::App>, _> {
        let ctx = creation.egui_ctx.clone();
        let wake = ctx.clone();
        let jobs = Jobs::on_threads(move || wake.request_repaint(), Surroundings::of_system());
        let wake_for_calls = ctx.clone();
        calls.wake_with(move || wake_for_calls.request_repaint());
        let desktop = Box::new(NativeDesktop::new(creation));
        let mut app = App::new(&ctx, desktop, jobs, (keeper, settings));
        app.listen_to(calls);
        if let Some(notice) = notice {
            app.notify(Notice::warning(notice, ""));
        }
        // Whole, so that the list of recent projects holds from any folder.
        let file = file.map(|file| std::path::absolute(&file).unwrap_or(file));
        app.start_with(file.map_or(Start::StartPage, Start::File));
        Ok(Box::new(Window { app }))
    };
    graphics::run(options, "Claimdesk", Box::new(create))
}

fn viewport(settings: &Settings) -> ViewportBuilder {
    let place = settings.window.unwrap_or_default();
    ViewportBuilder::default()
        .with_inner_size([place.width, place.height])
        .with_min_inner_size(LEAST_SIZE)
        .with_maximized(place.maximised)
}
