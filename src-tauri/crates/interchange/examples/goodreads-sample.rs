//! Writes a Goodreads export of invented books:
//! `cargo run -p interchange --features sample --example goodreads-sample -- 1000 file.csv`

use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write};

use interchange::goodreads::sample;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = env::args().skip(1);
    let (Some(rows), Some(file), None) = (words.next(), words.next(), words.next()) else {
        return Err("usage: goodreads-sample ROWS FILE".into());
    };
    let rows = rows
        .parse()
        .map_err(|_| format!("expected a number of rows, found {rows:?}"))?;
    let mut file = BufWriter::new(File::create(file)?);
    sample::write(rows, &mut file)?;
    file.flush()?;
    Ok(())
}
