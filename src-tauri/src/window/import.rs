//! Importing: a file or folder chosen in the system's own dialog, looked at, planned, and then brought in. The window never
//! names a path.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use interchange::{
    Choices, Content, Fate, FileFormat, ImportError, Mapping, Plan, PlanRow, Problem, Progress,
    Report, Source, StatusQuestion, TableHead, Tally, WholeFile,
};
use serde::{Deserialize, Serialize};
use tauri::{AppHandle, Runtime, ipc::Channel};
use tauri_plugin_dialog::DialogExt;
use ts_rs::TS;

use super::{
    answer::{Answer, ApiError, ErrorCode, working},
    guard::SignedIn,
};
use crate::desk::{Chosen, OpenLibrary};

/// How often long work reports: often enough to look alive, seldom enough to cost nothing.
const REPORT_EVERY: Duration = Duration::from_millis(50);
/// The most rows of a plan that are handed over at once.
const MOST_ROWS: u32 = 500;

/// What is to be chosen in the system's dialog.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum ImportKind {
    /// A file.
    File,
    /// The folder of another program.
    Folder,
}

/// A file or folder that was chosen.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportFile {
    /// What the other commands call it.
    file: u32,
    /// Its name, without the folder that it lies in.
    name: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    size: u64,
    /// The format that its content shows.
    format: FileFormat,
    /// What people call that format.
    label: &'static str,
}

/// The columns of a table, and what they were said to mean before.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportTable {
    /// The columns.
    head: TableHead,
    /// What they meant when such a table was imported before.
    remembered: Option<Mapping>,
}

/// How far it has come.
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

/// What an import would do, without its rows.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct ImportPlan {
    /// What `import_plan_rows` calls it.
    plan: u32,
    /// How many rows become what.
    counts: Tally,
    /// How many rows have problems.
    rows_with_problems: u32,
    /// The first problems, by row.
    problems: Vec<Problem>,
    /// How many problems there are.
    problem_count: u32,
    /// Which shelves' status is not known.
    questions: Vec<StatusQuestion>,
}

/// Which rows of a plan are shown.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub enum PlanFilter {
    /// All of them.
    All,
    /// New books.
    New,
    /// Books that are there and get something.
    Updated,
    /// Books that are there and contradict the list.
    Conflict,
    /// Books that are there and stay as they are.
    Unchanged,
    /// Rows with problems.
    Problems,
}

/// A part of a plan's rows.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PlanPage {
    /// The rows.
    rows: Vec<PlanRow>,
    /// How many there are in all.
    total: u32,
}

/// Lets the person choose a list to import, and says what it is. `None` when they did not.
#[tauri::command]
pub async fn import_choose<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
    what: ImportKind,
) -> Answer<Option<ImportFile>> {
    working(move || {
        let dialog = app.dialog().file().set_title("Import books");
        let path = match what {
            ImportKind::File => dialog.blocking_pick_file(),
            ImportKind::Folder => dialog.blocking_pick_folder(),
        };
        let Some(path) = path else {
            return Ok(None);
        };
        let path = path.into_path().map_err(|_| {
            ApiError::new(
                ErrorCode::Storage,
                "Only what is on this computer can be imported.",
            )
        })?;
        let source = Source::at(path)?;
        let format = interchange::recognise(&source)?;
        let (name, size) = (source.name(), source.size());
        Ok::<_, ApiError>(Some(ImportFile {
            file: user.library.choose(Chosen { source, format }),
            name,
            size,
            format,
            label: format.label(),
        }))
    })
    .await
}

/// The columns of a table that was chosen.
#[tauri::command]
pub async fn import_table(user: SignedIn, file: u32) -> Answer<ImportTable> {
    working(move || {
        let chosen = chosen(&user.library, file)?;
        let head = interchange::table_head(&chosen.source)?;
        let remembered = interchange::remembered_mapping(user.library.library(), &head)?;
        Ok::<_, ApiError>(ImportTable { head, remembered })
    })
    .await
}

