//! Opens the window.

mod explanation;
mod graphics;
mod native_desktop;
mod window;

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
    window::open(arguments.file)
}
