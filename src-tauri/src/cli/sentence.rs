//! What was done, as a sentence.

use library::{Label, LoanAct, NameKind, PartAct, ReadingAct, WishAct};

/// The sentence for an entry of the history, in the words of the window.
pub fn done(label: &Label) -> String {
    match label {
        Label::Added { title } => format!("Added {}", quoted(title)),
        Label::Edited { title, .. } => format!("Edited {}", quoted(title)),
        Label::Trashed { count, title } => {
            format!("Moved {} to the trash", named(*count, title))
        }
        Label::Restored { count, title } => format!("Restored {}", named(*count, title)),
        Label::DeletedForGood { count, title } => {
            format!("Deleted {} for good", named(*count, title))
        }
        Label::EmptiedTrash { count } => format!("Emptied the trash: {}", books(*count)),
        Label::Imported { source, count } => format!("Imported {} from {source}", books(*count)),
        Label::Reading { act, title } => reading(*act, title),
        Label::Copy { act, title } => part(*act, &format!("a copy of {}", quoted(title))),
        Label::Loan { act, title, person } => loan(*act, title, person),
        Label::Wish { act, title } => wish(*act, title),
        Label::Quote { act, title } => part(*act, &format!("a quote from {}", quoted(title))),
        Label::Cover { act, title } => part(*act, &format!("the cover of {}", quoted(title))),
        Label::Shelf { act, name } => part(*act, &format!("the shelf {}", quoted(name))),
        Label::CustomField { act, name } => part(*act, &format!("the field {}", quoted(name))),
        Label::Shelved {
            count,
            title,
            shelf,
        } => format!(
            "Put {} on the shelf {}",
            named(*count, title),
            quoted(shelf)
        ),
        Label::Unshelved {
            count,
            title,
            shelf,
        } => format!(
            "Took {} off the shelf {}",
            named(*count, title),
            quoted(shelf)
        ),
        Label::OrderedShelf { shelf } => format!("Reordered the shelf {}", quoted(shelf)),
        Label::Renamed { what, from, to } => {
            format!("Renamed {} {} to {}", one(*what), quoted(from), quoted(to))
        }
        Label::MergedNames { what, count, into } => format!(
            "Merged {} {} into {}",
            count.saturating_add(1),
            several(*what),
            quoted(into)
        ),
        Label::DeletedName { what, name } => {
            format!("Removed {} {} from all books", one(*what), quoted(name))
        }
        Label::BulkEdited { count } => format!("Edited {} at once", books(*count)),
        Label::MergedBooks { count, title } => format!(
            "Merged {} into {}",
            books(count.saturating_add(1)),
            quoted(title)
        ),
        Label::KeptApart { count, title } => format!("Kept {} apart", named(*count, title)),
        Label::TookBack { label, .. } => format!("Took back: {}", done(label)),
    }
}

/// `1 book`, `3 books`.
pub fn books(count: u32) -> String {
    match count {
        1 => "1 book".to_owned(),
        _ => format!("{count} books"),
    }
}

fn quoted(text: &str) -> String {
    format!("“{text}”")
}

fn named(count: u32, title: &str) -> String {
    match count {
        1 if !title.is_empty() => quoted(title),
        _ => books(count),
    }
}

fn part(act: PartAct, what: &str) -> String {
    let verb = match act {
        PartAct::Added => "Added",
        PartAct::Edited => "Edited",
        PartAct::Removed => "Removed",
        PartAct::Moved => "Moved",
    };
    format!("{verb} {what}")
}

fn reading(act: ReadingAct, title: &str) -> String {
    let title = quoted(title);
    match act {
        ReadingAct::Started => format!("Started {title}"),
        ReadingAct::Progressed => format!("Noted progress in {title}"),
        ReadingAct::Finished => format!("Finished {title}"),
        ReadingAct::Abandoned => format!("Gave up {title}"),
        ReadingAct::Paused => format!("Paused {title}"),
        ReadingAct::Resumed => format!("Resumed {title}"),
        ReadingAct::Added => format!("Added a reading of {title}"),
        ReadingAct::Edited => format!("Edited a reading of {title}"),
        ReadingAct::Removed => format!("Removed a reading of {title}"),
    }
}

fn loan(act: LoanAct, title: &str, person: &str) -> String {
    let title = quoted(title);
    match act {
        LoanAct::Lent => format!("Lent {title} to {person}"),
        LoanAct::Returned => format!("{person} returned {title}"),
        LoanAct::Edited => format!("Edited a loan of {title} to {person}"),
        LoanAct::Removed => format!("Removed a loan of {title} to {person}"),
    }
}

fn wish(act: WishAct, title: &str) -> String {
    let title = quoted(title);
    match act {
        WishAct::Added => format!("Wished for {title}"),
        WishAct::Edited => format!("Edited the wish for {title}"),
        WishAct::Removed => format!("Took {title} off the wish list"),
        WishAct::Bought => format!("Bought {title}"),
    }
}

fn one(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "the person",
        NameKind::Publisher => "the publisher",
        NameKind::Series => "the series",
        NameKind::Tag => "the tag",
    }
}

fn several(kind: NameKind) -> &'static str {
    match kind {
        NameKind::Person => "people",
        NameKind::Publisher => "publishers",
        NameKind::Series => "series",
        NameKind::Tag => "tags",
    }
}
