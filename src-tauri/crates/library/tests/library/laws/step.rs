//! A step that a reader may take, one for each operation of a library.

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use library::{
    Book, BookExtras, BookFields, BookForm, BookId, BulkField, BulkForm, Contributor, CopyForm,
    CustomFieldForm, CustomValue, Doubts, FieldKind, Format, Label, Library, LibraryError,
    ListQuery, LoanForm, Merged, Money, NameForm, NameId, NameKind, NameOrder, Outcome, OwnedCopy,
    PartialDate, PriceForm, Priority, ProgressForm, ProgressUnit, Provenance, QuoteForm, Rating,
    ReadingFacts, ReadingForm, Role, SeriesPlace, ShelfForm, SortField, Status, WishForm, Within,
};
use proptest::prelude::*;

use crate::support::Shelf;

/// What is done to one book.
#[derive(Debug, Clone)]
pub enum Part {
    Edit(Box<BookFields>),
    SaveReading(Option<usize>, Option<Outcome>, bool),
    DeleteReading(usize),
    SaveProgress(Option<usize>, u32),
    DeleteProgress(usize),
    Pause,
    Resume,
    SaveCopy(Option<usize>, String),
    DeleteCopy(usize),
    Lend(Option<usize>, String),
    Return(usize),
    DeleteLoan(usize),
    SaveWish(i64),
    DeleteWish,
    Buy,
    SaveQuote(Option<usize>, String),
    DeleteQuote(usize),
    SetCover(u8),
    ClearCover,
}

/// What is done.
#[derive(Debug, Clone)]
pub enum Step {
    Add(Box<BookFields>),
    Import(Box<BookFields>, Option<Outcome>),
    Book(usize, Part),
    Trash(Vec<usize>),
    Restore(Vec<usize>),
    Delete(usize),
    EmptyTrash,
    SaveShelf(Option<usize>, String, bool),
    DeleteShelf(usize),
    MoveShelf(usize, Option<usize>),
    Shelve(usize, Vec<usize>),
    Unshelve(usize, Vec<usize>),
    OrderShelf(usize, usize, usize),
    SaveField(Option<usize>, String, FieldKind),
    DeleteField(usize),
    MoveField(usize, Option<usize>),
    Rename(NameKind, usize, String),
    MergeNames(NameKind, Vec<usize>, usize),
    DeleteName(NameKind, usize),
    BulkEdit(Vec<usize>, Box<BookFields>, Vec<usize>),
    MergeBooks(usize, Vec<usize>),
    KeepApart(Vec<usize>),
    TakeBack(usize),
    Undo,
    Redo,
}

/// What became of a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It changed something.
    Fully,
    /// There was nothing to change.
    ToNoEffect,
    /// It was refused.
    NotAtAll,
}

impl Step {
    /// Which step it is, without what it is done to.
    pub fn name(&self) -> String {
        let text = match self {
            Self::Book(_, part) => format!("{part:?}"),
            other => format!("{other:?}"),
        };
        let end = text.find(|c: char| !c.is_alphanumeric());
        text[..end.unwrap_or(text.len())].to_owned()
    }
}

/// How many steps there are: each kind of [`Step`] but `Book`, and each of [`Part`].
pub const KINDS: usize = 24 + 19;

fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Earthsea".to_owned()),
        Just("L’Étranger".to_owned()),
        Just("The Tombs".to_owned()),
        Just("吾輩は猫".to_owned()),
        Just("sci-fi".to_owned()),
        "[a-zA-Z]{1,4}",
    ]
}