/// Says what an import would do, and writes nothing. Of a table of no known format, the columns' meanings are needed.
#[tauri::command]
pub async fn import_plan(
    user: SignedIn,
    file: u32,
    mapping: Option<Mapping>,
    channel: Channel<ImportProgress>,
) -> Answer<ImportPlan> {
    working(move || {
        let chosen = chosen(&user.library, file)?;
        let turn = begin(&user.library)?;
        let library = user.library.library();
        let source = chosen.format.name();
        let rows = interchange::rows(&chosen.source, chosen.format, mapping.as_ref())?;
        let choices = Choices {
            statuses: interchange::remembered_statuses(library, source)?,
            ..Choices::default()
        };
        let tell = teller(&chosen.source, channel);
        let plan = interchange::plan(library, source, rows, &choices, tell, turn.cancelled())?;
        Ok::<_, ApiError>(summary(&user.library, plan))
    })
    .await
}

fn summary(library: &OpenLibrary, mut plan: Plan) -> ImportPlan {
    let rows_with_problems = plan.rows.iter().filter(|row| row.problems > 0).count();
    let (problems, questions) = (
        std::mem::take(&mut plan.problems),
        std::mem::take(&mut plan.questions),
    );
    ImportPlan {
        counts: plan.tally,
        rows_with_problems: u32::try_from(rows_with_problems).unwrap_or(u32::MAX),
        problem_count: plan.problem_count,
        plan: library.keep_plan(Arc::new(plan)),
        problems,
        questions,
    }
}

/// A part of the rows of a plan.
#[tauri::command]
pub async fn import_plan_rows(
    user: SignedIn,
    plan: u32,
    filter: PlanFilter,
    from: u32,
    count: u32,
) -> Answer<PlanPage> {
    let plan = user.library.plan(plan).ok_or_else(|| {
        ApiError::new(
            ErrorCode::NotFound,
            "This preview is no longer there. Please look at the file once more.",
        )
    })?;
    let is_shown = |row: &&PlanRow| match filter {
        PlanFilter::All => true,
        PlanFilter::New => row.fate == Fate::New,
        PlanFilter::Updated => row.fate == Fate::Updated,
        PlanFilter::Conflict => row.fate == Fate::Conflict,
        PlanFilter::Unchanged => row.fate == Fate::Unchanged,
        PlanFilter::Problems => row.problems > 0,
    };
    let total = plan.rows.iter().filter(is_shown).count();
    let from = usize::try_from(from).unwrap_or(usize::MAX);
    let count = usize::try_from(count.min(MOST_ROWS)).unwrap_or(0);
    let rows = plan.rows.iter().filter(is_shown).skip(from).take(count);
    Ok(PlanPage {
        rows: rows.cloned().collect(),
        total: u32::try_from(total).unwrap_or(u32::MAX),
    })
}

/// What a row of a list that was chosen says of its book.
#[tauri::command]
pub async fn import_row(
    user: SignedIn,
    file: u32,
    mapping: Option<Mapping>,
    row: u32,
) -> Answer<Content> {
    working(move || {
        let chosen = chosen(&user.library, file)?;
        let rows = interchange::rows(&chosen.source, chosen.format, mapping.as_ref())?;
        interchange::content(rows, row)?
            .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "There is no such row in the file."))
    })
    .await
}

/// Brings the list in, and remembers what was decided for the next one.
#[tauri::command]
pub async fn import_run(
    user: SignedIn,
    file: u32,
    mapping: Option<Mapping>,
    choices: Choices,
    channel: Channel<ImportProgress>,
) -> Answer<Report> {
    working(move || {
        let chosen = chosen(&user.library, file)?;
        let turn = begin(&user.library)?;
        let library = user.library.library();
        let source = chosen.format.name();
        let rows = interchange::rows(&chosen.source, chosen.format, mapping.as_ref())?;
        let tell = teller(&chosen.source, channel);
        let report = interchange::import(library, source, rows, &choices, tell, turn.cancelled())?;
        // What was brought in is safe; that nothing is asked twice is only a comfort.
        if let Err(error) = remember(library, &chosen, mapping.as_ref(), &choices) {
            tracing::warn!(%error, "the answers of an import are not remembered");
        }
        user.library.keep_report(Arc::new(report.clone()));
        Ok::<_, ApiError>(report)
    })
    .await
}

