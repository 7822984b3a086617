//! Which books a query is true of.

use std::collections::HashMap;

use jiff::civil;
use jiff::tz::TimeZone;
use rusqlite::Connection;

use super::SortField;
use super::bits::Bits;
use super::catalog::Catalog;
use super::facts::Fact;
use super::flags::{Flag, Flags};
use super::shelves;
use super::sort_key::{INSTANTS, is_date_within};
use crate::custom_field::CustomField;
use crate::error::LibraryError;
use crate::search::syntax::{
    self, Attribute, CustomTest, DateField, Match, NumberField, Query, Range, Test, TextField,
};
use crate::search::{custom_expressions, text_expressions};
use crate::values::{PartialDate, ShelfId};

/// How many smart shelves may lie within one another: nobody looks through more, and each takes a part of the stack.
const DEEPEST_SHELF: usize = 16;

/// What a query is evaluated with.
pub(super) struct Evaluation<'a> {
    pub(super) db: &'a Connection,
    pub(super) catalog: &'a mut Catalog,
    pub(super) custom: &'a [CustomField],
    pub(super) today: PartialDate,
    pub(super) zone: &'a TimeZone,
    /// The smart shelves whose queries are being evaluated: one that names itself, by whatever detour, finds nothing.
    pub(super) open_shelves: Vec<ShelfId>,
    /// What was found on smart shelves so far.
    pub(super) known_shelves: HashMap<ShelfId, Bits>,
}

