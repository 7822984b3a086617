//! Importing: a file chosen in the system's own dialog, read here; the window never names a path.

use std::{
    fs::{self, File},
    io::{self, Read},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use interchange::{ImportError, Progress, Report, goodreads};
use serde::Serialize;
use tauri::{AppHandle, Runtime, ipc::Channel};
use tauri_plugin_dialog::DialogExt;
use ts_rs::TS;

use super::{
    answer::{Answer, ApiError, ErrorCode, working},
    guard::SignedIn,
};
use crate::desk::ChosenFile;

/// How often a running import reports: often enough to look alive, seldom enough to cost nothing.
const REPORT_EVERY: Duration = Duration::from_millis(50);

/// What comes of one import is held in memory until it is durable: a file beyond this is no list of one person's books.
const LARGEST: u64 = 1_000_000_000;

/// A file that was chosen.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportFile {
    /// What `import_goodreads` calls it.
    file: u32,
    /// Its name, without the folder.
    name: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    size: u64,
}

/// How far an import has come.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportProgress {
    /// Rows read, and what became of them.
    #[serde(flatten)]
    counts: Progress,
    /// Bytes read.
    #[ts(type = "number")]
    bytes: u64,
    /// The file's size.
    #[ts(type = "number")]
    total_bytes: u64,
}

#[tauri::command]
pub async fn import_choose<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
) -> Answer<Option<ImportFile>> {
    working(move || {
        let Some(path) = app
            .dialog()
            .file()
            .set_title("Import from Goodreads")
            .add_filter("CSV", &["csv", "tsv", "txt"])
            .add_filter("*", &["*"])
            .blocking_pick_file()
        else {
            return Ok(None);
        };
        let path = path.into_path().map_err(|_| {
            ApiError::new(
                ErrorCode::Storage,
                "Only a file on this computer can be imported.",
            )
        })?;
        let size = fs::metadata(&path).map_or(0, |file| file.len());
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        Ok::<_, ApiError>(Some(ImportFile {
            file: user.library.choose(ChosenFile { path, size }),
            name,
            size,
        }))
    })
    .await
}

#[tauri::command]
pub async fn import_goodreads(
    user: SignedIn,
    file: u32,
    channel: Channel<ImportProgress>,
) -> Answer<Report> {
    working(move || {
        let chosen = user.library.chosen(file).ok_or_else(|| {
            ApiError::new(ErrorCode::NotFound, "Please choose the file once more.")
        })?;
        if chosen.size > LARGEST {
            return Err(ApiError::new(
                ErrorCode::Storage,
                format!(
                    "Expected a file of at most {} MB, found one of {} MB. Nothing was changed.",
                    LARGEST / 1_000_000,
                    chosen.size / 1_000_000
                ),
            ));
        }
        let turn = user
            .library
            .begin_import()
            .ok_or_else(|| ApiError::new(ErrorCode::Busy, "Another import is still running."))?;
        let file = Counted::new(File::open(&chosen.path).map_err(ImportError::from)?);
        let bytes = Arc::clone(&file.bytes);
        let rows = goodreads::read(file)?;
        let mut reported: Option<Instant> = None;
        let report = interchange::import(
            user.library.library(),
            rows,
            |counts| {
                if reported.is_none_or(|at| at.elapsed() >= REPORT_EVERY) {
                    reported = Some(Instant::now());
                    // The window may be gone; the import need not care.
                    let _ = channel.send(ImportProgress {
                        counts,
                        bytes: bytes.load(Ordering::Relaxed),
                        total_bytes: chosen.size,
                    });
                }
            },
            turn.cancelled(),
        )?;
        Ok::<_, ApiError>(report)
    })
    .await
}

#[tauri::command]
pub async fn import_cancel(user: SignedIn) -> Answer<()> {
    user.library.cancel_import();
    Ok(())
}

/// Counts what is read through it.
struct Counted<R> {
    inner: R,
    bytes: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            bytes: Arc::default(),
        }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.bytes.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
