//! The values of fields as they are written on the command line.

use library::{Identifier, PriceForm, SeriesPlace, Status};

use super::{assignment::Assignment, refusal::Outcome, sorting::same};

/// A status by its name; blank for none.
pub(super) fn status(assignment: &Assignment) -> Outcome<Option<Status>> {
    if assignment.value().is_empty() {
        return Ok(None);
    }
    let found = Status::ALL
        .into_iter()
        .find(|status| same(status.name(), assignment.value()));
    let names = Status::ALL.map(Status::name).join(", ");
    found.map_or_else(
        || Err(assignment.refused(format!("one of {names}"))),
        |status| Ok(Some(status)),
    )
}

/// Stars in quarters: `4`, `4.25`, `4,5`.
pub(super) fn rating(assignment: &Assignment) -> Outcome<Option<i32>> {
    let text = assignment.value().replace(',', ".");
    if text.is_empty() {
        return Ok(None);
    }
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let quarters = match part.trim_end_matches('0') {
        "" => Some(0),
        "25" => Some(1),
        "5" => Some(2),
        "75" => Some(3),
        _ => None,
    };
    let is_plain = whole.len() == 1 && whole.bytes().all(|byte| byte.is_ascii_digit());
    is_plain
        .then(|| whole.parse::<i32>().ok().zip(quarters))
        .flatten()
        .map(|(stars, quarters)| stars * 4 + quarters)
        .filter(|quarters| *quarters <= 20)
        .map(Some)
        .ok_or_else(|| assignment.refused("stars from 0 to 5 in quarters, such as 4.25"))
}

/// Yes or no; blank is no.
pub(super) fn yes_or_no(assignment: &Assignment) -> Outcome<bool> {
    match assignment.value().to_lowercase().as_str() {
        "yes" | "true" | "1" => Ok(true),
        "" | "no" | "false" | "0" => Ok(false),
        _ => Err(assignment.refused("yes or no")),
    }
}

/// An amount and its currency, in either order.
pub(super) fn price(assignment: &Assignment) -> Outcome<Option<PriceForm>> {
    let words: Vec<&str> = assignment.value().split_whitespace().collect();
    let is_code = |word: &str| word.chars().all(char::is_alphabetic);
    match words.as_slice() {
        [] => Ok(None),
        [amount, code] | [code, amount] if is_code(code) && !is_code(amount) => {
            Ok(Some(PriceForm {
                amount: (*amount).to_owned(),
                currency: (*code).to_owned(),
            }))
        }
        _ => Err(assignment.refused("an amount and a currency, such as 12.99 EUR")),
    }
}

/// A series as it is printed: `Earthsea #1.5`.
pub(super) fn series(text: &str) -> SeriesPlace {
    match text.rsplit_once('#') {
        Some((name, number)) if !name.trim().is_empty() && !number.trim().is_empty() => {
            SeriesPlace {
                name: name.trim().to_owned(),
                number: Some(number.trim().to_owned()),
            }
        }
        _ => SeriesPlace {
            name: text.to_owned(),
            number: None,
        },
    }
}

/// A code and its scheme: `asin:B000FC1PJI`.
pub(super) fn identifier(assignment: &Assignment, text: &str) -> Outcome<Identifier> {
    match text.split_once(':') {
        Some((scheme, value)) if !scheme.trim().is_empty() && !value.trim().is_empty() => {
            Ok(Identifier {
                scheme: scheme.trim().to_owned(),
                value: value.trim().to_owned(),
            })
        }
        _ => Err(assignment.refused("a scheme and a code, such as asin:B000FC1PJI")),
    }
}
