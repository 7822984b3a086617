//! Numbers and dates that are compared: `4`, `>=3.5`, `1968..1974`, `..2021-05`.

use super::query::{MILLIONTH, Range};
use super::token::{FieldPiece, Operator};
use super::value::{NoTest, Rest, wrong};
use crate::values::PartialDate;

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
fn millionths(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(digits) => (-1, digits),
        None => (1, text),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() && part.is_empty()
        || whole.len() > 12
        || part.len() > 6
        || !plain(whole)
        || !plain(part)
    {
        return None;
    }
    let number: i64 = format!("0{whole}{part:0<6}").parse().ok()?;
    Some(sign * number)
}

/// The numbers that are asked for.
pub(super) fn numbers(piece: &FieldPiece<'_>, unit: Unit, rest: Rest) -> Result<Range, NoTest> {
    let read = |text: &str| {
        unit.read(text).map(|number| Range {
            from: number,
            to: number,
        })
    };
    compared(piece, rest, read)
        .or_else(|problem| problem.map_or(Err(NoTest::Unfinished), |()| wrong(unit.expected())))
}

/// The dates that are asked for, as sort keys.
pub(super) fn dates(piece: &FieldPiece<'_>, rest: Rest) -> Result<Range, NoTest> {
    let typed = |text: &str| match (span(text), rest) {
        (None, Rest::Nothing) => text
            .rfind(['-', '/', '.'])
            .and_then(|last| span(&text[..last])),
        (span, _) => span,
    };
    compared(piece, rest, typed).or_else(|problem| {
        problem.map_or(Err(NoTest::Unfinished), |()| {
            wrong("a date, such as 2021, >=2021-05 or 1968..1974")
        })
    })
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

/// Reads `value`, `>=value`, `a..b`, `a..` or `..b`. The error is `None` while nothing can be said yet.
fn compared(
    piece: &FieldPiece<'_>,
    rest: Rest,
    read: impl Fn(&str) -> Option<Range>,
) -> Result<Range, Option<()>> {
    const EVERYTHING: Range = Range {
        from: i64::MIN,
        to: i64::MAX,
    };
    let text = piece.value.text().trim();
    let one = |text: &str| read(text).ok_or(Some(()));
    if let (Operator::Bare, Some((from, to))) = (piece.operator, text.split_once("..")) {
        if from.is_empty() && to.is_empty() {
            return Err((rest == Rest::Something).then_some(()));
        }
        let end = |text: &str| {
            if text.is_empty() {
                Ok(EVERYTHING)
            } else {
                one(text)
            }
        };
        let (from, to) = (end(from)?, end(to)?);
        // 1974..1968 means the same years.
        return Ok(if from.from <= to.to {
            Range {
                from: from.from,
                to: to.to,
            }
        } else {
            Range {
                from: to.from,
                to: from.to,
            }
        });
    }
    let value = one(text)?;
    Ok(match piece.operator {
        Operator::Bare | Operator::Equal => value,
        Operator::Less => Range {
            to: value.from - 1,
            ..EVERYTHING
        },
        Operator::AtMost => Range {
            to: value.to,
            ..EVERYTHING
        },
        Operator::Greater => Range {
            from: value.to + 1,
            ..EVERYTHING
        },
        Operator::AtLeast => Range {
            from: value.from,
            ..EVERYTHING
        },
    })
}
