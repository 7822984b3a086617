//! The native menu. Choosing an entry tells the window, which does what its own buttons and keys do.

use tauri::{
    AppHandle, Emitter, Runtime,
    menu::{AboutMetadataBuilder, Menu, MenuItem, MenuItemKind, Submenu, SubmenuBuilder},
};

/// Entries that the window carries out, by the name it knows them by; those of signed-in people first.
const ADD_BOOK: (&str, &str) = ("addBook", "&Add a book…");
const IMPORT: (&str, &str) = ("import", "&Import books…");
const EXPORT: (&str, &str) = ("export", "&Export books…");
pub const LOCK: (&str, &str) = ("lock", "&Lock");
const LOG_OUT: (&str, &str) = ("logOut", "Log &out");
const UNDO: (&str, &str) = ("undo", "&Undo change");
const REDO: (&str, &str) = ("redo", "&Redo change");
const FIND: (&str, &str) = ("search", "&Find");
const LIBRARY: (&str, &str) = ("library", "&Library");
const TRASH: (&str, &str) = ("trash", "&Trash");
const HISTORY: (&str, &str) = ("history", "&History");
const PEOPLE: (&str, &str) = ("people", "&People");
const SERIES: (&str, &str) = ("series", "&Series");
const PUBLISHERS: (&str, &str) = ("publishers", "P&ublishers");
const TAGS: (&str, &str) = ("tags", "Ta&gs");
const LOANS: (&str, &str) = ("loans", "L&oans");
const WISHES: (&str, &str) = ("wishes", "&Wish list");
const DUPLICATES: (&str, &str) = ("duplicates", "&Duplicates");
const ACCOUNTS: (&str, &str) = ("accounts", "&Accounts");
const BACK: (&str, &str) = ("back", "&Back");
const SETTINGS: (&str, &str) = ("settings", "S&ettings…");
const SHORTCUTS: (&str, &str) = ("shortcuts", "&Keyboard shortcuts");

/// The one entry that is carried out here, and can always be chosen.
const QUIT: &str = "quit";

/// Builds the menu of an app in which nobody is signed in yet.
///
/// No entry has an accelerator: GTK would take the keys before the page, where Ctrl+Z in a text field means that text.
pub fn build<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Menu<R>> {
    let entry = |(id, text): (&str, &str)| MenuItem::with_id(app, id, text, false, None::<&str>);
    let file = SubmenuBuilder::new(app, "&File")
        .items(&[&entry(ADD_BOOK)?, &entry(IMPORT)?, &entry(EXPORT)?])
        .separator()
        .item(&entry(SETTINGS)?)
        .separator()
        .items(&[&entry(LOCK)?, &entry(LOG_OUT)?])
        .separator()
        .item(&MenuItem::with_id(app, QUIT, "&Quit", true, None::<&str>)?)
        .build()?;
    let edit = SubmenuBuilder::new(app, "&Edit").items(&[&entry(UNDO)?, &entry(REDO)?]);
    // Without these entries the keys for them do nothing on macOS; elsewhere the web view has them by itself.
    #[cfg(target_os = "macos")]
    let edit = edit.separator().cut().copy().paste().select_all();
    let edit = edit.separator().item(&entry(FIND)?).build()?;
    let view = SubmenuBuilder::new(app, "&View")
        .item(&entry(BACK)?)
        .separator()
        .item(&entry(LIBRARY)?)
        .items(&[
            &entry(PEOPLE)?,
            &entry(SERIES)?,
            &entry(PUBLISHERS)?,
            &entry(TAGS)?,
        ])
        .separator()
        .items(&[&entry(LOANS)?, &entry(WISHES)?, &entry(DUPLICATES)?])
        .separator()
        .items(&[&entry(TRASH)?, &entry(HISTORY)?, &entry(ACCOUNTS)?])
        .build()?;
    let help = SubmenuBuilder::new(app, "&Help")
        .item(&entry(SHORTCUTS)?)
        .separator()
        .about_with_text(
            "&About Bookplate",
            Some(
                AboutMetadataBuilder::new()
                    .name(Some("Bookplate"))
                    .version(Some(env!("CARGO_PKG_VERSION")))
                    .comments(Some(env!("CARGO_PKG_DESCRIPTION")))
                    .license(Some(env!("CARGO_PKG_LICENSE")))
                    .build(),
            ),
        )
        .build()?;
    let parts: [&Submenu<R>; 4] = [&file, &edit, &view, &help];
    let menu = Menu::new(app)?;
    #[cfg(target_os = "macos")]
    menu.append(&application(app)?)?;
    for part in parts {
        menu.append(part)?;
    }
    Ok(menu)
}

/// The first menu on macOS, which carries the app's name.
#[cfg(target_os = "macos")]
fn application<R: Runtime>(app: &AppHandle<R>) -> tauri::Result<Submenu<R>> {
    SubmenuBuilder::new(app, "Bookplate")
        .about(None)
        .separator()
        .services()
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit()
        .build()
}

/// Quits, or tells the window which other entry was chosen.
pub fn chosen<R: Runtime>(app: &AppHandle<R>, id: &str) {
    if id == QUIT {
        app.exit(0);
    } else if let Err(error) = app.emit("menu", id) {
        tracing::warn!(%error, "telling the window what was chosen in the menu");
    }
}

/// Whether the entries that need a library can be chosen.
pub fn set_signed_in<R: Runtime>(app: &AppHandle<R>, signed_in: SignedInEntries) {
    let enabled = signed_in == SignedInEntries::Enabled;
    let Some(menu) = app.menu() else { return };
    for part in menu.items().unwrap_or_default() {
        let MenuItemKind::Submenu(part) = part else {
            continue;
        };
        for item in part.items().unwrap_or_default() {
            if let MenuItemKind::MenuItem(item) = item
                && item.id() != QUIT
                && let Err(error) = item.set_enabled(enabled)
            {
                tracing::warn!(%error, "changing the menu");
            }
        }
    }
}

/// How the entries that need a library stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignedInEntries {
    /// Somebody is signed in.
    Enabled,
    /// Nobody is.
    Disabled,
}
