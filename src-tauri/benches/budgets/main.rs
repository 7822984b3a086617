//! `cargo xtask bench`: every budget of the design beside its floor, in one run, release build.
//!
//! It informs and fails on nothing but its own breakage. The table goes to standard output and to `src-tauri/benches/RESULTS.md`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "this is a command-line program"
)]

mod books;
mod calibre;
mod floor;
mod invented;
mod log_in;
#[cfg(target_os = "linux")]
mod start;
mod table;

use std::{error::Error, fs, process::ExitCode, time::Duration};

use table::{Budget, Measure};

/// How long a keystroke may take at 100,000 books, and a search at a million.
const KEYSTROKE: Duration = Duration::from_millis(16);
const SEARCH: Duration = Duration::from_millis(50);

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    // `cargo test` and `cargo clippy` build this too; only `cargo bench` passes `--bench`.
    if !std::env::args().any(|word| word == "--bench") {
        return ExitCode::SUCCESS;
    }
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("the bench broke: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let mut measures = Vec::new();
    measures.extend(books::imports(10_000, 5)?);
    measures.extend(books::imports(100_000, 1)?);
    measures.push(books::calibre_import(10_000)?);
    for count in [10_000, 100_000] {
        let shelf = books::Shelf::filled(count)?;
        measures.push(shelf.keystrokes(KEYSTROKE)?);
        measures.extend(shelf.single_changes()?);
        measures.extend(shelf.opening()?);
    }
    let shelf = books::Shelf::invented(100_000)?;
    measures.push(shelf.queries(KEYSTROKE)?);
    measures.push(shelf.sorts(KEYSTROKE)?);
    measures.push(shelf.pages()?);
    measures.extend(shelf.bulk_edits()?);
    measures.extend(shelf.opening()?);
    let shelf = books::Shelf::invented(1_000_000)?;
    measures.push(shelf.keystrokes(SEARCH)?);
    measures.push(shelf.queries(SEARCH)?);
    measures.push(shelf.pages()?);
    measures.extend(log_in::measure(100_000)?);
    measures.extend(window_starts()?);

    let text = format!(
        "# What the last `cargo xtask bench` measured\n\n\
         {}. Bookplate {}, release build. Every floor was measured in the same run, interleaved where it could be.\n\
         A floor is what the work cannot be had below: SQLite with the same encryption for data, Argon2id for logging in, an empty \
         Tauri window for the start.\n\n{}",
        machine(),
        env!("CARGO_PKG_VERSION"),
        table::markdown(&measures)
    );
    println!("{text}");
    fs::write(
        concat!(env!("CARGO_MANIFEST_DIR"), "/src-tauri/benches/RESULTS.md"),
        text,
    )?;
    Ok(())
}

#[cfg(target_os = "linux")]
fn window_starts() -> Result<Vec<Measure>> {
    use std::path::PathBuf;

    let release = std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(
            || PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/target")),
            PathBuf::from,
        )
        .join("release");
    let (app, empty) = (
        release.join("bookplate"),
        release.join("examples/empty-window"),
    );
    if !app.exists() || !empty.exists() {
        eprintln!(
            "start: left out, since {} or {} was not built",
            app.display(),
            empty.display()
        );
        return Ok(Vec::new());
    }
    let data = tempfile::tempdir()?;
    let somebody = log_in::desk(data.path())?;
    somebody.register("Ada", &accounts::Password::new(log_in::PASSWORD.to_owned()))?;
    somebody.close();

    let display = start::Display::start()?;
    // Interleaved by halves, so that a machine that grows slower or faster meets both alike.
    let mut floor = display.starts(&empty, data.path(), 10)?;
    let mut ours = display.starts(&app, data.path(), 10)?;
    floor.extend(display.starts(&empty, data.path(), 10)?);
    ours.extend(display.starts(&app, data.path(), 10)?);
    Ok(vec![Measure::new(
        "start to painted log-in, against an empty Tauri window",
        floor,
        ours,
        Budget::Ratio(1.15),
    )])
}

#[cfg(not(target_os = "linux"))]
fn window_starts() -> Result<Vec<Measure>> {
    eprintln!("start: left out, since only X11 can be watched here");
    Ok(Vec::new())
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let model = fs::read_to_string("/proc/cpuinfo")
        .ok()
        .and_then(|text| {
            let line = text.lines().find(|line| line.starts_with("model name"))?;
            Some(line.split_once(": ")?.1.to_owned())
        })
        .unwrap_or_else(|| "a processor that tells no name".to_owned());
    format!(
        "{} on {}, {cores} cores of {model}",
        std::env::consts::OS,
        std::env::consts::ARCH
    )
}
