//! Reads the command line and runs the subcommand it names.

use std::io;
use std::process::ExitCode;

use clap::Parser;
use guichet_cli::{Guichet, causes};

fn main() -> ExitCode {
    let Guichet { command } = Guichet::parse();
    match guichet_cli::run(command) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever reads the output, such as `head`, has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("guichet: {}", causes::in_one_line(&error));
            ExitCode::FAILURE
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io = error.downcast_ref::<io::Error>();
    io.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
