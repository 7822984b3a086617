//! Exports of invented books, the same every time: for tests, journeys in the window, and measurements.
//!
//! Feature `sample`, off by default. Names, titles and reviews are made up from words of many languages and scripts; ISBNs
//! have right check digits and belong to nobody in particular.

mod dice;
mod words;

use std::io::{self, Write};

use dice::Dice;
use words::{LATIN, SENTENCES, SERIES, SHELVES, TONGUES, Tongue};

/// The columns as Goodreads writes them since 2022.
const HEADER: &str = "Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,\
    Binding,Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,\
    Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies";

/// Writes an export of so many rows. Row *n* is the same in every file, however many rows follow it; every row has an id and,
/// if it has one, an ISBN of its own. No row has a problem.
pub fn write(rows: u32, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HEADER}")?;
    for number in 1..=rows {
        writeln!(out, "{}", row(number))?;
    }
    Ok(())
}

fn row(number: u32) -> String {
    let mut dice = Dice::new(number);
    let tongue = &TONGUES[dice.below(TONGUES.len())];
    let shelf = dice.weighted(&[
        ("read", 60),
        ("to-read", 30),
        ("currently-reading", 4),
        ("did-not-finish", 6),
    ]);
    let cells = [
        book(number, tongue, shelf, &mut dice),
        reader(number, shelf, &mut dice),
    ]
    .concat();
    cells
        .iter()
        .map(|cell| quoted(cell))
        .collect::<Vec<_>>()
        .join(",")
}

/// The columns up to the years, and those that stand among them.
fn book(number: u32, tongue: &Tongue, shelf: &str, dice: &mut Dice) -> Vec<String> {
    let author = dice.of(tongue.people);
    let year = 1950 + dice.below(75);
    let (ten, thirteen) = if dice.chance(85) {
        isbns(number)
    } else {
        <(String, String)>::default()
    };
    let translator = format!("{}-Translator", dice.of(LATIN.people));
    let stars = 1 + dice.below(5);
    vec![
        (1_000_000 + number).to_string(),
        title(number, tongue, dice),
        author.to_owned(),
        last_first(author),
        if dice.chance(15) {
            translator
        } else {
            String::new()
        },
        format!("=\"{ten}\""),
        format!("=\"{thirteen}\""),
        if shelf == "read" && dice.chance(80) {
            stars
        } else {
            0
        }
        .to_string(),
        format!("{}.{:02}", 3 + dice.below(2), dice.below(100)),
        if dice.chance(90) {
            dice.of(tongue.publishers).to_owned()
        } else {
            String::new()
        },
        dice.weighted(BINDINGS).to_owned(),
        if dice.chance(95) {
            (60 + dice.below(900)).to_string()
        } else {
            String::new()
        },
        year.to_string(),
        if dice.chance(3) {
            "-700".to_owned()
        } else {
            (year - dice.below(80)).to_string()
        },
    ]
}

/// The columns from the dates on: what the reader did with the book.
fn reader(number: u32, shelf: &str, dice: &mut Dice) -> Vec<String> {
    let is_read = shelf == "read";
    let status = (!is_read).then_some(shelf);
    let shelves: Vec<&str> = status
        .into_iter()
        .chain(SHELVES.into_iter().filter(|_| dice.chance(12)))
        .collect();
    let positions: Vec<String> = shelves
        .iter()
        .map(|shelf| format!("{shelf} (#{number})"))
        .collect();
    vec![
        if is_read && dice.chance(70) {
            day(dice, 2012)
        } else {
            String::new()
        },
        day(dice, 2010),
        shelves.join(", "),
        positions.join(", "),
        shelf.to_owned(),
        if is_read && dice.chance(25) {
            review(dice)
        } else {
            String::new()
        },
        String::new(),
        if dice.chance(4) {
            format!("Lent to {}", dice.of(LATIN.people))
        } else {
            String::new()
        },
        if is_read {
            1 + usize::from(dice.chance(8))
        } else {
            0
        }
        .to_string(),
        usize::from(dice.chance(30)).to_string(),
    ]
}

const BINDINGS: &[(&str, usize)] = &[
    ("Paperback", 45),
    ("Hardcover", 25),
    ("Kindle Edition", 15),
    ("Mass Market Paperback", 8),
    ("Audible Audio", 4),
    ("", 3),
];