fn remember(
    library: &library::Library,
    chosen: &Chosen,
    mapping: Option<&Mapping>,
    choices: &Choices,
) -> Result<(), ImportError> {
    if let Some(mapping) = mapping {
        let head = interchange::table_head(&chosen.source)?;
        interchange::remember_mapping(library, &head, mapping)?;
    }
    interchange::remember_statuses(library, chosen.format.name(), &choices.statuses)?;
    Ok(())
}

#[tauri::command]
pub async fn import_cancel(user: SignedIn) -> Answer<()> {
    user.library.cancel_import();
    Ok(())
}

/// Ends the import wherever it stands: its file and its plan are released.
#[tauri::command]
pub async fn import_leave(user: SignedIn) -> Answer<()> {
    user.library.leave_import();
    Ok(())
}

/// Saves what the last import did as a text, where the person says. Whether it was saved.
#[tauri::command]
pub async fn import_save_report<R: Runtime>(user: SignedIn, app: AppHandle<R>) -> Answer<bool> {
    working(move || {
        let Some(report) = user.library.report() else {
            return Err(ApiError::new(
                ErrorCode::NotFound,
                "There is no report of an import to save.",
            ));
        };
        let Some(path) = save_as(&app, "import-report.txt") else {
            return Ok(false);
        };
        let mut file = WholeFile::create(&path).map_err(ImportError::Unwritable)?;
        interchange::write_report(&report, &path, &mut file)?;
        file.finish().map_err(ImportError::Unwritable)?;
        Ok(true)
    })
    .await
}

/// Saves the rows with problems as a file of the same format, where the person says. Whether it was saved.
#[tauri::command]
pub async fn import_save_problems<R: Runtime>(
    user: SignedIn,
    app: AppHandle<R>,
    file: u32,
    mapping: Option<Mapping>,
) -> Answer<bool> {
    working(move || {
        let chosen = chosen(&user.library, file)?;
        let rows = interchange::rows(&chosen.source, chosen.format, mapping.as_ref())?;
        let name = format!("rows-with-problems.{}", rows.frame().extension);
        let Some(path) = save_as(&app, &name) else {
            return Ok(false);
        };
        let mut file = WholeFile::create(&path).map_err(ImportError::Unwritable)?;
        interchange::write_problem_rows(rows, &mut file)?;
        file.finish().map_err(ImportError::Unwritable)?;
        Ok::<_, ApiError>(true)
    })
    .await
}

fn save_as<R: Runtime>(app: &AppHandle<R>, name: &str) -> Option<std::path::PathBuf> {
    let chosen = app.dialog().file().set_file_name(name).blocking_save_file();
    chosen.and_then(|path| path.into_path().ok())
}

/// What was chosen, if it is still the same.
fn chosen(library: &OpenLibrary, file: u32) -> Answer<Chosen> {
    let chosen = library
        .chosen(file)
        .ok_or_else(|| ApiError::new(ErrorCode::NotFound, "Please choose the file once more."))?;
    if chosen.source.has_changed() {
        return Err(ApiError::new(
            ErrorCode::NotFound,
            "The file was changed since it was chosen. Please choose it once more.",
        ));
    }
    Ok(chosen)
}

fn begin(library: &OpenLibrary) -> Answer<crate::desk::ImportTurn<'_>> {
    library
        .begin_import()
        .ok_or_else(|| ApiError::new(ErrorCode::Busy, "Another import is still running."))
}

/// Tells the window how far it has come, now and then.
fn teller(source: &Source, channel: Channel<ImportProgress>) -> impl FnMut(Progress) + use<> {
    let source = source.clone();
    let mut told: Option<Instant> = None;
    move |counts| {
        if told.is_none_or(|at| at.elapsed() >= REPORT_EVERY) {
            told = Some(Instant::now());
            // The window may be gone; the work need not care.
            let _ = channel.send(ImportProgress {
                counts,
                bytes: source.bytes_read(),
                total_bytes: source.size(),
            });
        }
    }
}