fn fields() -> BoxedStrategy<Box<BookFields>> {
    let texts = (
        word(),
        proptest::option::of(word()),
        proptest::option::of(word()),
        proptest::option::of("\\PC{0,20}"),
    );
    let lists = (
        proptest::collection::vec((word(), any::<bool>()), 0..3),
        proptest::collection::vec((word(), proptest::option::of(0..3)), 0..2),
        proptest::collection::vec(word(), 0..3),
    );
    let numbers = (
        proptest::option::of(0..2_usize),
        proptest::option::of(1..3_u32),
        proptest::option::of(0..3_i64),
        proptest::option::of(1_990..1_993),
        proptest::option::of(0..5_usize),
        proptest::option::of(0..2_usize),
    );
    (texts, lists, numbers)
        .prop_map(
            |((title, subtitle, publisher, notes), (people, series, tags), numbers)| {
                let (isbn, pages, rating, year, status, format) = numbers;
                Box::new(BookFields {
                    title,
                    subtitle,
                    publisher,
                    notes,
                    contributors: people
                        .into_iter()
                        .map(|(name, is_author)| Contributor {
                            name,
                            role: if is_author {
                                Role::Author
                            } else {
                                Role::Editor
                            },
                        })
                        .collect(),
                    series: series
                        .into_iter()
                        .map(|(name, number)| SeriesPlace {
                            name,
                            number: number.map(|number: i32| number.to_string()),
                        })
                        .collect(),
                    tags,
                    isbn: isbn.map(|at| ["9780306406157", "9791034902934"][at].parse().unwrap()),
                    pages,
                    rating: rating.map(|quarters| Rating::from_quarters(quarters).unwrap()),
                    price: rating.map(|amount| Money::new(amount, "EUR").unwrap()),
                    published: year.map(|year| PartialDate::new(year, None, None).unwrap()),
                    status: status.map(|at| Status::ALL[at]),
                    format: format
                        .map(|at| [Format::Ebook, Format::Other("Scroll".into())][at].clone()),
                    language: format.map(|at| ["fr", "de"][at].to_owned()),
                    favourite: rating == Some(2),
                    ..BookFields::default()
                })
            },
        )
        .boxed()
}

fn outcome() -> impl Strategy<Value = Option<Outcome>> {
    prop_oneof![
        Just(None),
        Just(Some(Outcome::Finished)),
        Just(Some(Outcome::Abandoned)),
    ]
}

fn which() -> impl Strategy<Value = Option<usize>> {
    proptest::option::weighted(0.4, 0..4_usize)
}

fn part() -> BoxedStrategy<Part> {
    let one = || 0..4_usize;
    let reading = prop_oneof![
        4 => (which(), outcome(), any::<bool>())
            .prop_map(|(at, outcome, dated)| Part::SaveReading(at, outcome, dated)),
        1 => one().prop_map(Part::DeleteReading),
        4 => (which(), 0..100_u32).prop_map(|(at, value)| Part::SaveProgress(at, value)),
        2 => one().prop_map(Part::DeleteProgress),
        2 => Just(Part::Pause),
        2 => Just(Part::Resume),
    ];
    let owning = prop_oneof![
        3 => (which(), word()).prop_map(|(at, place)| Part::SaveCopy(at, place)),
        2 => one().prop_map(Part::DeleteCopy),
        3 => (which(), word()).prop_map(|(at, person)| Part::Lend(at, person)),
        3 => one().prop_map(Part::Return),
        2 => one().prop_map(Part::DeleteLoan),
        2 => (0..3_i64).prop_map(Part::SaveWish),
        2 => Just(Part::DeleteWish),
        2 => Just(Part::Buy),
    ];
    let rest = prop_oneof![
        3 => (which(), word()).prop_map(|(at, text)| Part::SaveQuote(at, text)),
        2 => one().prop_map(Part::DeleteQuote),
        3 => (0..3_u8).prop_map(Part::SetCover),
        2 => Just(Part::ClearCover),
    ];
    prop_oneof![
        2 => fields().prop_map(Part::Edit),
        4 => reading.boxed(),
        4 => owning.boxed(),
        3 => rest.boxed(),
    ]
    .boxed()
}

fn kind() -> impl Strategy<Value = NameKind> {
    prop_oneof![
        Just(NameKind::Person),
        Just(NameKind::Publisher),
        Just(NameKind::Series),
        Just(NameKind::Tag),
    ]
}

fn field_kind() -> impl Strategy<Value = FieldKind> {
    prop_oneof![
        Just(FieldKind::Text),
        Just(FieldKind::Number),
        Just(FieldKind::Choice),
    ]
}

