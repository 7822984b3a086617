//! Tables for people, fitted to the terminal.

use std::io::{self, IsTerminal, Write};

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::print::tame;

/// Between two columns.
const GAP: &str = "  ";
/// No column is made narrower than this to fit.
const NARROWEST: usize = 8;

/// Rows of texts under headings.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with these headings.
    pub fn new(headings: &[&str]) -> Self {
        Self {
            rows: vec![headings.iter().map(|&text| text.to_owned()).collect()],
        }
    }

    /// Adds a row. What is longer than a line becomes one.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(
            cells
                .iter()
                .map(|cell| tame(cell).replace(['\n', '\t'], " "))
                .collect(),
        );
    }

    /// Writes the table: fitted to a terminal, whole to a pipe.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        let room = io::stdout()
            .is_terminal()
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0));
        self.write_within(out, room)
    }

    fn write_within(&self, out: &mut dyn Write, room: Option<usize>) -> io::Result<()> {
        let widths = self.widths(room);
        for row in &self.rows {
            let mut line = String::new();
            for (cell, &width) in row.iter().zip(&widths) {
                let cell = shortened(cell, width);
                let pad = width.saturating_sub(cell.width());
                line.push_str(&cell);
                // So that a title that is written from right to left does not take the next column along.
                if is_right_to_left(&cell) {
                    line.push('\u{200e}');
                }
                line.extend(std::iter::repeat_n(' ', pad));
                line.push_str(GAP);
            }
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// The widest columns give way until the line fits.
    fn widths(&self, room: Option<usize>) -> Vec<usize> {
        let columns = self.rows.first().map_or(0, Vec::len);
        let mut widths = vec![0; columns];
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let Some(room) = room else {
            return widths;
        };
        let gaps = GAP.len() * columns.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > room {
            let Some(widest) = widths.iter_mut().max().filter(|width| **width > NARROWEST) else {
                break;
            };
            *widest -= 1;
        }
        widths
    }
}

/// As much of a text as fits.
fn shortened(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for c in text.chars() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        kept.push(c);
    }
    kept.push('…');
    kept
}

/// Whether a text has letters that are written from right to left: Hebrew, Arabic and their neighbours.
fn is_right_to_left(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(rows: &[[&str; 2]], room: Option<usize>) -> Vec<String> {
        let mut table = Table::new(&["Title", "Author"]);
        for row in rows {
            table.row(row.iter().map(|&cell| cell.to_owned()).collect());
        }
        let mut out = Vec::new();
        table.write_within(&mut out, room).unwrap();
        let text = String::from_utf8(out).unwrap();
        text.lines().map(str::to_owned).collect()
    }

    #[test]
    fn wide_letters_take_two_places() {
        let lines = written(&[["雪国", "川端"], ["Kim", "Kipling"]], None);
        assert_eq!(lines, ["Title  Author", "雪国   川端", "Kim    Kipling"]);
    }

    #[test]
    fn every_line_fits_the_terminal() {
        let long = "A title that is far too long for a narrow terminal";
        for room in [20, 30, 40, 61] {
            for line in written(
                &[[long, "Somebody"], ["雪国雪国雪国雪国雪国雪国", "x"]],
                Some(room),
            ) {
                assert!(line.width() <= room, "{room}: {line}");
            }
        }
        assert!(written(&[[long, "Somebody"]], None)[1].contains(long));
    }

    #[test]
    fn no_title_moves_the_cursor() {
        let lines = written(&[["a\u{1b}[2Jb\nc", "x"]], None);
        assert_eq!(lines[1], "a\u{fffd}[2Jb c  x");
    }
}
