//! Tells Tauri where this project keeps its capabilities and permissions: it looks in the package root otherwise.

use tauri_build::{AppManifest, Attributes};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test` works on a checkout whose interface was never built.
    std::fs::create_dir_all("ui/dist")?;
    for watched in ["src-tauri/capabilities", "src-tauri/permissions", "ui/dist"] {
        println!("cargo:rerun-if-changed={watched}");
    }
    tauri_build::try_build(
        Attributes::new()
            .capabilities_path_pattern("src-tauri/capabilities/*.json")
            .app_manifest(
                AppManifest::new().permissions_path_pattern("src-tauri/permissions/*.toml"),
            ),
    )?;
    Ok(())
}