/// Any step. Boxed, because a strategy of so many is too large for the stack of a test.
pub fn step() -> BoxedStrategy<Step> {
    let some = || proptest::collection::vec(0..20_usize, 0..4);
    let one = || 0..4_usize;
    let books = prop_oneof![
        5 => fields().prop_map(Step::Add),
        2 => (fields(), outcome()).prop_map(|(fields, outcome)| Step::Import(fields, outcome)),
        12 => (0..20_usize, part()).prop_map(|(at, part)| Step::Book(at, part)),
        2 => some().prop_map(Step::Trash),
        1 => some().prop_map(Step::Restore),
        1 => (0..20_usize).prop_map(Step::Delete),
        1 => Just(Step::EmptyTrash),
        2 => (some(), fields(), proptest::collection::vec(0..4_usize, 0..2))
            .prop_map(|(books, fields, shelves)| Step::BulkEdit(books, fields, shelves)),
        2 => (0..20_usize, some()).prop_map(|(into, others)| Step::MergeBooks(into, others)),
        1 => some().prop_map(Step::KeepApart),
    ];
    let shelves = prop_oneof![
        3 => (which(), word(), proptest::bool::weighted(0.2))
            .prop_map(|(at, name, is_smart)| Step::SaveShelf(at, name, is_smart)),
        1 => one().prop_map(Step::DeleteShelf),
        1 => (one(), which()).prop_map(|(at, before)| Step::MoveShelf(at, before)),
        4 => (one(), some()).prop_map(|(at, books)| Step::Shelve(at, books)),
        1 => (one(), some()).prop_map(|(at, books)| Step::Unshelve(at, books)),
        2 => (one(), one(), one()).prop_map(|(at, book, before)| Step::OrderShelf(at, book, before)),
    ];
    let names = prop_oneof![
        2 => (which(), prop_oneof![Just("Height".to_owned()), word()], field_kind())
            .prop_map(|(at, name, kind)| Step::SaveField(at, name, kind)),
        1 => one().prop_map(Step::DeleteField),
        1 => (one(), which()).prop_map(|(at, before)| Step::MoveField(at, before)),
        3 => (kind(), one(), word()).prop_map(|(kind, at, name)| Step::Rename(kind, at, name)),
        2 => (kind(), proptest::collection::vec(0..4_usize, 0..3), one())
            .prop_map(|(kind, from, into)| Step::MergeNames(kind, from, into)),
        1 => (kind(), one()).prop_map(|(kind, at)| Step::DeleteName(kind, at)),
    ];
    prop_oneof![
        12 => books.boxed(),
        3 => shelves.boxed(),
        3 => names.boxed(),
        3 => (0..12_usize).prop_map(Step::TakeBack),
        1 => Just(Step::Undo),
        1 => Just(Step::Redo),
    ]
    .boxed()
}

/// Takes a step. What does not apply (no such book, a name that is taken, nothing to undo) is refused and changes nothing,
/// which is no failure.
pub fn take(shelf: &Shelf, known: &mut Vec<BookId>, step: &Step) -> Taken {
    shelf.clock.advance(1);
    let newest = |library: &Library| {
        let page = library.history(None, 1).unwrap();
        (library.version(), page.can_undo.map(|entry| entry.id))
    };
    let before = newest(&shelf.library);
    known.retain(|id| shelf.library.book(*id).is_ok());
    match attempt(&shelf.library, known, step) {
        Ok(()) if newest(&shelf.library) == before => Taken::ToNoEffect,
        Ok(()) => Taken::Fully,
        Err(
            LibraryError::NotFound
            | LibraryError::Invalid(_)
            | LibraryError::NameTaken { .. }
            | LibraryError::InTheWay { .. }
            | LibraryError::NothingToUndo
            | LibraryError::NothingToRedo,
        ) => {
            assert_eq!(newest(&shelf.library), before, "{step:?}");
            Taken::NotAtAll
        }
        Err(error) => panic!("{step:?}: {error:?}"),
    }
}

