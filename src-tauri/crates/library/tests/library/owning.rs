//! Copies, loans and wishes.

use library::{
    Book, Change, CopyForm, Doubts, Label, LibraryError, Loan, LoanAct, LoanForm, PartAct,
    PriceForm, Priority, Revision, WishAct, WishForm,
};

use crate::support::{Shelf, asked, dump_books, refused};

/// Something that is done to a book in the state of that revision.
type Edit<'a> = Box<dyn Fn(Revision) -> Result<Change<Book>, LibraryError> + 'a>;

fn copy(location: &str) -> CopyForm {
    CopyForm {
        location: Some(location.into()),
        ..CopyForm::default()
    }
}

fn loan(person: &str, since: &str, due: &str, returned: &str) -> LoanForm {
    LoanForm {
        person: person.into(),
        since: Some(since.into()),
        due: Some(due.into()),
        returned: Some(returned.into()),
        ..LoanForm::default()
    }
}

fn price(amount: &str, currency: &str) -> PriceForm {
    PriceForm {
        amount: amount.into(),
        currency: currency.into(),
    }
}

impl Shelf {
    fn own(&self, book: &Book, form: &CopyForm) -> Book {
        let done = self
            .library
            .save_copy(book.id, book.revision, None, form, Doubts::Ask);
        done.unwrap().value
    }

    fn lend(&self, book: &Book, form: &LoanForm) -> Book {
        let done = self
            .library
            .save_loan(book.id, book.revision, None, None, form, Doubts::Ask);
        done.unwrap().value
    }

    fn wish(&self, book: &Book, priority: Priority, price: Option<PriceForm>) -> Book {
        let form = WishForm {
            priority,
            price,
            note: None,
        };
        let done = self.library.save_wish(book.id, book.revision, &form);
        done.unwrap().value
    }

    fn label(&self) -> Label {
        self.library.history(None, 1).unwrap().entries[0]
            .label
            .clone()
    }
}

fn lent(act: LoanAct, person: &str) -> Label {
    Label::Loan {
        act,
        title: "Kim".into(),
        person: person.into(),
    }
}

/// All loans of a book, with the place of their copy.
fn loans(book: &Book) -> Vec<(usize, &Loan)> {
    let copies = book.copies.iter().enumerate();
    copies
        .flat_map(|(at, copy)| copy.loans.iter().map(move |loan| (at, loan)))
        .collect()
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
fn a_book_is_lent_and_comes_back() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.lend(
        &shelf.add("Kim"),
        &loan(" Ada ", "2026-10", "2026-12-24", ""),
    );
    assert_eq!(book.copies.len(), 1, "a book that is lent has a copy");
    assert_eq!(book.copies[0].facts, library::OwnedCopy::default());
    let kept = &book.copies[0].loans[0];
    assert_eq!((kept.person.as_str(), kept.back), ("Ada", false));
    assert_eq!(shelf.label(), lent(LoanAct::Lent, "Ada"));

    let form = loan("Ada", "2026-10", "2026-12-24", "2026-11");
    let (id, done) = (kept.id, book.revision);
    let done = library.save_loan(book.id, done, None, Some(id), &form, Doubts::Ask);
    let book = done.unwrap().value;
    let kept = &book.copies[0].loans[0];
    assert_eq!(kept.id, id);
    assert!(kept.back, "a day of return says so");
    assert_eq!(kept.returned.unwrap().to_string(), "2026-11");
    assert_eq!(shelf.label(), lent(LoanAct::Returned, "Ada"));

    // Also where the day is not known, none being made up.
    let book = shelf.lend(&book, &loan("Bo", "", "", ""));
    let id = book.copies[0].loans[0].id;
    let form = LoanForm {
        back: true,
        ..loan("Bo", "", "", "")
    };
    let done = library.save_loan(book.id, book.revision, None, Some(id), &form, Doubts::Ask);
    let book = done.unwrap().value;
    let people: Vec<_> = loans(&book)
        .into_iter()
        .map(|(_, loan)| loan.person.as_str())
        .collect();
    assert_eq!(people, ["Bo", "Ada"], "the latest first");
    let kept = &book.copies[0].loans[0];
    assert_eq!((kept.back, kept.returned), (true, None));

    let copy = book.copies[0].id;
    let done = library.delete_loan(book.id, book.revision, copy, id);
    let book = done.unwrap().value;
    assert_eq!(loans(&book).len(), 1);
    assert_eq!(shelf.label(), lent(LoanAct::Removed, "Bo"));
}

