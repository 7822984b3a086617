//! Lists of books from other programs.

use std::{
    io::Write,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

use indicatif::{ProgressBar, ProgressStyle};
use interchange::{
    Choices, FileFormat, ImportError, Mapping, Problem, Progress, Report, Resolution, Source,
    WholeFile,
};
use library::Library;
use serde::Serialize;

use super::{
    print::{Printer, tame},
    refusal::{Outcome, Refusal},
    seat::Seat,
    words::{Conflicts, ImportWords},
};

/// What became of several files.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Imported {
    #[serde(flatten)]
    all: Report,
    dry_run: bool,
    files: Vec<ImportedFile>,
}

/// What became of one file.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ImportedFile {
    file: String,
    format: &'static str,
    #[serde(flatten)]
    report: Report,
}

/// Imports one file after the other, each as one change.
pub fn run(seat: &Seat, words: &ImportWords, printer: Printer) -> Outcome {
    for target in [&words.problems, &words.report].into_iter().flatten() {
        is_no_source(target, &words.sources)?;
    }
    let cancelled = stopped_by_the_keyboard()?;
    let mut imported = Imported {
        dry_run: words.dry_run,
        ..Imported::default()
    };
    let mut problems = begun(words.problems.as_deref())?;
    let mut report_file = begun(words.report.as_deref())?;
    let mut refused = None;
    for path in &words.sources {
        let report = Job::new(seat.library(), path, words)
            .and_then(|job| job.run(printer, &cancelled, problems.as_mut()));
        match report {
            Ok(report) => imported.take(report),
            Err(refusal) => {
                refused = Some(said_so_far(&imported, path, &refusal));
                break;
            }
        }
    }
    if imported.files.is_empty()
        && let Some(refusal) = refused
    {
        return Err(refusal);
    }
    if let Some(output) = &mut report_file {
        interchange::write_report(&imported.all, output.path, &mut output.file)?;
    }
    for output in [problems, report_file].into_iter().flatten() {
        output.finish()?;
    }
    // Of what came before a file that is refused, too.
    printer.print(&imported, |out| imported.write(out))?;
    refused.map_or(Ok(()), Err)
}

/// Refuses to write over what is imported, by whatever name.
fn is_no_source(target: &Path, sources: &[PathBuf]) -> Outcome {
    // What is not there yet is no list.
    let Ok(real) = target.canonicalize() else {
        return Ok(());
    };
    let is_it = |source: &&PathBuf| {
        let source = source.canonicalize();
        source.is_ok_and(|source| real.starts_with(source))
    };
    match sources.iter().find(is_it) {
        None => Ok(()),
        Some(source) => Err(Refusal::new(format!(
            "expected a file of its own to write to, found {}, which is imported or lies in what is imported ({})",
            target.display(),
            source.display()
        ))),
    }
}

/// A file that is written beside the import.
struct Output<'a> {
    path: &'a Path,
    file: WholeFile,
}

/// Begun before anything is imported: where it cannot be written, nothing is.
fn begun(path: Option<&Path>) -> Outcome<Option<Output<'_>>> {
    let Some(path) = path else { return Ok(None) };
    match WholeFile::create(path) {
        Ok(file) => Ok(Some(Output { path, file })),
        Err(error) => Err(Refusal::new(format!(
            "{}: {}",
            path.display(),
            ImportError::Unwritable(error)
        ))),
    }
}

impl Output<'_> {
    fn finish(self) -> Outcome {
        self.file.finish().map_err(|error| {
            Refusal::new(format!(
                "{}: {}; what it is about is done",
                self.path.display(),
                ImportError::Unwritable(error)
            ))
        })
    }
}

/// What came before stays: each file is a change of its own.
fn said_so_far(imported: &Imported, path: &Path, refusal: &Refusal) -> Refusal {
    let before = match imported.files.len() {
        _ if imported.dry_run => "",
        0 => "",
        1 => " (the file before it is imported)",
        _ => " (the files before it are imported)",
    };
    Refusal::new(format!("{}: {refusal}{before}", path.display()))
}

/// Set once somebody presses Ctrl+C: then nothing remains of the file that is being imported.
pub(super) fn stopped_by_the_keyboard() -> Outcome<Arc<AtomicBool>> {
    let cancelled = Arc::new(AtomicBool::new(false));
    let flag = Arc::clone(&cancelled);
    ctrlc::set_handler(move || flag.store(true, Ordering::Relaxed)).map_err(Refusal::new)?;
    Ok(cancelled)
}

