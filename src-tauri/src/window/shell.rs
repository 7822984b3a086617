//! Builds the app around the window, and takes it down again.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};

use tauri::{
    AppHandle, Emitter, Manager, RunEvent, Runtime, Url, WebviewUrl, WebviewWindow,
    WebviewWindowBuilder,
    plugin::TauriPlugin,
    webview::{NewWindowResponse, PageLoadEvent},
};

use super::{
    commands,
    front::Front,
    menu::{self, SignedInEntries},
    theme::{self, ThemeChoice},
};
use crate::desk::{DataFolder, DeskError, DeskEvent, Occasion};

const WINDOW: &str = "main";

/// How often sessions whose time is up are looked for. A call with such a token is refused at once; this closes the file.
const SWEEP: Duration = Duration::from_secs(15);

/// How often the window looks whether another program changed the library that it shows: a glance reads one page.
const GLANCE: Duration = Duration::from_secs(2);

/// How often the window looks whether a backup is due.
const BACKUP: Duration = Duration::from_mins(10);

/// How long the page has for locking itself before the computer sleeps. logind waits five seconds in all.
const PAGE_PATIENCE: Duration = Duration::from_secs(2);

/// A gap between the two clocks that is no adjustment of the wall clock, but a computer that slept.
const SLEEP: Duration = Duration::from_secs(30);

/// Opens the window on the data in `folder`, or where this person's lie, and returns when the app quits.
pub fn run(folder: Option<PathBuf>) -> tauri::Result<()> {
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(single_instance(folder.as_deref()))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_window_state::Builder::default().build())
        .invoke_handler(commands::handler())
        .menu(menu::build)
        .on_menu_event(|app, event| menu::chosen(app, event.id().as_ref()))
        .setup(|app| {
            let folder =
                folder.map_or_else(DataFolder::of_this_person, |path| Ok(DataFolder::new(path)));
            let front = Front::new(folder, listener(app.handle()));
            app.manage(front.clone());
            let theme = front.folder().as_ref().map(theme::read).unwrap_or_default();
            open_window(app.handle(), theme)?;
            keep_looking(front.clone());
            keep_backing_up(front.clone());
            #[cfg(target_os = "linux")]
            {
                let (app, front) = (app.handle().clone(), front.clone());
                super::away::watch(move || lock(&app, &front));
            }
            keep_sweeping(front);
            Ok(())
        })
        .build(tauri::generate_context!("tauri.conf.json"))?;
    app.run(|app, event| {
        if let RunEvent::Exit = event {
            let front = app.state::<Front>();
            front.back_up(Occasion::Leaving);
            // Checkpoints the write-ahead logs: after this, every library is one complete file.
            front.close();
        }
    });
    Ok(())
}

/// A second start brings the first window forward; one with another data folder is an app of its own.
fn single_instance<R: Runtime>(folder: Option<&Path>) -> TauriPlugin<R> {
    let mut plugin =
        tauri_plugin_single_instance::Builder::new().callback(|app, _, _| bring_forward(app));
    let folder = folder.map(|path| path.as_os_str().to_owned());
    if let Some(folder) = folder.or_else(|| std::env::var_os("BOOKPLATE_DATA")) {
        let mut hasher = DefaultHasher::new();
        folder.hash(&mut hasher);
        plugin = plugin.dbus_id(format!("app.bookplate.desktop.data{:x}", hasher.finish()));
    }
    plugin.build()
}

fn open_window<R: Runtime>(
    app: &AppHandle<R>,
    theme: ThemeChoice,
) -> tauri::Result<WebviewWindow<R>> {
    // Nothing that the window shows is cached on disk. WebDriver can only drive a window that is not incognito.
    let driven = std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
    let window = WebviewWindowBuilder::new(app, WINDOW, WebviewUrl::default())
        .title("Bookplate")
        .inner_size(1200.0, 800.0)
        .min_inner_size(900.0, 600.0)
        .incognito(!driven)
        .zoom_hotkeys_enabled(true)
        // The page takes pictures that are dropped on it, and moves its own rows: Tauri's handler would take both.
        .disable_drag_drop_handler()
        .on_navigation(is_our_page)
        .on_page_load(|window, load| {
            // The token went with the page that held it: what that page had open is closed.
            if load.event() == PageLoadEvent::Started {
                close_in_background(window.state::<Front>().inner().clone());
            }
        })
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    theme.dress(&window)?;
    Ok(window)
}