#[test]
fn what_is_lent_is_a_copy_that_is_there() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.own(&shelf.add("Kim"), &copy("Attic"));
    let book = shelf.own(&book, &copy("Study"));
    let book = shelf.lend(&book, &loan("Ada", "", "", ""));
    let book = shelf.lend(&book, &loan("Bo", "", "", ""));
    let of: Vec<_> = loans(&book)
        .into_iter()
        .map(|(at, loan)| (at, loan.person.as_str()))
        .collect();
    assert_eq!(of, [(0, "Ada"), (1, "Bo")]);

    // All are out.
    let lend = |doubts| {
        let form = loan("Cy", "", "", "");
        library.save_loan(book.id, book.revision, None, None, &form, doubts)
    };
    match lend(Doubts::Ask) {
        Err(LibraryError::Doubtful(errors)) => {
            assert_eq!(errors.0[0].field, "copy");
            assert!(errors.0[0].message.contains("Ada"), "{errors}");
        }
        other => panic!("{other:?}"),
    }
    let kept = lend(Doubts::Keep).unwrap().value;
    assert_eq!(kept.copies.len(), 2);
    assert_eq!(kept.copies[0].loans[0].person, "Cy");
    library.undo(None).unwrap();

    // One that is named, too, and one that a loan is moved to or reopened on.
    let [first, second] = [book.copies[0].id, book.copies[1].id];
    let form = loan("Cy", "", "", "");
    let named = library.save_loan(
        book.id,
        book.revision,
        Some(second),
        None,
        &form,
        Doubts::Ask,
    );
    assert_eq!(asked(named), ["copy"]);
    let of_ada = book.copies[0].loans[0].id;
    let form = loan("Ada", "", "2027", "");
    let moved = |to| {
        library.save_loan(
            book.id,
            book.revision,
            Some(to),
            Some(of_ada),
            &form,
            Doubts::Ask,
        )
    };
    assert_eq!(asked(moved(second)), ["copy"]);
    let stays = moved(first).unwrap().value;
    assert_eq!(stays.copies[0].loans[0].due.unwrap().to_string(), "2027");
    library.undo(None).unwrap();

    // An earlier loan takes nothing away.
    let back = LoanForm {
        back: true,
        ..loan("Di", "", "", "")
    };
    let book = library.book(book.id).unwrap();
    let book = shelf.lend(&book, &back);
    assert_eq!(book.copies[0].loans[0].person, "Di");
    let again = loan("Di", "", "", "");
    let id = Some(book.copies[0].loans[0].id);
    let reopened = library.save_loan(book.id, book.revision, None, id, &again, Doubts::Ask);
    assert_eq!(asked(reopened), ["copy"]);
}

#[test]
fn a_loan_goes_to_another_copy() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.own(&shelf.add("Kim"), &copy("Attic"));
    let book = shelf.own(&book, &copy("Study"));
    let book = shelf.lend(&book, &loan("Ada", "2020", "", ""));
    let id = book.copies[0].loans[0].id;
    let db = shelf.raw();
    let before = dump_books(&db);
    let to = Some(book.copies[1].id);
    let form = loan("Ada", "2020", "", "");
    let done = library.save_loan(book.id, book.revision, to, Some(id), &form, Doubts::Ask);
    let book = done.unwrap().value;
    let of: Vec<_> = loans(&book)
        .into_iter()
        .map(|(at, loan)| (at, loan.id))
        .collect();
    assert_eq!(of, [(1, id)]);
    library.undo(None).unwrap();
    assert_eq!(dump_books(&db), before);
}

#[test]
fn dates_that_contradict_are_asked_about_once() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let book = shelf.own(&shelf.add("Kim"), &copy("Attic"));
    for (form, fields) in [
        (loan("Ada", "2021-05", "", "2021-04"), vec!["returned"]),
        (loan("Ada", "2021-05", "2020", ""), vec!["due"]),
        (loan("Ada", "", "", "2027"), vec!["returned"]),
    ] {
        let save = |doubts| library.save_loan(book.id, book.revision, None, None, &form, doubts);
        assert_eq!(asked(save(Doubts::Ask)), fields);
        assert_eq!(library.book(book.id).unwrap(), book, "nothing is written");
        let kept = save(Doubts::Keep).unwrap().value;
        let id = Some(kept.copies[0].loans[0].id);
        let noted = LoanForm {
            note: Some("Says Ada.".into()),
            ..form.clone()
        };
        let edit = library.save_loan(kept.id, kept.revision, None, id, &noted, Doubts::Ask);
        assert_eq!(
            edit.unwrap().value.copies[0].loans[0].note.as_deref(),
            Some("Says Ada.")
        );
        library.undo(None).unwrap();
        library.undo(None).unwrap();
    }
    shelf.lend(&book, &loan("Ada", "2021", "2021-05", "2021-01-01"));
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
fn all_loans_come_with_the_longest_overdue_first() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    // The clock stands at 2026-11-22.
    for (title, form) in [
        ("No day", loan("Ada", "2020", "", "")),
        ("This year", loan("Ada", "", "2026", "")),
        ("Today", loan("Ada", "", "2026-11-22", "")),
        ("Yesterday", loan("Ada", "", "2026-11-21", "")),
        ("October", loan("Ada", "", "2026-10", "")),
        ("Late and back", loan("Bo", "", "2019", "2020")),
        ("Back later", loan("Bo", "", "", "2021-05")),
        ("Trashed", loan("Cy", "", "2001", "")),
    ] {
        shelf.lend(&shelf.add(title), &form);
    }
    let back = LoanForm {
        back: true,
        ..loan("Di", "", "", "")
    };
    shelf.lend(&shelf.add("Back some day"), &back);
    let trashed = library
        .loans()
        .unwrap()
        .into_iter()
        .find(|row| row.loan.person == "Cy");
    let trashed = trashed.unwrap();
    assert!(trashed.overdue);
    library.trash(&[trashed.book.id]).unwrap();

    let rows = library.loans().unwrap();
    let seen: Vec<_> = rows
        .iter()
        .map(|row| (row.book.title.as_str(), row.overdue))
        .collect();
    assert_eq!(
        seen,
        [
            ("October", true),
            ("Yesterday", true),
            ("Today", false),
            ("This year", false),
            ("No day", false),
            ("Back later", false),
            ("Late and back", false),
            ("Back some day", false),
        ]
    );
    // The clock goes on, and the list with it.
    shelf.clock.advance(86_400);
    let rows = library.loans().unwrap();
    assert!(rows[2].overdue && !rows[3].overdue);
    // What the row says is enough to say that the book is back.
    let row = &rows[0];
    let form = loan("Ada", "", "2026-10", "2026-11-23");
    let (book, id) = (row.book.id, Some(row.loan.id));
    let done = library.save_loan(book, row.revision, Some(row.copy), id, &form, Doubts::Ask);
    done.unwrap();
    assert!(library.loans().unwrap()[4].loan.back);
}

