//! The command line.

mod audit;
mod export;
mod import;
mod info;
mod kinds;
mod read;
mod serve;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Takes session recordings in, keeps them, and shows what is in them.
#[derive(Debug, Parser)]
#[command(
    name = "scrubjay",
    version,
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 done, but the recording is damaged or parts are missing."
)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Take recordings in and host the dashboard.
    Serve(serve::ServeArguments),
    /// Print what a recording holds.
    Info(info::InfoArguments),
    /// Print what a recording contains by channel, and what was masked by which rule.
    Audit(audit::AuditArguments),
    /// Print a recording in another form.
    Export(export::ExportArguments),
    /// Make a recording of what another recorder wrote.
    Import(import::ImportArguments),
}

impl Arguments {
    /// Does what was asked for.
    ///
    /// # Errors
    /// What went wrong, and with what.
    pub(crate) fn run(self) -> anyhow::Result<ExitCode> {
        match self.command {
            Command::Serve(arguments) => serve::run(arguments).map(|()| ExitCode::SUCCESS),
            Command::Info(arguments) => info::run(&arguments),
            Command::Audit(arguments) => audit::run(&arguments),
            Command::Export(arguments) => export::run(&arguments),
            Command::Import(arguments) => import::run(&arguments),
        }
    }
}
