//! Numbers and dates that are compared: `4`, `>=3.5`, `1968..1974`, `..2021-05`.

use super::query::{MILLIONTH, Range};
use super::token::{FieldPiece, Operator};
use super::value::{NoTest, Rest, wrong};
use crate::values::{PartialDate, decimal};

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Typed in stars, counted in quarters.
    Stars,
    /// 0 to 100.
    Percent,
    /// Nothing in parts, nothing below zero.
    Whole,
    /// Money: counted in millionths, nothing below zero.
    Amount,
    /// Counted in millionths.
    Decimal,
}

impl Unit {
    fn expected(self) -> &'static str {
        match self {
            Self::Stars => "stars from 0 to 5, such as 4 or >=3.5",
            Self::Percent => "a percentage from 0 to 100, such as 50 or >=75",
            Self::Whole => "a whole number, such as 300, >=300 or 200..400",
            Self::Amount => "an amount, such as 12.99, <10 or 5..20",
            Self::Decimal => "a number, such as 3, >=2.5 or 1..7",
        }
    }

    /// The number in this unit.
    fn read(self, text: &str) -> Option<i64> {
        let millionths = millionths(
            text.strip_suffix('%')
                .filter(|_| self == Self::Percent)
                .unwrap_or(text),
        )?;
        let per_unit = match self {
            Self::Stars => MILLIONTH / 4,
            Self::Percent | Self::Whole => MILLIONTH,
            Self::Amount | Self::Decimal => 1,
        };
        let allowed = match self {
            Self::Stars => 0..=20,
            Self::Percent => 0..=100,
            Self::Whole | Self::Amount => 0..=i64::MAX,
            Self::Decimal => i64::MIN..=i64::MAX,
        };
        let number = millionths / per_unit;
        (millionths % per_unit == 0 && allowed.contains(&number)).then_some(number)
    }
}

/// A decimal number, with a point or a comma, in millionths. At most twelve digits before the point and six after it.
/// `1,000` is none: it would be found as one.
fn millionths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, part) = decimal::parts(digits)?;
    if whole.len() > 12 || part.len() > 6 || decimal::may_be_thousands(digits) {
        return None;
    }
    let number: i64 = format!("0{whole}{part:0<6}").parse().ok()?;
    Some(sign * number)
}

/// The numbers that are asked for.
pub(super) fn numbers(piece: &FieldPiece<'_>, unit: Unit, rest: Rest) -> Result<Range, NoTest> {
    compared(piece, rest, unit.expected(), |text| {
        let number = unit.read(text)?;
        Some(Range {
            from: number,
            to: number,
        })
    })
}

/// The dates that are asked for, as sort keys.
pub(super) fn dates(piece: &FieldPiece<'_>, rest: Rest) -> Result<Range, NoTest> {
    compared(
        piece,
        rest,
        "a date, such as 2021, >=2021-05 or 1968..1974",
        |text| {
            match (span(text), rest) {
                // On the way to 2021-05 there is 2021-0, which is as good as 2021.
                (None, Rest::Nothing) => span(&text[..text.rfind(['-', '/', '.'])?]),
                (span, _) => span,
            }
        },
    )
}

/// From a date's own key to that of its last day.
fn span(text: &str) -> Option<Range> {
    let date = PartialDate::parse(text).ok()?;
    let from = date.sort_key();
    let last = match (date.month(), date.day()) {
        (_, Some(_)) => from,
        (Some(_), None) => from + 31,
        (None, None) => from + 12 * 32 + 31,
    };
    Some(Range { from, to: last })
}

/// Reads `value`, `>=value`, `a..b`, `a..` or `..b`.
fn compared(
    piece: &FieldPiece<'_>,
    rest: Rest,
    expected: &str,
    read: impl Fn(&str) -> Option<Range>,
) -> Result<Range, NoTest> {
    let one = |text: &str| match read(text) {
        Some(range) => Ok(range),
        // Who types that means thousands, and will not go on.
        None if decimal::may_be_thousands(text.trim_start_matches(['-', '\u{2212}'])) => {
            wrong(expected)
        }
        // One more digit makes `-` a number, and `3.2` a quarter of a star.
        None if rest == Rest::Nothing && read(&format!("{text}5")).is_some() => {
            Err(NoTest::Unfinished)
        }
        None => wrong(expected),
    };
    let text = piece.value.text().trim();
    if let (Operator::Bare, Some((from, to))) = (piece.operator, text.split_once("..")) {
        return match (from, to) {
            ("", "") if rest == Rest::Nothing => Err(NoTest::Unfinished),
            ("", "") => wrong(expected),
            ("", to) => Ok(up_to(one(to)?.to)),
            (from, "") => Ok(from_on(one(from)?.from)),
            (from, to) => Ok(between(one(from)?, one(to)?)),
        };
    }
    let value = one(text)?;
    Ok(match piece.operator {
        Operator::Bare | Operator::Equal => value,
        Operator::Less => up_to(value.from - 1),
        Operator::AtMost => up_to(value.to),
        Operator::Greater => from_on(value.to + 1),
        Operator::AtLeast => from_on(value.from),
    })
}

fn up_to(to: i64) -> Range {
    Range { from: i64::MIN, to }
}

fn from_on(from: i64) -> Range {
    Range { from, to: i64::MAX }
}

/// From one to the other, whichever was named first: 1974..1968 means the same years.
fn between(one: Range, other: Range) -> Range {
    Range {
        from: one.from.min(other.from),
        to: one.to.max(other.to),
    }
}