#[test]
fn the_wish_list_has_the_dearest_first_and_a_sum_a_currency() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    for (title, priority, amount) in [
        ("Some day", Priority::Low, Some(price("3", "USD"))),
        ("Soon", Priority::High, Some(price("12.99", "EUR"))),
        ("Next", Priority::Normal, Some(price("7.01", "EUR"))),
        ("Soon, later wished", Priority::High, None),
        ("Trashed", Priority::High, Some(price("1000", "CHF"))),
    ] {
        shelf.clock.advance(60);
        let book = shelf.wish(&shelf.add(title), priority, amount);
        if title == "Trashed" {
            library.trash(&[book.id]).unwrap();
        }
    }
    let list = library.wishes().unwrap();
    let titles: Vec<_> = list
        .wishes
        .iter()
        .map(|row| row.book.title.as_str())
        .collect();
    assert_eq!(titles, ["Soon", "Soon, later wished", "Next", "Some day"]);
    let totals: Vec<String> = list.totals.iter().map(ToString::to_string).collect();
    assert_eq!(totals, ["20.00 EUR", "3.00 USD"]);
    assert_eq!(list.unpriced, 1);

    // A sum that cannot be shown is not shown wrongly.
    for title in ["A palace", "Another"] {
        let dear = Some(price("90071992547409.91", "EUR"));
        shelf.wish(&shelf.add(title), Priority::Low, dear);
    }
    let totals: Vec<String> = library
        .wishes()
        .unwrap()
        .totals
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(totals, ["3.00 USD"]);
}

#[test]
fn a_wish_is_changed_withdrawn_or_bought_in_one_step() {
    let shelf = Shelf::new();
    let library = &shelf.library;
    let wish = |act| Label::Wish {
        act,
        title: "Kim".into(),
    };
    let book = shelf.wish(&shelf.add("Kim"), Priority::Low, Some(price("10", "EUR")));
    assert_eq!(shelf.label(), wish(WishAct::Added));
    let since = book.wish.as_ref().unwrap().added.clone();
    shelf.clock.advance(60);
    let book = shelf.wish(&book, Priority::High, None);
    assert_eq!(shelf.label(), wish(WishAct::Edited));
    let now = book.wish.as_ref().unwrap();
    assert_eq!(
        (now.priority, &now.price, &now.added),
        (Priority::High, &None, &since)
    );

    let db = shelf.raw();
    let before = dump_books(&db);
    let form = CopyForm {
        price: Some(price("8.50", "EUR")),
        ..copy("Study")
    };
    let bought = library
        .buy_wish(book.id, book.revision, &form, Doubts::Ask)
        .unwrap()
        .value;
    assert_eq!(bought.wish, None);
    assert_eq!(bought.copies.len(), 1);
    assert_eq!(
        bought.copies[0].facts.price.as_ref().unwrap().to_string(),
        "8.50 EUR"
    );
    assert!(library.wishes().unwrap().wishes.is_empty());
    assert_eq!(shelf.label(), wish(WishAct::Bought));
    let none = library.buy_wish(bought.id, bought.revision, &form, Doubts::Ask);
    assert!(matches!(none, Err(LibraryError::NotFound)), "{none:?}");
    library.undo(None).unwrap();
    assert_eq!(dump_books(&db), before);

    let gone = library.delete_wish(book.id, book.revision).unwrap().value;
    assert_eq!(gone.wish, None);
    assert!(gone.copies.is_empty());
    assert_eq!(shelf.label(), wish(WishAct::Removed));
    let none = library.delete_wish(gone.id, gone.revision);
    assert!(matches!(none, Err(LibraryError::NotFound)), "{none:?}");
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
