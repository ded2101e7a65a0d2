//! From the arguments to the exit code.

use super::{
    arguments::{Arguments, Subcommands},
    check, compare, export,
    failure::Failure,
    history, list, merge, new,
    output::{Output, tell},
    tag,
};
use clap::Parser;
use std::process::ExitCode;

/// All is well.
const FINE: u8 = 0;
/// `check` found errors, `compare` differences, or `merge` something to decide.
const FOUND: u8 = 1;
/// The input or the arguments cannot be used; what clap exits with as well.
const UNUSABLE: u8 = 2;

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let mut output = Output::new();
    let result = run(&arguments.command, &mut output).and_then(|code| output.finish().map(|()| code));
    match result {
        Ok(code) => code.into(),
        Err(failure) if failure.is_closed_pipe() => FINE.into(),
        Err(failure) => {
            tell(format_args!("error: {failure}"));
            UNUSABLE.into()
        }
    }
}

fn run(command: &Subcommands, output: &mut Output) -> Result<u8, Failure> {
    match command {
        Subcommands::New(arguments) => new::run(arguments).map(|()| FINE),
        Subcommands::Check(arguments) => {
            check::run(arguments, output).map(|is_fine| if is_fine { FINE } else { FOUND })
        }
        Subcommands::List(arguments) => list::run(arguments, output).map(|()| FINE),
        Subcommands::Tag(arguments) => tag::run(arguments).map(|()| FINE),
        Subcommands::Export(arguments) => export::run(arguments, output).map(|()| FINE),
        Subcommands::Compare(arguments) => {
            compare::run(arguments, output).map(|is_same| if is_same { FINE } else { FOUND })
        }
        Subcommands::Merge(arguments) => {
            merge::run(arguments, output).map(|is_decided| if is_decided { FINE } else { FOUND })
        }
        Subcommands::History(arguments) => history::run(arguments, output).map(|()| FINE),
    }
}