fn is_our_page(url: &Url) -> bool {
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    ) || (cfg!(dev) && url.host_str() == Some("localhost"))
}

fn bring_forward<R: Runtime>(app: &AppHandle<R>) {
    if let Some(window) = app.get_webview_window(WINDOW) {
        let shown = window
            .unminimize()
            .and_then(|()| window.show())
            .and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "bringing the window forward");
        }
    }
}

/// Tells the window what changed at the desk.
fn listener<R: Runtime>(app: &AppHandle<R>) -> crate::desk::Listener {
    let app = app.clone();
    std::sync::Arc::new(move |event| {
        let told = match event {
            DeskEvent::SessionBegan(_) => {
                menu::set_signed_in(&app, SignedInEntries::Enabled);
                Ok(())
            }
            DeskEvent::LibraryChanged(_, version) => {
                app.emit_to(WINDOW, "library-changed", version)
            }
            DeskEvent::SessionEnded { session, others } => {
                if others == 0 {
                    menu::set_signed_in(&app, SignedInEntries::Disabled);
                }
                app.emit_to(WINDOW, "session-ended", session.to_string())
            }
        };
        if let Err(error) = told {
            tracing::warn!(%error, "telling the window");
        }
    })
}

fn close_in_background(front: Front) {
    tauri::async_runtime::spawn_blocking(move || front.close());
}

/// Notices what the command line, or another window, changes in a library that is open here.
fn keep_looking(front: Front) {
    tauri::async_runtime::spawn(async move {
        let mut tick = tokio::time::interval(GLANCE);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let front = front.clone();
            let look = move || {
                if let Some(desk) = front.opened() {
                    desk.look_around();
                }
            };
            if let Err(error) = tokio::task::spawn_blocking(look).await {
                tracing::warn!(%error, "looking for what other programs changed");
            }
        }
    });
}

/// Locks whatever is open before it returns. The page does so itself, so that what was being typed is written down; one that
/// does not answer is not waited for.
fn lock<R: Runtime>(app: &AppHandle<R>, front: &Front) {
    if let Err(error) = app.emit_to(WINDOW, "menu", menu::LOCK.0) {
        tracing::warn!(%error, "the page is not told to lock");
    }
    let deadline = Instant::now() + PAGE_PATIENCE;
    while front.is_anybody_in() && Instant::now() < deadline {
        std::thread::sleep(Duration::from_millis(10));
    }
    front.close();
}

/// A library that stays open for days is backed up every day.
fn keep_backing_up(front: Front) {
    tauri::async_runtime::spawn(async move {
        let mut tick = tokio::time::interval(BACKUP);
        tick.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        loop {
            tick.tick().await;
            let front = front.clone();
            let back_up = move || front.back_up(Occasion::Daily);
            if let Err(error) = tokio::task::spawn_blocking(back_up).await {
                tracing::warn!(%error, "backing up");
            }
        }
    });
}

/// Ends sessions whose time is up, and all of them when the computer has slept: a closed lid is a lock.
fn keep_sweeping(front: Front) {
    tauri::async_runtime::spawn(async move {
        let mut tick = tokio::time::interval(SWEEP);
        let (mut wall, mut awake) = (SystemTime::now(), Instant::now());
        loop {
            tick.tick().await;
            // The monotonic clock stands still during sleep, the clock on the wall does not.
            let asleep = wall
                .elapsed()
                .unwrap_or_default()
                .saturating_sub(awake.elapsed());
            (wall, awake) = (SystemTime::now(), Instant::now());
            let front = front.clone();
            let swept = tokio::task::spawn_blocking(move || {
                if asleep > SLEEP {
                    front.close();
                }
                match front.opened() {
                    Some(desk) => desk.sweep(),
                    None => Ok::<(), DeskError>(()),
                }
            })
            .await;
            if !matches!(swept, Ok(Ok(()))) {
                tracing::warn!(?swept, "ending sessions whose time is up");
            }
        }
    });
}
