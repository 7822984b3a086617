//! The line about the edition: `Example House (2001), Paperback, 123 pages`.

use library::{BookFields, PartialDate};

use crate::binding;
use crate::cells::Cells;
use crate::number::whole;

/// Takes publisher, form and pages. The line is kept in the notes unless every part of it found its place.
pub(super) fn take(cells: &mut Cells<'_>, fields: &mut BookFields) {
    fields.format = cells.format("Media");
    fields.pages = cells.count("Page Count", "pages");
    let line = cells.peek("Publication").to_owned();
    let Some((publisher, year, rest)) = parts(&line) else {
        return;
    };
    let mut all_found = true;
    fields.publisher = Some(publisher.to_owned());
    if fields.published.is_none() && cells.peek("Date").is_empty() {
        fields.published = Some(year);
    }
    all_found &= fields.published.map(PartialDate::year) == Some(year.year());
    for part in rest
        .split(',')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let pages = part
            .strip_suffix("pages")
            .or_else(|| part.strip_suffix('p'))
            .and_then(whole);
        let format = binding::format(part);
        all_found &= match pages {
            Some(pages) => *fields.pages.get_or_insert(pages) == pages,
            None => *fields.format.get_or_insert_with(|| format.clone()) == format,
        };
    }
    if all_found {
        cells.ignore(&["Publication"]);
    }
}

/// The publisher, the year in brackets, and what follows.
fn parts(line: &str) -> Option<(&str, PartialDate, &str)> {
    let (publisher, behind) = line.split_once(" (")?;
    let (year, rest) = behind.split_once(')')?;
    let year = (year.len() == 4).then(|| PartialDate::parse(year).ok())??;
    // Two editions in one line, or a place before the publisher, are more than this knows.
    let is_plain = !publisher.is_empty() && !publisher.contains([':', ';', '[', '(']);
    is_plain.then_some((publisher.trim_end_matches(','), year, rest))
}
