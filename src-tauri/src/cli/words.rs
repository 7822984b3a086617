//! The words of the command line. Help, completions and the manual page are made from what stands here.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use interchange::FileFormat;
use library::BookId;

use super::{assignment::Assignment, sorting::Sorting};

/// Your books, your reading, your computer: a private library that works offline.
///
/// Without a command it opens the window. Every command works without a display, and while the window is open.
#[derive(Debug, Parser)]
#[command(
    name = "bookplate",
    version,
    max_term_width = 100,
    after_help = "Exit status: 0 done, 1 refused with a message, 2 the words are not understood."
)]
pub struct Words {
    /// What holds for every command.
    #[command(flatten)]
    pub common: Common,
    /// What is to be done.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What holds for every command.
#[derive(Debug, Args)]
pub struct Common {
    /// The folder that holds the accounts and their libraries (or `BOOKPLATE_DATA`)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Whose library it is; not needed where there is only one account (or `BOOKPLATE_ACCOUNT`)
    #[arg(long, global = true, value_name = "NAME")]
    pub account: Option<String>,
    /// Read the password from standard input, one line, instead of asking for it
    #[arg(long, global = true)]
    pub password_stdin: bool,
    /// Print JSON for programs
    #[arg(long, global = true)]
    pub json: bool,
    /// Print nothing but what was asked for: no progress, no confirmations
    #[arg(long, short, global = true)]
    pub quiet: bool,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create, list and delete accounts, or change a password
    #[command(subcommand)]
    Account(AccountCommand),
    /// Bring in lists of books from other programs, each file as one change
    Import(ImportWords),
    /// Write books to a file, or to a folder of notes
    Export(ExportWords),
    /// List books, all of them or those that a query finds
    List(ListWords),
    /// Show everything about one book
    Show {
        /// The book's id, as `list` shows it
        id: BookId,
    },
    /// Add a book
    Add(AddWords),
    /// Change fields of a book
    Edit {
        /// The book's id
        id: BookId,
        /// A field and its new value; an empty value clears the field
        #[arg(long = "set", value_name = "FIELD=VALUE", required = true)]
        set: Vec<Assignment>,
    },
    /// Put books in the trash
    Delete {
        /// The books' ids
        #[arg(required = true, value_name = "ID")]
        ids: Vec<BookId>,
        /// Delete books that lie in the trash already for good
        #[arg(long)]
        for_good: bool,
    },
    /// Show what was read in a year, or in all of them
    Stats {
        /// Only this year, month by month
        #[arg(long, allow_negative_numbers = true)]
        year: Option<i32>,
    },
    /// Show what was done, the newest first
    History {
        /// At most so many entries
        #[arg(long, default_value_t = 20)]
        limit: u32,
    },
    /// Take the last change back
    Undo,
    /// Do again what was undone last
    Redo,
    /// Save a backup in one file, which opens on any computer with the password of now
    Backup {
        /// The file; one that is there is replaced once the new one is whole
        file: PathBuf,
    },
    /// Put what a backup holds in the place of the library; on a computer without its account, with the account
    Restore(RestoreWords),
    /// Check every page of the library and every book in it, or those of a backup
    Verify {
        /// A backup
        file: Option<PathBuf>,
        /// What opens it
        #[command(flatten)]
        secret: BackupSecretWords,
    },
    /// Write the manual page and the completions of the shells into a folder
    #[command(hide = true)]
    WriteManual {
        /// The folder
        folder: PathBuf,
    },
}

/// What can be done with accounts.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// Create an account with an empty library
    Create {
        /// The account's name
        name: String,
    },
    /// List the accounts
    List,
    /// Change an account's password; on standard input the old one comes first, then the new one
    Passwd {
        /// The account's name
        name: String,
        /// Somebody else knows the old one: the library gets a new key too, and the recovery code ends
        #[arg(long)]
        leaked: bool,
    },
    /// Make a recovery code, which is shown once; an earlier one ends
    RecoveryCode {
        /// The account's name
        name: String,
    },
    /// Set a new password with the recovery code; on standard input the code comes first
    Recover {
        /// The account's name
        name: String,
    },
    /// Delete an account and its library for good
    Delete {
        /// The account's name
        name: String,
    },
}

/// The formats that fit, by their names.
fn formats(fits: fn(FileFormat) -> bool) -> impl TypedValueParser<Value = FileFormat> {
    let fitting = FileFormat::ALL.iter().filter(|format| fits(**format));
    PossibleValuesParser::new(fitting.map(|format| format.name()))
        .try_map(|name| FileFormat::from_name(&name).ok_or("expected the name of a format"))
}

/// What is imported, and how.
#[derive(Debug, Args)]
pub struct ImportWords {
    /// The files or folders
    #[arg(required = true, value_name = "FILE|FOLDER")]
    pub sources: Vec<PathBuf>,
    /// The format, where it is not to be recognised
    #[arg(long, ignore_case = true, value_parser = formats(FileFormat::can_be_read))]
    pub format: Option<FileFormat>,
    /// Only say what would be done
    #[arg(long)]
    pub dry_run: bool,
    /// What becomes of fields of which the list and a book say different things
    #[arg(long, value_enum, default_value_t)]
    pub conflicts: Conflicts,
    /// Save a report, as JSON where the name ends in .json
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Save the rows with problems in their own format, to be mended and imported again
    #[arg(long, value_name = "FILE")]
    pub problems: Option<PathBuf>,
}

/// What becomes of fields of which the list and a book say different things.
#[derive(Debug, Clone, Copy, Default, ValueEnum)]
pub enum Conflicts {
    /// What the book holds stays
    #[default]
    Keep,
    /// The list's takes its place
    Take,
    /// What the book holds stays, and the list's is added
    Both,
}

/// What is exported, and where to.
#[derive(Debug, Args)]
pub struct ExportWords {
    /// The file, or the folder for notes
    pub file: PathBuf,
    /// The format; without it, the file's ending says
    #[arg(long, ignore_case = true, value_parser = formats(FileFormat::can_be_written))]
    pub format: Option<FileFormat>,
    /// Only the books that this query finds
    #[arg(long, value_name = "QUERY")]
    pub query: Option<String>,
}

/// What a backup is opened with.
#[derive(Debug, Args)]
pub struct BackupSecretWords {
    /// Open the backup with the recovery code instead of the password of when it was made
    #[arg(long)]
    pub recovery_code: bool,
}

/// Which backup is restored.
#[derive(Debug, Args)]
pub struct RestoreWords {
    /// The backup
    pub file: PathBuf,
    /// Only say what it holds, beside what is here
    #[arg(long)]
    pub dry_run: bool,
    /// What opens it
    #[command(flatten)]
    pub secret: BackupSecretWords,
}

/// Which books are listed.
#[derive(Debug, Args)]
pub struct ListWords {
    /// Words and fields to look for, as in the window's search box; -- before one that begins with a minus
    pub query: Vec<String>,
    /// By what they are ordered: title, author, rating …; -rating or rating:desc turns it round
    #[arg(long, value_name = "FIELD", allow_hyphen_values = true)]
    pub sort: Option<Sorting>,
    /// At most so many
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,
    /// The books of the trash
    #[arg(long)]
    pub trash: bool,
}

/// A book to add.
#[derive(Debug, Args)]
pub struct AddWords {
    /// The title
    #[arg(long)]
    pub title: String,
    /// An author; may be said several times
    #[arg(long, value_name = "NAME")]
    pub author: Vec<String>,
    /// A further field and its value
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    pub set: Vec<Assignment>,
}
