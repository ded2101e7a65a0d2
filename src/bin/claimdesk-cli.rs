//! Claimdesk without a window.

fn main() -> std::process::ExitCode {
    // Without the guard a file that grows too large ends the program, as it does any other.
    let _unguarded = claimdesk::storage::survive_file_size_limit();
    claimdesk::cli::main()
}
