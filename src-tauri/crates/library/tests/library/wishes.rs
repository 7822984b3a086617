//! The wish list.

use library::{CopyForm, Doubts, Label, LibraryError, Priority, WishAct};

use crate::owning::{copy, price};
use crate::support::{Shelf, dump_books};

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
