//! Tells Tauri where this project keeps its capabilities and permissions: its default is the package root.
fn main() -> Result<(), Box<dyn std::error::Error>> {
    // `cargo test` works on a checkout whose interface was never built.
    std::fs::create_dir_all("ui/dist")?;
    tauri_build::try_build(
        tauri_build::Attributes::new()
            .capabilities_path_pattern("src-tauri/capabilities/*.json"),
    )?;
    Ok(())
}