fn attempt(library: &Library, known: &mut Vec<BookId>, step: &Step) -> Result<(), LibraryError> {
    // Few books, so that much is done to each.
    let last = &known[known.len().saturating_sub(6)..];
    let pick = |at: &usize| nth(last, *at).ok().copied();
    let picked = |all: &[usize]| all.iter().filter_map(pick).collect::<Vec<_>>();
    match step {
        Step::Add(fields) => {
            let fields = with_values(library, fields)?;
            known.push(library.add(&fields)?.value.id);
        }
        Step::Import(fields, outcome) => known.push(import(library, fields, *outcome)?),
        Step::Book(at, part) => {
            // The next book for which it makes sense.
            let mut tried = Err(LibraryError::NotFound);
            for next in 0..last.len() {
                let id = nth(last, at + next)?;
                tried = change(library, &library.book(*id)?, part);
                if !matches!(tried, Err(LibraryError::NotFound)) {
                    break;
                }
            }
            tried?;
        }
        Step::Trash(all) => {
            library.trash(&picked(all))?;
        }
        Step::Restore(all) => {
            library.restore(&picked(all))?;
        }
        Step::Delete(at) => {
            library.delete_for_good(&picked(&[*at]))?;
        }
        Step::EmptyTrash => {
            library.empty_trash()?;
        }
        Step::BulkEdit(all, fields, shelves) => {
            let form = bulk_form(library, fields, shelves)?;
            library.bulk_edit(&picked(all), &form)?;
        }
        Step::MergeBooks(into, others) => {
            let into = library.book(pick(into).ok_or(LibraryError::NotFound)?)?;
            let others = picked(others)
                .into_iter()
                .filter_map(|id| library.book(id).ok())
                .map(|book| Merged {
                    id: book.id,
                    base: book.revision,
                });
            let form = BookForm {
                title: into.fields.title.clone(),
                tags: into.fields.tags.clone(),
                custom: into.fields.custom.clone(),
                ..BookForm::default()
            };
            let others: Vec<Merged> = others.collect();
            library.merge_books(into.id, into.revision, &others, &form)?;
        }
        Step::KeepApart(all) => {
            library.keep_apart(&picked(all))?;
        }
        Step::TakeBack(back) => {
            let page = library.history(None, 20)?;
            let entry = nth(&page.entries, *back)?;
            library.undo_alone(entry.id)?;
        }
        Step::Undo => {
            library.undo(None)?;
        }
        Step::Redo => {
            library.redo()?;
        }
        Step::Shelve(at, books) => {
            library.shelve(shelf_id(library, *at)?, &picked(books))?;
        }
        Step::Unshelve(at, books) => {
            library.unshelve(shelf_id(library, *at)?, &picked(books))?;
        }
        other => arrange(library, other)?,
    }
    Ok(())
}

/// What has nothing to do with one book more than with another.
fn arrange(library: &Library, step: &Step) -> Result<(), LibraryError> {
    match step {
        Step::SaveShelf(at, name, is_smart) => {
            let id = at.map(|at| shelf_id(library, at)).transpose()?;
            let form = ShelfForm {
                name: name.clone(),
                query: is_smart.then(|| "rating:>0".to_owned()),
            };
            library.save_shelf(id, &form, None)?;
        }
        Step::DeleteShelf(at) => {
            library.delete_shelf(shelf_id(library, *at)?)?;
        }
        Step::MoveShelf(at, before) => {
            let before = before.and_then(|at| shelf_id(library, at).ok());
            library.move_shelf(shelf_id(library, *at)?, before)?;
        }
        Step::OrderShelf(at, book, before) => {
            let mut shelves = library.shelves()?;
            shelves.retain(|shelf| shelf.query.is_none() && shelf.books > 1);
            let id = nth(&shelves, *at)?.id;
            let query = ListQuery {
                within: Some(Within::Shelf { id }),
                sort: SortField::Within,
                ..ListQuery::default()
            };
            let books = library.list(&query)?;
            let (book, before) = (*nth(&books.ids, *book)?, *nth(&books.ids, *before)?);
            library.order_shelf(id, &[book], Some(before).filter(|before| *before != book))?;
        }
        Step::SaveField(at, name, kind) => {
            let fields = library.custom_fields()?;
            let field = at
                .and_then(|at| nth(&fields, at).ok())
                .map(|field| field.id);
            let choices = match kind {
                FieldKind::Choice => vec!["1".to_owned(), "2".to_owned()],
                _ => Vec::new(),
            };
            let form = CustomFieldForm {
                name: name.clone(),
                kind: *kind,
                choices,
            };
            library.save_custom_field(field, &form, None)?;
        }
        Step::DeleteField(at) => {
            let fields = library.custom_fields()?;
            let field = nth(&fields, *at)?;
            library.delete_custom_field(field.id)?;
        }
        Step::MoveField(at, before) => {
            let fields = library.custom_fields()?;
            let field = nth(&fields, *at)?;
            let before = before
                .and_then(|at| nth(&fields, at).ok())
                .map(|field| field.id);
            library.move_custom_field(field.id, before)?;
        }
        Step::Rename(kind, at, name) => {
            let form = NameForm {
                name: name.clone(),
                ..NameForm::default()
            };
            library.rename(*kind, name_id(library, *kind, *at)?, &form, None)?;
        }
        Step::MergeNames(kind, from, into) => {
            let from = from
                .iter()
                .map(|at| name_id(library, *kind, *at))
                .collect::<Result<Vec<_>, _>>()?;
            library.merge_names(*kind, &from, name_id(library, *kind, *into)?)?;
        }
        Step::DeleteName(kind, at) => {
            library.delete_name(*kind, name_id(library, *kind, *at)?)?;
        }
        other => unreachable!("{other:?}"),
    }
    Ok(())
}

