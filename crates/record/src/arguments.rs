//! A tool's arguments, and what may have been meant by those that it does not know.

use crate::nearest;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, Command, Error, Parser};
use std::env;
use std::ffi::OsString;

/// Reads the arguments of this process. Where they are not understood, or ask for help, it says so and ends the process.
pub fn arguments<C: Parser>() -> C {
    arguments_from(env::args_os()).unwrap_or_else(|error| error.exit())
}

/// The same of these arguments, the program's name first.
///
/// # Errors
///
/// What the process would end with. An option or a command that nobody knows comes with the one that is most like it,
/// also where clap sees no likeness: it compares short words strictly, and `--dtc` is no `--dct` to it.
pub fn arguments_from<C: Parser>(args: impl IntoIterator<Item = OsString>) -> Result<C, Error> {
    let args: Vec<OsString> = args.into_iter().collect();
    C::try_parse_from(&args).map_err(|error| with_suggestion(error, C::command(), &args))
}

fn with_suggestion(mut error: Error, mut program: Command, args: &[OsString]) -> Error {
    // Puts the options in that all commands have.
    program.build();
    let command = command_of(&program, args);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            let Some(ContextValue::String(written)) = error.get(ContextKind::InvalidArg) else {
                return error;
            };
            let Some(name) = written.strip_prefix("--") else { return error };
            let name = name.split('=').next().unwrap_or(name);
            if let Some(meant) = nearest(name, options(command)).map(|meant| format!("--{meant}")) {
                // That a dash may begin a value is not what is wrong here.
                error.remove(ContextKind::Suggested);
                error.insert(ContextKind::SuggestedArg, ContextValue::String(meant));
            }
        }
        ErrorKind::InvalidSubcommand if error.get(ContextKind::SuggestedSubcommand).is_none() => {
            let Some(ContextValue::String(written)) = error.get(ContextKind::InvalidSubcommand) else {
                return error;
            };
            if let Some(meant) = nearest(written, command.get_subcommands().map(Command::get_name)) {
                let meant = ContextValue::Strings(vec![meant.to_owned()]);
                error.insert(ContextKind::SuggestedSubcommand, meant);
            }
        }
        _ => {}
    }
    error
}

/// The command that the arguments name, or as much of it as they name.
fn command_of<'p>(program: &'p Command, args: &[OsString]) -> &'p Command {
    args.iter()
        .skip(1)
        .filter_map(|arg| arg.to_str())
        .fold(program, |command, arg| command.find_subcommand(arg).unwrap_or(command))
}

/// The long names of all its options.
fn options(command: &Command) -> impl Iterator<Item = &str> {
    command.get_arguments().filter_map(Arg::get_long_and_visible_aliases).flatten()
}
