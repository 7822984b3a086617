//! Tools that come from crates.io and are built once, into the target folder.

use std::path::PathBuf;

use super::Consent;
use crate::shell::{Result, Shell};

/// A program of another package, at a version that is known to work here.
struct Tool {
    program: &'static str,
    version: &'static str,
    reason: &'static str,
}

const TOOLS: &[Tool] = &[
    // 3.x is an alpha for the next Tauri.
    #[cfg(target_os = "linux")]
    Tool {
        program: "tauri-driver",
        version: "^2",
        reason: "starts the app for WebDriver in the journeys",
    },
    Tool {
        program: "cargo-deny",
        version: "^0.20",
        reason: "checks licences and forbidden crates (builds for about three minutes)",
    },
];

/// Builds the tools of the tests that are not there yet.
pub fn ensure(shell: &Shell, consent: Consent) -> Result {
    let tools = shell.tools();
    let missing: Vec<_> = TOOLS
        .iter()
        .filter(|tool| !path(shell, tool.program).is_file())
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Built once from crates.io, into {}:", tools.display());
    for tool in &missing {
        println!("  {:<20} {}", tool.program, tool.reason);
    }
    let names: Vec<_> = missing.iter().map(|tool| tool.program).collect();
    consent.to(&format!(
        "cargo install --locked --root {} {}",
        tools.display(),
        names.join(" ")
    ))?;
    for tool in missing {
        shell
            .command("cargo")
            .args([
                "install",
                tool.program,
                "--version",
                tool.version,
                "--locked",
                "--quiet",
                "--root",
            ])
            .arg(&tools)
            .run()?;
    }
    Ok(())
}

/// Where a tool's program lies, or will.
pub fn path(shell: &Shell, program: &str) -> PathBuf {
    shell
        .tools()
        .join("bin")
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
