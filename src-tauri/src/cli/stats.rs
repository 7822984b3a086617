//! What was read, in figures.

use std::io::{self, Write};

use library::{Library, Period, Statistics};

use super::{print::Printer, refusal::Outcome, table::Table};

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Prints the figures of a year, or of all of them.
pub fn run(library: &Library, year: Option<i32>, printer: Printer) -> Outcome {
    let statistics = library.statistics(year)?;
    printer.print(&statistics, |out| write(out, &statistics))
}

fn write(out: &mut dyn Write, statistics: &Statistics) -> io::Result<()> {
    let period = match statistics.year {
        Some(_) => "Month",
        None => "Year",
    };
    let mut table = Table::new(&[period, "Read", "Pages", "Abandoned"]);
    let mut row = |name: String, period: &Period| {
        table.row(vec![
            name,
            period.finished.to_string(),
            period.pages.to_string(),
            period.abandoned.to_string(),
        ]);
    };
    for period in &statistics.periods {
        let month = usize::try_from(period.number)
            .ok()
            .and_then(|number| MONTHS.get(number.checked_sub(1)?));
        let name = match (statistics.year, month) {
            (Some(_), Some(month)) => (*month).to_owned(),
            _ => period.number.to_string(),
        };
        row(name, &period.figures);
    }
    if statistics.year.is_some() {
        row("(month not known)".to_owned(), &statistics.year_only);
    } else {
        row("(no date)".to_owned(), &statistics.undated);
    }
    row("All".to_owned(), &statistics.all);
    table.write(out)?;

    let counts = &statistics.counts;
    let per_status = &counts.per_status;
    writeln!(out)?;
    for (label, count) in [
        ("Books", counts.all),
        ("  want to read", per_status.want_to_read),
        ("  reading", per_status.reading),
        ("  paused", per_status.paused),
        ("  read", per_status.read),
        ("  did not finish", per_status.did_not_finish),
        ("  without a status", counts.unsorted),
        (
            "Read, without a record of when",
            statistics.read_without_reading,
        ),
        ("Rated", statistics.rated),
    ] {
        writeln!(out, "{label:<32} {count:>8}")?;
    }
    if let Some(average) = statistics.average_rating {
        writeln!(out, "{:<32} {average:>8.2}", "Average rating")?;
    }
    Ok(())
}
