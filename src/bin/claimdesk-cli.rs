//! Claimdesk without a window.

fn main() -> std::process::ExitCode {
    claimdesk::cli::main()
}