impl Evaluation<'_> {
    /// The books of which the query holds, or `None` when it asks nothing.
    pub(super) fn books(&mut self, query: &Query) -> Result<Option<Bits>, LibraryError> {
        match query {
            Query::Everything => Ok(None),
            Query::All(parts) => self.all(parts),
            Query::Any(parts) => {
                let mut either: Option<Bits> = None;
                for part in parts {
                    if let Some(books) = self.books(part)? {
                        either.get_or_insert_default().unite(&books);
                    }
                }
                Ok(either)
            }
            Query::Not(part) => {
                let Some(books) = self.books(part)? else {
                    return Ok(None);
                };
                let mut rest = self.catalog.flagged(|_| true);
                rest.subtract(&books);
                Ok(Some(rest))
            }
            Query::Test(test) => self.test(test),
        }
    }

    /// The books of which all of these hold. What is asked of the index is asked at once.
    fn all(&mut self, parts: &[Query]) -> Result<Option<Bits>, LibraryError> {
        let mut expressions = Vec::new();
        let mut rest = Vec::new();
        for part in parts {
            match part {
                Query::Test(Test::Text { field, how, text })
                    if *field != Some(TextField::Shelf) =>
                {
                    expressions.extend(text_expressions(*field, *how, text));
                }
                other => rest.push(other),
            }
        }
        let mut all = self.indexed(expressions)?;
        for part in rest {
            // Nothing is left that could be taken away.
            if all.as_ref().is_some_and(Bits::is_empty) {
                break;
            }
            let Some(books) = self.books(part)? else {
                continue;
            };
            match &mut all {
                Some(all) => all.intersect(&books),
                None => all = Some(books),
            }
        }
        Ok(all)
    }

    fn test(&mut self, test: &Test) -> Result<Option<Bits>, LibraryError> {
        let books = match test {
            Test::Text {
                field: Some(TextField::Shelf),
                how,
                text,
            } => return self.shelf(*how, text),
            Test::Text { field, how, text } => {
                return self.indexed(text_expressions(*field, *how, text));
            }
            Test::Custom { field, value } => match value {
                CustomTest::Text { how, text } => {
                    return self.indexed(custom_expressions(*field, *how, text));
                }
                CustomTest::Number(range) => {
                    self.ordered(SortField::Custom(*field), |number| range.contains(number))?
                }
                CustomTest::Date(range) => self.ordered(SortField::Custom(*field), |date| {
                    is_date_within(date, range.from, range.to)
                })?,
                CustomTest::YesNo(answer) => {
                    let wanted = i64::from(*answer == "yes");
                    self.ordered(SortField::Custom(*field), |answer| answer == wanted)?
                }
            },
            Test::Status(status) => self.catalog.flagged(|flags| flags.status() == *status),
            Test::Wish(priority) => {
                let flag = Flag::wished(*priority);
                self.catalog.flagged(|flags| flags.has(flag))
            }
            Test::Flag(flag) => self.flag(*flag)?,
            Test::Has(attribute) => self.has(*attribute)?,
            Test::Number { field, range } => self.number(*field, *range)?,
            Test::Date { field, range } => self.date(*field, *range)?,
        };
        Ok(Some(books))
    }

    fn indexed(&mut self, expressions: Vec<String>) -> Result<Option<Bits>, LibraryError> {
        if expressions.is_empty() {
            return Ok(None);
        }
        self.catalog.hits(self.db, expressions).map(Some)
    }

    fn ordered(
        &mut self,
        field: SortField,
        wanted: impl Fn(i64) -> bool,
    ) -> Result<Bits, LibraryError> {
        let order = self.catalog.order(self.db, field)?;
        Ok(order.numbered(wanted).collect())
    }

    fn facts(&mut self, fact: Fact, range: Range) -> Result<Bits, LibraryError> {
        Ok(self.catalog.facts(self.db, fact)?.within(range).collect())
    }

    fn number(&mut self, field: NumberField, range: Range) -> Result<Bits, LibraryError> {
        let sort = match field {
            NumberField::Rating => SortField::Rating,
            NumberField::Pages => SortField::Pages,
            NumberField::Minutes => SortField::Minutes,
            NumberField::Price => return self.facts(Fact::Price, range),
            NumberField::Paid => return self.facts(Fact::Paid, range),
            NumberField::Progress => return self.facts(Fact::Progress, range),
            NumberField::Number => return self.facts(Fact::Number, range),
            NumberField::Copies => return self.count(Fact::Copies, range),
            NumberField::Times => return self.count(Fact::Times, range),
        };
        self.ordered(sort, |number| range.contains(number))
    }

    /// A count is never missing: where nothing is kept it is 0.
    fn count(&mut self, fact: Fact, range: Range) -> Result<Bits, LibraryError> {
        let some = self.facts(fact, range)?;
        if !range.contains(0) {
            return Ok(some);
        }
        let all = Range {
            from: i64::MIN,
            to: i64::MAX,
        };
        let mut books = self.catalog.flagged(|_| true);
        books.subtract(&self.facts(fact, all)?);
        books.unite(&some);
        Ok(books)
    }

    fn date(&mut self, field: DateField, range: Range) -> Result<Bits, LibraryError> {
        let within = |date: i64| is_date_within(date, range.from, range.to);
        match field {
            DateField::Published => self.ordered(SortField::Published, within),
            DateField::First => self.ordered(SortField::FirstPublished, within),
            DateField::Year => {
                let mut books = self.ordered(SortField::FirstPublished, within)?;
                let published = self.catalog.flagged(|flags| flags.has(Flag::Published));
                books.subtract(&published);
                books.unite(&self.ordered(SortField::Published, within)?);
                Ok(books)
            }
            DateField::Added => self.instants(SortField::Added, range),
            DateField::Changed => self.instants(SortField::Changed, range),
            DateField::Started => self.facts(Fact::Started, range),
            DateField::Finished => self.facts(Fact::Finished, range),
            DateField::Acquired => self.facts(Fact::Acquired, range),
            DateField::Due => self.facts(Fact::Due, range),
            DateField::LentSince => self.facts(Fact::LentSince, range),
        }
    }

    /// An instant counts as the day that it was where the reader lives.
    fn instants(&mut self, field: SortField, range: Range) -> Result<Bits, LibraryError> {
        let from = first_instant(range.from, self.zone).unwrap_or(i64::MIN);
        let to = range
            .to
            .checked_add(1)
            .and_then(|next| first_instant(next, self.zone))
            .unwrap_or(i64::MAX);
        self.ordered(field, |key| {
            if key % INSTANTS == 0 {
                is_date_within(key / INSTANTS, range.from, range.to)
            } else {
                (from..to).contains(&key)
            }
        })
    }

    fn flag(&mut self, flag: syntax::Flag) -> Result<Bits, LibraryError> {
        let wanted: fn(Flags) -> bool = match flag {
            syntax::Flag::Favourite => |flags| flags.has(Flag::Favourite),
            syntax::Flag::Owned => |flags| flags.has(Flag::Copy),
            syntax::Flag::Lent => |flags| flags.has(Flag::Lent),
            syntax::Flag::Wished => |flags| flags.wish().is_some(),
            syntax::Flag::Overdue => {
                let today = self.today.sort_key();
                let due = self.catalog.facts(self.db, Fact::Due)?;
                return Ok(due.over_by(today).collect());
            }
        };
        Ok(self.catalog.flagged(wanted))
    }

    fn has(&mut self, attribute: Attribute) -> Result<Bits, LibraryError> {
        let flag = match attribute {
            Attribute::Cover => Flag::Cover,
            Attribute::Isbn => Flag::Isbn,
            Attribute::Author => Flag::Author,
            Attribute::Series => Flag::Series,
            Attribute::Publisher => Flag::Publisher,
            Attribute::Published => Flag::Published,
            Attribute::Language => Flag::Language,
            Attribute::Format => Flag::Format,
            Attribute::Pages => Flag::Pages,
            Attribute::Rating => Flag::Rating,
            Attribute::Review => Flag::Review,
            Attribute::Notes => Flag::Notes,
            Attribute::Description => Flag::Description,
            Attribute::Tags => Flag::Tags,
            Attribute::Shelf => Flag::Shelf,
            Attribute::Quote => Flag::Quote,
            Attribute::Reading => Flag::Reading,
            Attribute::Copy => Flag::Copy,
            Attribute::Loan => Flag::Loan,
            Attribute::Price => Flag::Price,
            Attribute::Id => Flag::Identifier,
            Attribute::Status => return Ok(self.catalog.flagged(|flags| flags.status().is_some())),
            Attribute::Wish => return Ok(self.catalog.flagged(|flags| flags.wish().is_some())),
            Attribute::Custom(field) => {
                let sql = "SELECT book FROM custom_value WHERE field = ?1";
                return self.listed(sql, field.raw());
            }
        };
        Ok(self.catalog.flagged(|flags| flags.has(flag)))
    }

    /// The books that a statement names for an id.
    pub(super) fn listed(&self, sql: &str, id: i64) -> Result<Bits, LibraryError> {
        let mut statement = self.db.prepare_cached(sql)?;
        let mut rows = statement.query([id])?;
        let mut books = Bits::default();
        while let Some(row) = rows.next()? {
            books.extend(self.catalog.slot(row.get(0)?));
        }
        Ok(books)
    }

    /// The books on the shelves whose names match.
    fn shelf(&mut self, how: Match, text: &str) -> Result<Option<Bits>, LibraryError> {
        let Some(shelves) = shelves::named(self.db, how, text)? else {
            return Ok(None);
        };
        let mut books = Bits::default();
        for shelf in shelves {
            books.unite(&self.on_shelf(shelf)?);
        }
        Ok(Some(books))
    }

    /// The books on a shelf: those that were put there, or those that its query finds.
    pub(super) fn on_shelf(&mut self, id: ShelfId) -> Result<Bits, LibraryError> {
        let Some(query) = shelves::query(self.db, id)? else {
            return self.listed("SELECT book FROM shelf_book WHERE shelf = ?1", id.raw());
        };
        // Shelves may name one another, all of them all others: each is asked for once, and one that is still being
        // asked for, or lies too deep, has nothing to add.
        if let Some(books) = self.known_shelves.get(&id) {
            return Ok(books.clone());
        }
        if self.open_shelves.contains(&id) || self.open_shelves.len() >= DEEPEST_SHELF {
            return Ok(Bits::default());
        }
        self.open_shelves.push(id);
        let parsed = syntax::parse(&query, self.custom);
        let books = self.books(&parsed.query);
        self.open_shelves.pop();
        let all = |catalog: &Catalog| catalog.flagged(|_| true);
        let books = books?.unwrap_or_else(|| all(self.catalog));
        self.known_shelves.insert(id, books.clone());
        Ok(books)
    }
}

