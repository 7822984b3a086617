//! Copies, and what holds for loans and wishes alike.

use library::{
    Book, Change, CopyForm, Doubts, Label, LibraryError, LoanForm, PartAct, PriceForm, Priority,
    Revision, WishForm,
};

use crate::support::{Shelf, asked, dump_books, refused};

/// Something that is done to a book in the state of that revision.
type Edit<'a> = Box<dyn Fn(Revision) -> Result<Change<Book>, LibraryError> + 'a>;

pub fn copy(location: &str) -> CopyForm {
    CopyForm {
        location: Some(location.into()),
        ..CopyForm::default()
    }
}

pub fn loan(person: &str, since: &str, due: &str, returned: &str) -> LoanForm {
    LoanForm {
        person: person.into(),
        since: Some(since.into()),
        due: Some(due.into()),
        returned: Some(returned.into()),
        ..LoanForm::default()
    }
}

pub fn price(amount: &str, currency: &str) -> PriceForm {
    PriceForm {
        amount: amount.into(),
        currency: currency.into(),
    }
}

impl Shelf {
    pub fn own(&self, book: &Book, form: &CopyForm) -> Book {
        let done = self
            .library
            .save_copy(book.id, book.revision, None, form, Doubts::Ask);
        done.unwrap().value
    }

    pub fn lend(&self, book: &Book, form: &LoanForm) -> Book {
        let done = self
            .library
            .save_loan(book.id, book.revision, None, None, form, Doubts::Ask);
        done.unwrap().value
    }

    pub fn wish(&self, book: &Book, priority: Priority, price: Option<PriceForm>) -> Book {
        let form = WishForm {
            priority,
            price,
            note: None,
        };
        let done = self.library.save_wish(book.id, book.revision, &form);
        done.unwrap().value
    }

    pub fn label(&self) -> Label {
        self.library.history(None, 1).unwrap().entries[0]
            .label
            .clone()
    }
}

#[test]
fn a_copy_is_added_changed_and_deleted() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let form = CopyForm {
        location: Some(" Attic,  box 3 ".into()),
        condition: Some("Worn".into()),
        acquired: Some("2019-05".into()),
        price: Some(price("12,50", "eur")),
        source: Some("Flea market".into()),
        note: Some(" ".into()),
    };
    let book = shelf.own(&shelf.add("Kim"), &form);
    let kept = &book.copies[0];
    assert_eq!(kept.facts.location.as_deref(), Some("Attic, box 3"));
    assert_eq!(kept.facts.acquired.unwrap().to_string(), "2019-05");
    assert_eq!(kept.facts.price.as_ref().unwrap().to_string(), "12.50 EUR");
    assert_eq!(kept.facts.note, None);
    let added = |act| Label::Copy {
        act,
        title: "Kim".into(),
    };
    assert_eq!(shelf.label(), added(PartAct::Added));

    let book = shelf.own(&book, &CopyForm::default());
    assert_eq!(book.copies.len(), 2, "of a copy nothing may be known");
    let first = book.copies[0].id;
    let done = library.save_copy(
        book.id,
        book.revision,
        Some(first),
        &copy("Study"),
        Doubts::Ask,
    );
    let book = done.unwrap().value;
    assert_eq!(book.copies[0].facts.location.as_deref(), Some("Study"));
    assert_eq!(book.copies[0].facts.price, None);
    assert_eq!(shelf.label(), added(PartAct::Edited));

    let done = library.delete_copy(book.id, book.revision, first);
    let book = done.unwrap().value;
    assert_eq!(book.copies.len(), 1);
    assert_eq!(shelf.label(), added(PartAct::Removed));
    assert_eq!(library.book(book.id).unwrap(), book);
}

#[test]
fn a_copy_acquired_in_the_future_is_asked_about() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.wish(&shelf.add("Kim"), Priority::High, None);
    let form = CopyForm {
        acquired: Some("2027".into()),
        ..copy("Attic")
    };
    let buy = |doubts| library.buy_wish(book.id, book.revision, &form, doubts);
    assert_eq!(asked(buy(Doubts::Ask)), ["acquired"]);
    assert_eq!(library.book(book.id).unwrap(), book, "nothing is written");
    let bought = buy(Doubts::Keep).unwrap().value;
    let save = |copy, form: &CopyForm| {
        library.save_copy(book.id, bought.revision, copy, form, Doubts::Ask)
    };
    assert_eq!(asked(save(None, &form)), ["acquired"]);
    let moved = CopyForm {
        location: Some("Cellar".into()),
        ..form.clone()
    };
    save(Some(bought.copies[0].id), &moved).unwrap();
}

