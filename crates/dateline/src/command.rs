//! What `dateline` understands, and where each subcommand is carried out.

mod build;
mod completions;
mod diff;
mod doctor;
mod explain;
mod fetch;
mod man;
mod meter;
mod plan;
mod report;
mod say;
mod summary;
mod verify;

use clap::{CommandFactory, Parser, Subcommand};
use dateline_record::{EXIT_CODES, arguments};
use std::process::ExitCode;

/// Turns scraped news pages into clean, dated, versioned datasets
#[derive(Debug, Parser)]
#[command(name = "dateline", version, propagate_version = true, arg_required_else_help = true)]
#[command(after_help = format!("{EXAMPLES}\n\n{EXIT_CODES}"))]
struct Dateline {
    #[command(subcommand)]
    command: Command,
}

const EXAMPLES: &str = "\
Examples:
  dateline build pages/ -o dataset              a dataset from pages, without a recipe
  dateline build recipe.toml -o greetings-1.0.0 what a recipe says
  dateline verify greetings-1.0.0               is the dataset complete and unchanged?
  dateline diff greetings-1.0.0 greetings-1.1.0 what changed, and why?
  dateline report greetings-1.0.0 --open        look at it in the browser
  dateline explain page.html                    when was it published, and how do we know?
  dateline doctor                               does everything work on this machine?
  dateline clean pages/ | dateline lang | dateline dates | dateline messages > records.jsonl";

// The arguments say themselves what their command does; of two that do not, it is said here.
#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Verify(verify::Args),
    Diff(diff::Args),
    Report(report::Args),
    Explain(explain::Args),
    #[command(about = "Find the article in news pages, HTML or flattened text", long_about = dateline_clean::cli::ABOUT)]
    Clean(dateline_clean::cli::Args),
    Lang(dateline_lang::cli::Args),
    Dates(dateline_dates::cli::Args),
    Messages(dateline_messages::cli::Args),
    #[command(about = "Write records as a dataset: tables in CSV and Parquet, and a manifest")]
    Export(dateline_export::cli::Args),
    Doctor(doctor::Args),
    Completions(completions::Args),
    Man(man::Args),
}

pub(crate) fn run() -> ExitCode {
    match arguments::<Dateline>().command {
        Command::Build(args) => build::run(args),
        Command::Verify(args) => verify::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Clean(args) => dateline_clean::cli::run(args),
        Command::Lang(args) => dateline_lang::cli::run(args),
        Command::Dates(args) => dateline_dates::cli::run(args),
        Command::Messages(args) => dateline_messages::cli::run(args),
        Command::Export(args) => dateline_export::cli::run(args),
        Command::Doctor(args) => doctor::run(&args),
        Command::Completions(args) => completions::run(&args, Dateline::command()),
        Command::Man(args) => man::run(&args, Dateline::command()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_record::arguments_from;

    #[test]
    fn the_arguments_are_consistent() {
        Dateline::command().debug_assert();
    }

    /// A letter left out, doubled, exchanged with the next or put wrong, at each place but the first.
    fn slips(word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        let at = |place: usize| {
            let (head, rest) = letters.split_at(place);
            let spelled =
                |middle: &[char], rest: &[char]| [head, middle, rest].concat().into_iter().collect();
            let mut slips: Vec<String> = vec![
                spelled(&[], &rest[1..]),
                spelled(&[rest[0], rest[0]], &rest[1..]),
                spelled(&['x'], &rest[1..]),
            ];
            slips.extend(rest.get(1).map(|next| spelled(&[*next, rest[0]], &rest[2..])));
            slips
        };
        (1..letters.len()).flat_map(at).filter(|slip| slip != word).collect()
    }

    fn told(args: &[&str]) -> String {
        let args = ["dateline"].iter().chain(args).map(|arg| arg.into());
        arguments_from::<Dateline>(args).expect_err("a slip is no option").render().to_string()
    }

    #[test]
    fn a_slip_of_an_option_suggests_the_one_that_was_meant() {
        let mut program = Dateline::command();
        program.build();
        let mut missed = Vec::new();
        for command in program.get_subcommands().filter(|command| command.get_name() != "help") {
            let known: Vec<&str> = command.get_arguments().filter_map(|option| option.get_long()).collect();
            for (option, slip) in known.iter().flat_map(|option| {
                slips(option)
                    .into_iter()
                    .filter(|slip| !known.contains(&slip.as_str()))
                    .map(move |slip| (option, slip))
            }) {
                let told = told(&[command.get_name(), &format!("--{slip}")]);
                if !told.contains(&format!("a similar argument exists: '--{option}'")) {
                    missed.push(format!("{} --{slip}, for --{option}: {told}", command.get_name()));
                }
            }
        }
        assert!(missed.is_empty(), "{} slips:\n{}", missed.len(), missed.join("\n"));
    }

    #[test]
    fn a_slip_of_a_command_suggests_the_one_that_was_meant() {
        for command in Dateline::command().get_subcommands() {
            for slip in slips(command.get_name()) {
                let told = told(&[&slip]);
                assert!(told.contains(&format!("'{}'", command.get_name())), "{slip}: {told}");
            }
        }
    }

    #[test]
    fn what_is_like_nothing_suggests_nothing() {
        let told = told(&["build", "--wibble"]);
        assert!(!told.contains("similar"), "{told}");
    }
}
