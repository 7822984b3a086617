//! Books to a file, in a format that others read.

use std::path::Path;

use indicatif::{ProgressBar, ProgressStyle};
use interchange::{Exported, FileFormat, Loss};
use library::{BookId, Library, ListQuery};
use serde::Serialize;

use super::{
    import::stopped_by_the_keyboard,
    list::remark,
    print::Printer,
    refusal::{Outcome, Refusal},
    sentence::books,
    words::ExportWords,
};

/// What was written, and what could not be.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    #[serde(flatten)]
    exported: Exported,
    format: &'static str,
    file: String,
    losses: Vec<Loss>,
}

/// Writes the books that the words ask for.
pub fn run(library: &Library, words: &ExportWords, printer: Printer) -> Outcome {
    let format = format(words)?;
    let ids = chosen(library, words, format, printer)?;
    let cancelled = stopped_by_the_keyboard()?;
    // Said before it is written: so that nobody learns only afterwards what is missing.
    let losses = interchange::losses(library, &ids, format, &cancelled)?;
    for loss in &losses {
        printer.remark(format_args!(
            "{} cannot say: {} ({})",
            format.label(),
            loss.what.label(),
            books(loss.books)
        ));
    }
    let bar = bar(&ids, printer);
    let tell = |count: u32| bar.set_position(u64::from(count));
    let exported = interchange::export(library, &ids, format, &words.file, tell, &cancelled);
    bar.finish_and_clear();
    let written = Written {
        exported: exported?,
        format: format.name(),
        file: words.file.display().to_string(),
        losses,
    };
    let sentence = format!(
        "Wrote {} to {}.",
        books(written.exported.books),
        written.file
    );
    printer.confirm(&written, sentence)
}

fn format(words: &ExportWords) -> Outcome<FileFormat> {
    words.format.map_or_else(|| by_ending(&words.file), Ok)
}

fn by_ending(file: &Path) -> Outcome<FileFormat> {
    let ending = file.extension().unwrap_or_default();
    match ending.to_string_lossy().to_lowercase().as_str() {
        "json" => Ok(FileFormat::BookplateJson),
        "csv" => Ok(FileFormat::BookplateCsv),
        "bib" => Ok(FileFormat::Bibtex),
        "ris" => Ok(FileFormat::Ris),
        "html" | "htm" => Ok(FileFormat::Html),
        _ => Err(Refusal::new(
            "expected a file that ends in .json, .csv, .bib, .ris or .html, or --format (markdown for a folder of notes); found neither",
        )),
    }
}

/// The books that a query finds, or all. Our own format keeps the trash too: it is what a library is restored from.
fn chosen(
    library: &Library,
    words: &ExportWords,
    format: FileFormat,
    printer: Printer,
) -> Outcome<Vec<BookId>> {
    if words.query.is_none() && format == FileFormat::BookplateJson {
        return Ok(library.all_ids()?);
    }
    let query = ListQuery {
        text: words.query.clone().unwrap_or_default(),
        ..ListQuery::default()
    };
    let list = library.list(&query)?;
    remark(&query.text, &list.problems, printer);
    Ok(list.ids.clone())
}

fn bar(ids: &[BookId], printer: Printer) -> ProgressBar {
    if !printer.shows_progress() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:30} {pos} of {len} books");
    let style = style.unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(ids.len() as u64).with_style(style)
}
