//! The floor that the app's start is measured against: a window of the same Tauri, with a page of one colour.

fn main() -> tauri::Result<()> {
    tauri::Builder::default().run(tauri::generate_context!(
        "src-tauri/benches/empty-window/tauri.conf.json"
    ))
}
