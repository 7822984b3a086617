//! Lending copies.

use library::{Book, Doubts, Label, LibraryError, Loan, LoanAct, LoanForm};

use crate::owning::{copy, loan};
use crate::support::{Shelf, asked, dump_books};

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