/// One of what there is, if there is anything.
fn nth<T>(all: &[T], at: usize) -> Result<&T, LibraryError> {
    all.get(at % all.len().max(1)).ok_or(LibraryError::NotFound)
}

fn shelf_id(library: &Library, at: usize) -> Result<library::ShelfId, LibraryError> {
    Ok(nth(&library.shelves()?, at)?.id)
}

fn name_id(library: &Library, kind: NameKind, at: usize) -> Result<NameId, LibraryError> {
    let page = library.names(kind, "", NameOrder::Name, 0, 10)?;
    Ok(nth(&page.names, at)?.id)
}

/// The fields with a value in the first of the reader's own fields, where there is one: a number fits each kind.
fn with_values(library: &Library, fields: &BookFields) -> Result<BookFields, LibraryError> {
    let mut fields = fields.clone();
    if let (Some(field), Some(pages)) = (library.custom_fields()?.first(), fields.pages) {
        fields.custom = vec![CustomValue {
            field: field.id,
            value: pages.to_string(),
        }];
    }
    Ok(fields)
}

/// A book as a list from elsewhere brings it.
fn import(
    library: &Library,
    fields: &BookFields,
    outcome: Option<Outcome>,
) -> Result<BookId, LibraryError> {
    let label = Label::Imported {
        source: "test".into(),
        count: 1,
    };
    let provenance = Provenance {
        source: "test".into(),
        id: fields.title.clone(),
    };
    let reading = ReadingFacts {
        outcome,
        ..ReadingFacts::default()
    };
    let extras = BookExtras::of([reading], [OwnedCopy::default()]);
    let change = library.commit(label, |writer| {
        writer.add_book(fields, None, Some(&provenance), &extras)
    })?;
    Ok(change.value)
}

fn bulk_form(
    library: &Library,
    fields: &BookFields,
    shelves: &[usize],
) -> Result<BulkForm, LibraryError> {
    let with_values = with_values(library, fields)?;
    let mut add_tags = fields.tags.clone();
    let remove_tags = add_tags.pop().into_iter().collect();
    let shelves = shelves.iter().map(|at| shelf_id(library, *at));
    let mut shelve = shelves.collect::<Result<Vec<_>, _>>()?;
    let unshelve = shelve.split_off(shelve.len() / 2);
    Ok(BulkForm {
        fields: vec![
            BulkField::Contributors,
            BulkField::Publisher,
            BulkField::Status,
            BulkField::Pages,
        ],
        custom: with_values.custom.iter().map(|value| value.field).collect(),
        book: BookForm {
            contributors: fields.contributors.clone(),
            publisher: fields.publisher.clone(),
            status: fields.status,
            pages: fields.pages.map(|pages| pages.to_string()),
            custom: with_values.custom,
            ..BookForm::default()
        },
        add_tags,
        remove_tags,
        shelve,
        unshelve,
    })
}

