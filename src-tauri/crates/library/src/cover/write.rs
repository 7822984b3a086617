//! Giving a book a cover, and taking it away.

use rusqlite::params;

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
        // What it showed before is kept as long as the history may need it.
        self.db()
            .prepare_cached("UPDATE book SET cover = ?2 WHERE id = ?1 AND cover IS NOT ?2")?
            .execute(params![book.raw(), picture.map(|picture| &picture.hash)])?;
        Ok(())
    }
}

fn label(act: PartAct, book: &Book) -> Label {
    Label::Cover {
        act,
        title: short_title(&book.fields.title),
    }
}
