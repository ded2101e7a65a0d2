//! Opens the window.

mod crash;
mod explanation;
mod graphics;
mod native_desktop;
mod one_window;
mod signals;
mod window;

use claimdesk::jobs::Caller;
use clap::Parser;
use std::{path::PathBuf, process::ExitCode};

/// A desktop fact-check workspace: an article beside an editable table of its claims.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Arguments {
    /// A project (.ron) to open, or a text file to make a new project of. Without one, the start
    /// page is shown.
    #[arg(value_name = "PROJECT.ron | ARTICLE.txt")]
    file: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    crash::prepare();
    if let Err(error) = claimdesk::storage::survive_file_size_limit() {
        graphics::print_line(&format!("Claimdesk goes on without a guard against file size limits: {error}"));
    }
    if let Some(file) = arguments.file.as_deref().filter(|file| one_window::is_shown_elsewhere(file)) {
        let name = file.display();
        graphics::print_line(&format!("{name} is open already; its window was asked to come to the front."));
        return ExitCode::SUCCESS;
    }
    let (caller, calls) = Caller::new();
    if let Err(error) = signals::close_when_asked(caller) {
        graphics::print_line(&format!("Claimdesk will not close by itself when the system ends: {error}"));
    }
    window::open(arguments.file, calls)
}
