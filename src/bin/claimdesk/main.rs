//! Opens the window.

mod explanation;
mod graphics;

use std::process::ExitCode;

use eframe::{App, Frame, NativeOptions, egui};

/// The window without anything in it.
struct EmptyWindow;

impl App for EmptyWindow {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut Frame) {
        egui::CentralPanel::default().show(ui, |_| {});
    }
}

fn main() -> ExitCode {
    graphics::run(NativeOptions::default(), "Claimdesk", Box::new(|_| Ok(Box::new(EmptyWindow))))
}