/// With which instant the day of this key begins, in the numbers by which instants are ordered. A key between two days
/// stands for the later.
fn first_instant(key: i64, zone: &TimeZone) -> Option<i64> {
    let (day, months) = (key.rem_euclid(32), key.div_euclid(32));
    let (month, year) = (months.rem_euclid(13), months.div_euclid(13));
    let part = |number: i64| i8::try_from(number.max(1)).ok();
    let first = civil::Date::new(i16::try_from(year).ok()?, part(month)?, 1).ok()?;
    let day = part(day)?;
    let date = if day <= first.days_in_month() {
        civil::Date::new(first.year(), first.month(), day).ok()?
    } else {
        first.last_of_month().tomorrow().ok()?
    };
    let begins = date
        .to_zoned(zone.clone())
        .ok()?
        .with_time_zone(TimeZone::UTC);
    let (date, time) = (begins.date(), begins.time());
    let day = (i64::from(date.year()) * 13 + i64::from(date.month())) * 32 + i64::from(date.day());
    let second =
        (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
    Some(day * INSTANTS + second + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_where_the_reader_lives() {
        let key = |text: &str| PartialDate::parse(text).unwrap().sort_key();
        let east = TimeZone::fixed(jiff::tz::offset(2));
        let at = |day: &str, second: i64| key(day) * INSTANTS + second + 1;
        assert_eq!(
            first_instant(key("2021-05-17"), &TimeZone::UTC),
            Some(at("2021-05-17", 0))
        );
        assert_eq!(
            first_instant(key("2021"), &east),
            Some(at("2020-12-31", 22 * 3_600))
        );
        // The day after the last of a month, whatever number it has.
        for (last, next) in [
            ("2021-02-28", "2021-03-01"),
            ("2021-12-31", "2022-01-01"),
            ("2020-02-28", "2020-02-29"),
            ("2021-04-30", "2021-05-01"),
        ] {
            assert_eq!(
                first_instant(key(last) + 1, &TimeZone::UTC),
                Some(at(next, 0))
            );
        }
        assert_eq!(first_instant(i64::MIN, &TimeZone::UTC), None);
    }
}
