//! Rust's own formatter and linter, which rustup's smallest profile leaves out.

use super::Consent;
use crate::shell::{Result, Shell};

/// Adds what is missing of them.
pub fn ensure(shell: &Shell, consent: Consent) -> Result {
    let missing: Vec<&str> = ["rustfmt", "clippy"]
        .into_iter()
        .filter(|component| {
            let program = if *component == "clippy" {
                "clippy"
            } else {
                "fmt"
            };
            !shell
                .command("cargo")
                .args([program, "--version"])
                .silent()
                .succeeds()
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let plan = format!("rustup component add {}", missing.join(" "));
    println!("Missing in this Rust:\n  {plan}");
    consent.to(&plan)?;
    shell
        .command("rustup")
        .args(["component", "add"])
        .args(&missing)
        .run()
}
