//! Prints the codebook: `cargo run -p dateline-export --example codebook`.
#![expect(clippy::print_stdout, reason = "that is what it is for")]

fn main() {
    print!("{}", dateline_export::codebook());
}
