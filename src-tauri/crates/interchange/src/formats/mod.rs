//! One module a format: what its columns or fields become, and how it is written where it can be.

pub(crate) mod bibtex;
pub(crate) mod booklogr;
pub(crate) mod bookplate;
pub(crate) mod bookwyrm;
pub(crate) mod calibre;
pub(crate) mod calibre_csv;
pub(crate) mod catalogue;
mod dialect;
pub mod goodreads;
pub(crate) mod jelu;
pub(crate) mod librarything;
pub(crate) mod openlibrary;
pub(crate) mod openreads;
pub(crate) mod openreads_backup;
pub(crate) mod ris;
pub(crate) mod storygraph;
pub(crate) mod table;
pub(crate) mod tellico;
pub(crate) mod vault;