fn title(number: u32, tongue: &Tongue, dice: &mut Dice) -> String {
    let (first, second) = (dice.of(tongue.firsts), dice.of(tongue.seconds));
    let further = if dice.chance(20) {
        format!(": {}", dice.of(LATIN.seconds))
    } else {
        String::new()
    };
    // Few libraries hold the same title a thousand times.
    let volume = if number > 200 {
        format!(" {}", roman(number / 200))
    } else {
        String::new()
    };
    let series = if dice.chance(30) {
        format!(
            " ({}, #{})",
            dice.of(SERIES),
            dice.of(&["1", "2", "3", "4", "0.5", "1-3"])
        )
    } else {
        String::new()
    };
    format!("{first}{}{second}{further}{volume}{series}", tongue.between)
}

fn review(dice: &mut Dice) -> String {
    let sentences: Vec<&str> = (0..=dice.below(12)).map(|_| dice.of(SENTENCES)).collect();
    let mut review = String::new();
    for (at, sentence) in sentences.iter().enumerate() {
        review.push_str(match at {
            0 => "",
            at if at % 4 == 0 => "<br/><br/>",
            _ => " ",
        });
        review.push_str(sentence);
    }
    review
}

fn day(dice: &mut Dice, since: usize) -> String {
    format!(
        "{}/{:02}/{:02}",
        since + dice.below(2026 - since),
        1 + dice.below(12),
        1 + dice.below(28)
    )
}

fn last_first(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((first, last)) => format!("{last}, {first}"),
        None => name.to_owned(),
    }
}

/// The ISBN of a row in its two forms. The numbers run through all nine digits without repeating.
fn isbns(number: u32) -> (String, String) {
    // Coprime to 10⁹, so that no two rows share a number.
    let body = format!("{:09}", u64::from(number) * 618_033_989 % 1_000_000_000);
    let digits = || body.bytes().map(|byte| u32::from(byte - b'0'));
    let ten: u32 = digits()
        .zip((2..=10).rev())
        .map(|(digit, weight)| digit * weight)
        .sum();
    let ten = match (11 - ten % 11) % 11 {
        10 => "X".to_owned(),
        digit => digit.to_string(),
    };
    let thirteen: u32 = 38
        + digits()
            .zip([3, 1].into_iter().cycle())
            .map(|(digit, weight)| digit * weight)
            .sum::<u32>();
    (
        format!("{body}{ten}"),
        format!("978{body}{}", (10 - thirteen % 10) % 10),
    )
}

fn quoted(cell: &str) -> String {
    if cell.contains(['"', ',', '\n']) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}

fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            text.push_str(sign);
            number -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goodreads;

    fn sample(rows: u32) -> Vec<u8> {
        let mut file = Vec::new();
        write(rows, &mut file).unwrap();
        file
    }

    #[test]
    fn is_the_same_every_time_and_longer_files_begin_like_shorter_ones() {
        let (short, long) = (sample(50), sample(300));
        assert_eq!(short, sample(50));
        assert!(long.starts_with(&short));
    }

    #[test]
    fn is_read_without_a_problem() {
        let file = sample(3_000);
        let rows: Vec<_> = goodreads::read(file.as_slice())
            .unwrap()
            .map(Result::unwrap)
            .collect();
        assert_eq!(rows.len(), 3_000);
        for row in &rows {
            assert_eq!(row.problems, [], "{row:#?}");
            assert!(row.fields.check().is_ok());
        }
        let distinct = |mut values: Vec<String>| {
            let all = values.len();
            values.sort_unstable();
            values.dedup();
            (all, values.len())
        };
        let (isbns, different) = distinct(
            rows.iter()
                .filter_map(|row| row.fields.isbn)
                .map(String::from)
                .collect(),
        );
        assert!(isbns > 2_000 && isbns == different);
        assert!(
            rows.iter()
                .filter(|row| row.fields.review.is_some())
                .count()
                > 300
        );
        assert!(
            rows.iter()
                .filter(|row| !row.fields.series.is_empty())
                .count()
                > 600
        );
    }
}
