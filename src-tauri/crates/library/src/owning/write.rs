//! Recording copies, loans and wishes.

use super::{BookCopy, CopyForm, Loan, LoanForm, OwnedCopy, WishForm};
use crate::book::{Book, FieldErrors, check_room};
use crate::change::Change;
use crate::doubt::Doubts;
use crate::error::LibraryError;
use crate::history::{Label, LoanAct, PartAct, WishAct, short_title};
use crate::library::Library;
use crate::values::{BookId, CopyId, LoanId, Revision};

impl Library {
    /// Writes a copy: a new one, or the one named.
    pub fn save_copy(
        &self,
        book: BookId,
        base: Revision,
        copy: Option<CopyId>,
        form: &CopyForm,
        doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        let today = self.clock.today();
        self.change_part(book, base, |writer, before| {
            let facts = form.check()?;
            let act = if let Some(id) = copy {
                let known = find(before, id)?;
                if facts.acquired != known.facts.acquired {
                    doubts.settle(facts.doubts(today))?;
                }
                writer.update_copy(book, id, &facts)?;
                PartAct::Edited
            } else {
                check_room("copies", before.copies.len())?;
                doubts.settle(facts.doubts(today))?;
                writer.insert_copy(book, &facts)?;
                PartAct::Added
            };
            Ok(copy_label(act, before))
        })
    }

    /// Deletes a copy with its loans.
    pub fn delete_copy(
        &self,
        book: BookId,
        base: Revision,
        copy: CopyId,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            find(before, copy)?;
            writer.remove_copy(book, copy)?;
            Ok(copy_label(PartAct::Removed, before))
        })
    }

    /// Writes a loan: a new one, or the one named, which may go to another copy. Without a copy a new one is of one that
    /// is not lent; a book without a copy gets one.
    pub fn save_loan(
        &self,
        book: BookId,
        base: Revision,
        copy: Option<CopyId>,
        loan: Option<LoanId>,
        form: &LoanForm,
        doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        let today = self.clock.today();
        self.change_part(book, base, |writer, before| {
            let facts = form.check()?;
            let old = match loan {
                Some(id) => Some(find_loan(before, id)?),
                None => None,
            };
            let copy = match (copy, old) {
                (Some(id), _) => Some(find(before, id)?),
                (None, Some((copy, _))) => Some(copy),
                (None, None) => free(before).or_else(|| before.copies.first()),
            };

            let mut found = FieldErrors::default();
            if old.is_none_or(|(_, old)| !facts.dates_are_in(old)) {
                found = facts.doubts(today);
            }
            let goes_out = !facts.back
                && old.is_none_or(|(from, old)| {
                    old.back || Some(from.id) != copy.map(|copy| copy.id)
                });
            if let Some(other) = copy.and_then(out).filter(|_| goes_out) {
                found.push(
                    "copy",
                    format!(
                        "expected a copy that is not lent; {} has this one",
                        other.person
                    ),
                );
            }
            doubts.settle(found)?;

            let act = if let (Some((_, old)), Some(copy)) = (old, copy) {
                writer.update_loan((book, copy.id, old.id), &facts)?;
                match (old.back, facts.back) {
                    (false, true) => LoanAct::Returned,
                    _ => LoanAct::Edited,
                }
            } else {
                let copy = match copy {
                    Some(copy) => {
                        check_room("loans", copy.loans.len())?;
                        copy.id
                    }
                    None => writer.insert_copy(book, &OwnedCopy::default())?,
                };
                writer.insert_loan((book, copy), &facts)?;
                LoanAct::Lent
            };
            Ok(loan_label(act, before, &facts.person))
        })
    }

    /// Deletes a loan.
    pub fn delete_loan(
        &self,
        book: BookId,
        base: Revision,
        copy: CopyId,
        loan: LoanId,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            let (of, loan) = find_loan(before, loan)?;
            if of.id != copy {
                return Err(LibraryError::NotFound);
            }
            writer.remove_loan(book, loan.id)?;
            Ok(loan_label(LoanAct::Removed, before, &loan.person))
        })
    }

    /// Puts a book on the wish list, or changes the wish.
    pub fn save_wish(
        &self,
        book: BookId,
        base: Revision,
        form: &WishForm,
    ) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            writer.put_wish(book, &form.check()?)?;
            let act = if before.wish.is_some() {
                WishAct::Edited
            } else {
                WishAct::Added
            };
            Ok(wish_label(act, before))
        })
    }

    /// Takes a book off the wish list.
    pub fn delete_wish(&self, book: BookId, base: Revision) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            before.wish.as_ref().ok_or(LibraryError::NotFound)?;
            writer.remove_wish(book)?;
            Ok(wish_label(WishAct::Removed, before))
        })
    }

    /// Turns a wish into a copy.
    pub fn buy_wish(
        &self,
        book: BookId,
        base: Revision,
        copy: &CopyForm,
        doubts: Doubts,
    ) -> Result<Change<Book>, LibraryError> {
        let today = self.clock.today();
        self.change_part(book, base, |writer, before| {
            before.wish.as_ref().ok_or(LibraryError::NotFound)?;
            let facts = copy.check()?;
            check_room("copies", before.copies.len())?;
            doubts.settle(facts.doubts(today))?;
            writer.remove_wish(book)?;
            writer.insert_copy(book, &facts)?;
            Ok(wish_label(WishAct::Bought, before))
        })
    }
}

fn find(book: &Book, copy: CopyId) -> Result<&BookCopy, LibraryError> {
    let mut copies = book.copies.iter();
    copies
        .find(|candidate| candidate.id == copy)
        .ok_or(LibraryError::NotFound)
}

/// A loan, and the copy that it is of.
fn find_loan(book: &Book, loan: LoanId) -> Result<(&BookCopy, &Loan), LibraryError> {
    let mut loans = book
        .copies
        .iter()
        .flat_map(|copy| copy.loans.iter().map(move |loan| (copy, loan)));
    loans
        .find(|(_, candidate)| candidate.id == loan)
        .ok_or(LibraryError::NotFound)
}

/// The loan for which a copy is out.
fn out(copy: &BookCopy) -> Option<&Loan> {
    copy.loans.iter().find(|loan| !loan.back)
}

/// A copy that is not lent.
fn free(book: &Book) -> Option<&BookCopy> {
    book.copies.iter().find(|copy| out(copy).is_none())
}

fn copy_label(act: PartAct, book: &Book) -> Label {
    Label::Copy {
        act,
        title: short_title(&book.fields.title),
    }
}

fn loan_label(act: LoanAct, book: &Book, person: &str) -> Label {
    Label::Loan {
        act,
        title: short_title(&book.fields.title),
        person: short_title(person),
    }
}

fn wish_label(act: WishAct, book: &Book) -> Label {
    Label::Wish {
        act,
        title: short_title(&book.fields.title),
    }
}