#[test]
fn what_cannot_be_kept_is_refused_at_its_field() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.add("Kim");
    let (id, base) = (book.id, book.revision);
    let form = CopyForm {
        location: Some("\0".into()),
        acquired: Some("2021-13".into()),
        price: Some(price("twelve", "EUR")),
        ..CopyForm::default()
    };
    let fields = ["acquired", "price.amount", "location"];
    assert_eq!(
        refused(library.save_copy(id, base, None, &form, Doubts::Ask)),
        fields
    );
    let form = loan(" ", "soon", "", "");
    let save = library.save_loan(id, base, None, None, &form, Doubts::Keep);
    assert_eq!(refused(save), ["person", "since"]);
    let form = WishForm {
        price: Some(price("12", "Euro")),
        note: Some("x".repeat(1_000_001)),
        ..WishForm::default()
    };
    assert_eq!(
        refused(library.save_wish(id, base, &form)),
        ["price.currency", "note"]
    );
    assert_eq!(library.book(id).unwrap(), book);

    let (copy_id, loan_id) = ("12".parse().unwrap(), "13".parse().unwrap());
    let form = loan("Ada", "", "", "");
    for missing in [
        library.save_copy(id, base, Some(copy_id), &copy("Attic"), Doubts::Ask),
        library.delete_copy(id, base, copy_id),
        library.save_loan(id, base, Some(copy_id), None, &form, Doubts::Ask),
        library.save_loan(id, base, None, Some(loan_id), &form, Doubts::Ask),
        library.delete_loan(id, base, copy_id, loan_id),
    ] {
        assert!(
            matches!(missing, Err(LibraryError::NotFound)),
            "{missing:?}"
        );
    }
}

#[test]
fn an_edit_of_an_older_state_is_refused_and_every_edit_can_be_undone() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let old = shelf.add("Kim");
    let book = shelf.own(&old, &copy("Attic"));
    let book = shelf.lend(&book, &loan("Ada", "2020", "", "2021"));
    let book = shelf.wish(&book, Priority::Low, Some(price("1", "JPY")));
    let id = book.id;
    let (of, lent) = (book.copies[0].id, book.copies[0].loans[0].id);
    let bo = loan("Bo", "2022", "2027", "");
    let edits: Vec<(&str, Edit<'_>)> = vec![
        (
            "new copy",
            Box::new(|base| library.save_copy(id, base, None, &copy("Study"), Doubts::Ask)),
        ),
        (
            "edit copy",
            Box::new(|base| library.save_copy(id, base, Some(of), &copy("Study"), Doubts::Ask)),
        ),
        (
            "delete copy",
            Box::new(|base| library.delete_copy(id, base, of)),
        ),
        (
            "new loan",
            Box::new(|base| library.save_loan(id, base, None, None, &bo, Doubts::Ask)),
        ),
        (
            "edit loan",
            Box::new(|base| library.save_loan(id, base, None, Some(lent), &bo, Doubts::Ask)),
        ),
        (
            "delete loan",
            Box::new(|base| library.delete_loan(id, base, of, lent)),
        ),
        (
            "edit wish",
            Box::new(|base| library.save_wish(id, base, &WishForm::default())),
        ),
        (
            "delete wish",
            Box::new(|base| library.delete_wish(id, base)),
        ),
        (
            "buy",
            Box::new(|base| library.buy_wish(id, base, &CopyForm::default(), Doubts::Ask)),
        ),
    ];
    let db = shelf.raw();
    let before = dump_books(&db);
    for (name, edit) in &edits {
        match edit(old.revision) {
            Err(LibraryError::Stale { current }) => assert_eq!(*current, book, "{name}"),
            other => panic!("{name}: {other:?}"),
        }
        shelf.clock.advance(60);
        let change = edit(book.revision).unwrap();
        assert_ne!(change.value.revision, book.revision, "{name}");
        assert!(change.value.changed > book.changed, "{name}");
        assert_eq!(library.book(id).unwrap(), change.value, "{name}");
        let after = dump_books(&db);
        assert_ne!(after, before, "{name}");
        assert_eq!(library.undo(change.entry).unwrap().books, 1, "{name}");
        assert_eq!(dump_books(&db), before, "{name}");
        library.redo().unwrap();
        assert_eq!(dump_books(&db), after, "{name}");
        library.undo(None).unwrap();
    }
}
