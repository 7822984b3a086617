//! The series that stands in a title: `A Study in Scarlet (Sherlock Holmes, #1)`.

use library::{BookFields, SeriesPlace};

use crate::row::LONGEST_LIST;

/// Parts a title from the series in the parenthesis that ends it: `(Name, #1)`, `(Name #1-3)`, `(Name, #0.5; Other, #2)`.
///
/// Only a `#` makes a parenthesis a series. Any other, such as `(Abridged)`, stays in the title.
pub(crate) fn parted(title: &str) -> (&str, Vec<SeriesPlace>) {
    let title = title.trim();
    let whole = (title, Vec::new());
    let Some(begin) = last_parenthesis(title) else {
        return whole;
    };
    let rest = title[..begin].trim_end();
    let inside = &title[begin + 1..title.len() - 1];
    let parts: Vec<&str> = inside
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let places: Vec<Option<SeriesPlace>> = parts.iter().map(|part| place(part)).collect();
    // Without a title before it, or without any number in it, the parenthesis is the title's own.
    if rest.is_empty() || parts.len() > LONGEST_LIST || !places.iter().any(Option::is_some) {
        return whole;
    }
    let unnumbered = |name: &str| SeriesPlace {
        name: name.to_owned(),
        number: None,
    };
    let places = places
        .into_iter()
        .zip(parts)
        .map(|(place, part)| place.unwrap_or_else(|| unnumbered(part)));
    (rest, places.collect())
}

/// The title with its subtitle, and with the series in a parenthesis, as [`parted`] parts it again.
pub(crate) fn joined(fields: &BookFields) -> String {
    let places = fields.series.iter().map(|place| {
        let number = place.number.as_deref().unwrap_or_default();
        format!("{}, #{number}", place.name)
    });
    let places = places.collect::<Vec<_>>().join("; ");
    let title = with_subtitle(fields);
    if places.is_empty() {
        title
    } else {
        format!("{title} ({places})")
    }
}

/// The title with its subtitle, for what has no place for it.
pub(crate) fn with_subtitle(fields: &BookFields) -> String {
    let subtitle = fields.subtitle.iter().map(|text| format!(": {text}"));
    fields.title.clone() + &subtitle.collect::<String>()
}

/// Where the parenthesis begins that ends the text.
fn last_parenthesis(text: &str) -> Option<usize> {
    if !text.ends_with(')') {
        return None;
    }
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
    }
    None
}

/// `Name, #1` or `Name #1`; `Name, #` has no number.
fn place(part: &str) -> Option<SeriesPlace> {
    let mark = part
        .rmatch_indices('#')
        .map(|(at, _)| at)
        .find(|&at| is_number_mark(part, at))?;
    let name = part[..mark].trim_end().trim_end_matches(',').trim_end();
    let number = part[mark + 1..].trim();
    if name.is_empty() {
        return None;
    }
    Some(SeriesPlace {
        name: name.to_owned(),
        number: (!number.is_empty()).then(|| number.to_owned()),
    })
}

/// Whether the `#` begins a number, which that of `C#` and that of `We're #One` do not.
fn is_number_mark(part: &str, at: usize) -> bool {
    let before = part[..at].chars().next_back();
    let mut after = part[at + 1..].trim_start().chars();
    let stands_apart = before.is_some_and(|c| c.is_whitespace() || c == ',');
    let numbers = match after.next() {
        None => true,
        Some('.' | '-') => after.next().is_some_and(char::is_numeric),
        Some(c) => c.is_numeric(),
    };
    stands_apart && numbers
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn parts(title: &str, rest: &str, series: &[(&str, Option<&str>)]) {
        let (found_rest, found) = parted(title);
        let found: Vec<_> = found
            .iter()
            .map(|place| (place.name.as_str(), place.number.as_deref()))
            .collect();
        assert_eq!((found_rest, found.as_slice()), (rest, series), "{title}");
    }

    #[test]
    fn finds_every_form() {
        parts(
            "A Study in Scarlet (Sherlock Holmes, #1)",
            "A Study in Scarlet",
            &[("Sherlock Holmes", Some("1"))],
        );
        parts("T (S #2)", "T", &[("S", Some("2"))]);
        parts("T (S, #1-3)", "T", &[("S", Some("1-3"))]);
        parts("T (S, #0.5)", "T", &[("S", Some("0.5"))]);
        parts(
            "T (A, #13; B #3)",
            "T",
            &[("A", Some("13")), ("B", Some("3"))],
        );
        parts("T (A, #13; B)", "T", &[("A", Some("13")), ("B", None)]);
        parts("T (S, #)", "T", &[("S", None)]);
        parts(
            "T (Ice and Fire, #3, Part 2 of 2)",
            "T",
            &[("Ice and Fire", Some("3, Part 2 of 2"))],
        );
        parts("T (Saga (UK), #4)", "T", &[("Saga (UK)", Some("4"))]);
        parts("T (x) (銀河, #２)", "T (x)", &[("銀河", Some("２"))]);
        parts(
            "T (No. #1 Agency, #2)",
            "T",
            &[("No. #1 Agency", Some("2"))],
        );
    }

    #[test]
    fn leaves_other_parentheses_in_the_title() {
        for title in [
            "Emma (Abridged)",
            "Learning C (C#)",
            "T (C# 12)",
            "(S, #1)",
            "T (#5)",
            "T (S, #1) x",
            "T S, #1)",
            "T (We're #One)",
            "T ()",
            "",
        ] {
            parts(title, title, &[]);
        }
    }

    proptest! {
        #[test]
        fn loses_no_letter(title in "(\\PC|[(),;# 0-9]){0,40}") {
            let (rest, series) = parted(&title);
            let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            let mut found = letters(rest);
            for place in &series {
                found.push_str(&letters(&place.name));
                found.push_str(&letters(place.number.as_deref().unwrap_or_default()));
            }
            prop_assert_eq!(found, letters(&title));
        }
    }
}