/// Changes a book, with whatever its reader is asked about confirmed.
#[expect(clippy::too_many_lines, reason = "one arm for each part of a book")]
fn change(library: &Library, book: &Book, part: &Part) -> Result<(), LibraryError> {
    let (id, base) = (book.id, book.revision);
    let keep = Doubts::Keep;
    let reading = |at: usize| nth(&book.readings, at);
    let copy = |at: usize| nth(&book.copies, at);
    let progress: Vec<_> = book
        .readings
        .iter()
        .flat_map(|reading| reading.progress.iter().map(|note| (reading.id, note.id)))
        .collect();
    let loans: Vec<_> = book
        .copies
        .iter()
        .flat_map(|copy| copy.loans.iter().map(|loan| (copy.id, loan)))
        .collect();
    match part {
        Part::Edit(fields) => {
            let fields = with_values(library, fields)?;
            library.update(id, base, &fields)?;
        }
        Part::SaveReading(at, outcome, dated) => {
            let form = ReadingForm {
                started: dated.then(|| "2021-05".to_owned()),
                finished: outcome.filter(|_| *dated).map(|_| "2021".to_owned()),
                outcome: *outcome,
                ..ReadingForm::default()
            };
            let at = at.map(|at| reading(at).map(|reading| reading.id));
            library.save_reading(id, base, at.transpose()?, &form, keep)?;
        }
        Part::DeleteReading(at) => {
            library.delete_reading(id, base, reading(*at)?.id)?;
        }
        Part::SaveProgress(at, value) => {
            let form = ProgressForm {
                unit: ProgressUnit::Percent,
                value: value.to_string(),
                ..ProgressForm::default()
            };
            let at = at.map(|at| reading(at).map(|reading| reading.id));
            library.save_progress(id, base, at.transpose()?, None, &form, keep)?;
        }
        Part::DeleteProgress(at) => {
            let (reading, progress) = nth(&progress, *at)?;
            library.delete_progress(id, base, *reading, *progress)?;
        }
        Part::Pause => {
            library.pause_reading(id, base)?;
        }
        Part::Resume => {
            library.resume_reading(id, base)?;
        }
        Part::SaveCopy(at, place) => {
            let at = at.map(|at| copy(at).map(|copy| copy.id));
            library.save_copy(id, base, at.transpose()?, &copy_form(place), Doubts::Ask)?;
        }
        Part::DeleteCopy(at) => {
            library.delete_copy(id, base, copy(*at)?.id)?;
        }
        Part::Lend(at, person) => {
            let form = LoanForm {
                person: person.clone(),
                due: Some("2026-05".into()),
                ..LoanForm::default()
            };
            let at = at.map(|at| copy(at).map(|copy| copy.id));
            library.save_loan(id, base, at.transpose()?, None, &form, keep)?;
        }
        Part::Return(at) => {
            let (copy, loan) = nth(&loans, *at)?;
            let form = LoanForm {
                person: loan.person.clone(),
                back: true,
                ..LoanForm::default()
            };
            library.save_loan(id, base, Some(*copy), Some(loan.id), &form, keep)?;
        }
        Part::DeleteLoan(at) => {
            let (copy, loan) = nth(&loans, *at)?;
            library.delete_loan(id, base, *copy, loan.id)?;
        }
        Part::SaveWish(amount) => {
            let form = WishForm {
                priority: Priority::default(),
                price: Some(PriceForm {
                    amount: amount.to_string(),
                    currency: "EUR".into(),
                }),
                note: None,
            };
            library.save_wish(id, base, &form)?;
        }
        Part::DeleteWish => {
            library.delete_wish(id, base)?;
        }
        Part::Buy => {
            library.buy_wish(id, base, &copy_form("shop"), Doubts::Ask)?;
        }
        Part::SaveQuote(at, text) => {
            let quotes = &book.quotes;
            let at = at.map(|at| nth(quotes, at));
            let form = QuoteForm {
                text: text.clone(),
                ..QuoteForm::default()
            };
            let quote = at.transpose()?.map(|quote| quote.id);
            library.save_quote(id, base, quote, &form)?;
        }
        Part::DeleteQuote(at) => {
            let quote = nth(&book.quotes, *at)?;
            library.delete_quote(id, base, quote.id)?;
        }
        Part::SetCover(seed) => {
            library.set_cover(id, base, &picture(*seed))?;
        }
        Part::ClearCover => {
            library.clear_cover(id, base)?;
        }
    }
    Ok(())
}

fn copy_form(place: &str) -> CopyForm {
    CopyForm {
        location: Some(place.to_owned()),
        acquired: Some("2020".into()),
        price: Some(PriceForm {
            amount: "3".into(),
            currency: "EUR".into(),
        }),
        ..CopyForm::default()
    }
}

fn picture(seed: u8) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::from_pixel(3, 4, Rgb([seed, 0, 0]))
        .write_to(&mut bytes, ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}
