//! Giving a book a cover, and taking it away.

use rusqlite::{Connection, OptionalExtension, params};

use super::picture::CoverPicture;
use crate::book::Book;
use crate::change::Change;
use crate::error::LibraryError;
use crate::history::{Label, PartAct, short_title};
use crate::library::Library;
use crate::values::{BookId, Revision};
use crate::writer::Writer;

impl Library {
    /// Gives a book a cover. The bytes are a JPEG, PNG, WebP or GIF as the reader had it; anything else is refused with
    /// [`LibraryError::Picture`].
    pub fn set_cover(
        &self,
        book: BookId,
        base: Revision,
        bytes: &[u8],
    ) -> Result<Change<Book>, LibraryError> {
        // Before the commit, so that nobody waits while a large picture is made small.
        let picture = CoverPicture::of(bytes.to_vec())?;
        self.change_part(book, base, |writer, before| {
            writer.put_cover(book, Some(&picture))?;
            let act = match before.cover {
                Some(_) => PartAct::Edited,
                None => PartAct::Added,
            };
            Ok(label(act, before))
        })
    }

    /// Takes a book's cover away.
    pub fn clear_cover(&self, book: BookId, base: Revision) -> Result<Change<Book>, LibraryError> {
        self.change_part(book, base, |writer, before| {
            writer.put_cover(book, None)?;
            Ok(label(PartAct::Removed, before))
        })
    }
}

impl Writer<'_> {
    pub(crate) fn put_cover(
        &mut self,
        book: BookId,
        picture: Option<&CoverPicture>,
    ) -> Result<(), LibraryError> {
        if let Some(picture) = picture {
            let mut insert = self.db().prepare_cached(
                "INSERT INTO cover (hash, media, width, height, thumbnail, image) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (hash) DO NOTHING",
            )?;
            insert.execute(params![
                picture.hash,
                picture.media,
                picture.width,
                picture.height,
                picture.thumbnail,
                picture.bytes
            ])?;
        }
        let hash = picture.map(|picture| &picture.hash);
        let former: Option<Vec<u8>> = self
            .db()
            .prepare_cached("SELECT cover FROM book WHERE id = ?1")?
            .query_row([book.raw()], |row| row.get(0))
            .optional()?
            .flatten();
        if former.as_ref() == hash {
            return Ok(());
        }
        self.db()
            .prepare_cached("UPDATE book SET cover = ?2 WHERE id = ?1")?
            .execute(params![book.raw(), hash])?;
        former.map_or(Ok(()), |former| drop_unused(self.db(), &former))
    }
}

/// Deletes a cover that no book shows any more, the trash included.
pub(crate) fn drop_unused(db: &Connection, hash: &[u8]) -> Result<(), LibraryError> {
    let sql =
        "DELETE FROM cover WHERE hash = ?1 AND NOT EXISTS (SELECT 1 FROM book WHERE cover = ?1)";
    db.prepare_cached(sql)?.execute([hash])?;
    Ok(())
}

fn label(act: PartAct, book: &Book) -> Label {
    Label::Cover {
        act,
        title: short_title(&book.fields.title),
    }
}