/// The import of one file.
struct Job<'a> {
    library: &'a Library,
    source: Source,
    format: FileFormat,
    mapping: Option<Mapping>,
    choices: Choices,
    is_dry: bool,
}

impl<'a> Job<'a> {
    fn new(library: &'a Library, path: &Path, words: &ImportWords) -> Outcome<Self> {
        let source = Source::at(path)?;
        let format = match words.format {
            Some(format) => format,
            None => interchange::recognise(&source)?,
        };
        Ok(Self {
            mapping: mapping(library, &source, format)?,
            choices: Choices {
                otherwise: match words.conflicts {
                    Conflicts::Keep => Resolution::Keep,
                    Conflicts::Take => Resolution::Take,
                    Conflicts::Both => Resolution::Both,
                },
                statuses: interchange::remembered_statuses(library, format.name())?,
                ..Choices::default()
            },
            library,
            source,
            format,
            is_dry: words.dry_run,
        })
    }

    fn run(
        &self,
        printer: Printer,
        cancelled: &Arc<AtomicBool>,
        problems: Option<&mut Output<'_>>,
    ) -> Outcome<ImportedFile> {
        let bar = bar(&self.source, printer);
        let tell = |progress: Progress| {
            bar.set_position(self.source.bytes_read());
            bar.set_message(format!("{} rows", progress.rows));
        };
        let (library, list) = (self.library, self.format.name());
        let rows = self.rows()?;
        let report = if self.is_dry {
            let plan = interchange::plan(library, list, rows, &self.choices, tell, cancelled);
            plan.map(|plan| Report {
                tally: plan.tally,
                problems: plan.problems,
                problem_count: plan.problem_count,
                ..Report::default()
            })
        } else {
            interchange::import(library, list, rows, &self.choices, tell, cancelled)
        };
        bar.finish_and_clear();
        let report = report?;
        if let Some(output) = problems
            && report.problem_count > 0
        {
            interchange::write_problem_rows(self.rows()?, &mut output.file)?;
        }
        Ok(ImportedFile {
            file: self.source.path().display().to_string(),
            format: list,
            report,
        })
    }

    fn rows(&self) -> Result<interchange::Rows, ImportError> {
        interchange::rows(&self.source, self.format, self.mapping.as_ref())
    }
}

/// What the columns of a table mean: as it was said before, or as their names suggest.
fn mapping(library: &Library, source: &Source, format: FileFormat) -> Outcome<Option<Mapping>> {
    if format != FileFormat::Table {
        return Ok(None);
    }
    let head = interchange::table_head(source)?;
    let remembered = interchange::remembered_mapping(library, &head)?;
    Ok(Some(remembered.unwrap_or_else(|| head.suggested())))
}

fn bar(source: &Source, printer: Printer) -> ProgressBar {
    if !printer.shows_progress() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {percent:>3} %  {msg}");
    ProgressBar::new(source.size())
        .with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}

impl Imported {
    fn take(&mut self, file: ImportedFile) {
        let (all, one) = (&mut self.all, &file.report);
        all.tally.rows += one.tally.rows;
        all.tally.added += one.tally.added;
        all.tally.updated += one.tally.updated;
        all.tally.unchanged += one.tally.unchanged;
        all.tally.conflicts += one.tally.conflicts;
        all.problem_count += one.problem_count;
        all.problems.extend(one.problems.iter().cloned());
        all.entry = one.entry.or(all.entry);
        self.files.push(file);
    }

    fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        for file in &self.files {
            let tally = file.report.tally;
            let would = if self.dry_run { "would be " } else { "" };
            writeln!(
                out,
                "{} ({}): {} rows, {would}{} added, {} updated, {} unchanged, {} in conflict, {} problems",
                file.file,
                file.format,
                tally.rows,
                tally.added,
                tally.updated,
                tally.unchanged,
                tally.conflicts,
                file.report.problem_count
            )?;
            if tally.conflicts > 0 {
                let how = if self.dry_run {
                    "is decided by --conflicts (keep, unless said otherwise)"
                } else {
                    "was decided by --conflicts (keep, unless said otherwise); undo first to decide anew"
                };
                writeln!(out, "  What is in conflict {how}.")?;
            }
            for problem in &file.report.problems {
                writeln!(out, "  {}", told(problem))?;
            }
        }
        Ok(())
    }
}

fn told(problem: &Problem) -> String {
    let column = problem.column.as_deref().map(|name| format!(", {name}"));
    tame(&format!(
        "row {}{}: {}",
        problem.row,
        column.unwrap_or_default(),
        problem.message
    ))
}
