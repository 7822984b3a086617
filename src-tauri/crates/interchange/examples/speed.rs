//! Speed.
#![allow(
    warnings,
    missing_docs,
    unsafe_code,
    clippy::all,
    clippy::pedantic,
    clippy::unwrap_used
)]
use library::*;
use std::{path::Path, sync::Arc, time::Duration};
/// CPU time of this thread, so that a busy machine does not disturb.
#[derive(Clone, Copy)]
struct Instant(f64);
#[repr(C)]
struct Timespec {
    s: i64,
    n: i64,
}
unsafe extern "C" {
    fn clock_gettime(clock: i32, time: *mut Timespec) -> i32;
}
impl Instant {
    fn now() -> Self {
        let mut t = Timespec { s: 0, n: 0 };
        unsafe { clock_gettime(3, &mut t) };
        Self(t.s as f64 + t.n as f64 / 1e9)
    }
    fn elapsed(&self) -> Duration {
        Duration::from_secs_f64((Self::now().0 - self.0).max(0.0))
    }
}

#[path = "../../../benches/budgets/invented.rs"]
mod invented;
fn p(v: &mut Vec<Duration>) -> String {
    v.sort();
    let at = |q: usize| v[(v.len() - 1) * q / 100].as_secs_f64() * 1e3;
    format!(
        "p50 {:.2} p95 {:.2} max {:.2} ms (n {})",
        at(50),
        at(95),
        at(100),
        v.len()
    )
}
fn main() {
    let count: u32 = std::env::args().nth(1).unwrap().parse().unwrap();
    let path = format!("/tmp/w/r3speed/{count}.db");
    std::fs::create_dir_all("/tmp/w/r3speed").unwrap();
    let key = LibraryKey::new([7; 32]);
    if !Path::new(&path).exists() {
        let t = Instant::now();
        let l = Library::create(Path::new(&path), &key, Arc::new(SystemClock)).unwrap();
        invented::fill(&l, count).unwrap();
        l.close().unwrap();
        println!("filled {:?}", t.elapsed());
    }
    {
        let l = Library::open(Path::new(&path), &key, Arc::new(SystemClock)).unwrap();
        while l.redo().is_ok() {}
        l.close().unwrap();
    }
    let mut opens = vec![];
    for _ in 0..3 {
        let t = Instant::now();
        let l = Library::open(Path::new(&path), &key, Arc::new(SystemClock)).unwrap();
        let list = l.list(&ListQuery::default()).unwrap();
        l.rows(&list.ids[..100]).unwrap();
        opens.push(t.elapsed());
        l.close().unwrap();
    }
    println!("open {}", p(&mut opens));
    let l = Library::open(Path::new(&path), &key, Arc::new(SystemClock)).unwrap();
    if std::env::args().nth(2).is_none() {}
    let list = |q: &ListQuery| {
        let t = Instant::now();
        let r = l.list(q).unwrap();
        l.rows(&r.ids[..r.ids.len().min(100)]).unwrap();
        l.counts().unwrap();
        (t.elapsed(), r.ids.len())
    };
    list(&ListQuery::default());
    std::thread::sleep(Duration::from_secs(if count > 500_000 { 25 } else { 3 }));
    let typed = [
        "the garden",
        "dragons of",
        "bacor da",
        "solun the",
        "978000",
        "quibara s",
        "zzyzx",
    ];
    let mut times = vec![];
    let mut worst = vec![];
    for t in typed {
        for (e, c) in t.char_indices() {
            let text = &t[..e + c.len_utf8()];
            let (d, n) = list(&ListQuery {
                text: text.into(),
                ..ListQuery::default()
            });
            times.push(d);
            worst.push((d, text.to_owned(), n));
        }
    }
    println!("keystrokes {}", p(&mut times));
    worst.sort();
    for w in worst.iter().rev().take(6) {
        println!("   {:?}", w);
    }
    let fields = [
        "author:mor",
        "author:\"bacorba",
        "title:the",
        "tag:ba status:read rating:>=4",
        "year:1968..1974 -tag:cor dragons",
        "has:cover",
        "missing:rating",
        "finished:2021",
        "acquired:>=2020",
        "pages:>300 language:english",
        "location:\"shelf 3\"",
        "favourite:yes price:<10",
        "times:0 author:ba",
        "series:ba or publisher:cor",
        "-(the or of)",
        "tag:=babaco",
        "format:paper status:reading",
        "added:2026",
        "copies:>=1 number:3",
        "is:overdue",
        "person:mo title:dra",
        "review:mor",
    ];
    for round in 0..3 {
        let mut times = vec![];
        let mut worst = vec![];
        for t in fields {
            let (d, n) = list(&ListQuery {
                text: t.into(),
                ..ListQuery::default()
            });
            times.push(d);
            worst.push((d, t, n));
        }
        println!("field queries {}", p(&mut times));
        worst.sort();
        if round == 2 {
            for w in worst.iter().rev().take(10) {
                println!("   {:?}", w);
            }
        }
    }
    for round in 0..2 {
        let mut times = vec![];
        let mut worst = vec![];
        for sort in SortField::ALL {
            for direction in [Direction::Ascending, Direction::Descending] {
                let (d, _) = list(&ListQuery {
                    sort,
                    direction,
                    ..ListQuery::default()
                });
                times.push(d);
                worst.push((d, format!("{sort:?}")));
            }
        }
        println!("sorts {}", p(&mut times));
        worst.sort();
        for w in worst.iter().rev().take(3) {
            println!("   {:?}", w);
        }
    }
    let before = l.history(None, 1).unwrap().can_undo.map(|e| e.id);
    let all = l
        .list(&ListQuery {
            sort: SortField::Author,
            ..ListQuery::default()
        })
        .unwrap();
    let mut times = vec![];
    for i in 0..200 {
        let from = (all.ids.len() - 100) * i / 200;
        let t = Instant::now();
        l.rows(&all.ids[from..from + 100]).unwrap();
        times.push(t.elapsed());
    }
    println!("rows {}", p(&mut times));
    let some: Vec<BookId> = all
        .ids
        .iter()
        .step_by(all.ids.len() / 10_000)
        .take(10_000)
        .copied()
        .collect();
    for (what, form) in [
        (
            "status",
            BulkForm {
                fields: vec![BulkField::Status],
                book: BookForm {
                    status: Some(Status::Paused),
                    ..BookForm::default()
                },
                ..BulkForm::default()
            },
        ),
        (
            "tag",
            BulkForm {
                add_tags: vec!["Added now".into()],
                ..BulkForm::default()
            },
        ),
    ] {
        let t = Instant::now();
        let c = l.bulk_edit(&some, &form).unwrap();
        println!("bulk {what} {} {:?}", c.value, t.elapsed());
        let (d, _) = list(&ListQuery::default());
        println!("  next list {d:?}");
        let t = Instant::now();
        l.undo(None).unwrap();
        println!("  undo {:?}", t.elapsed());
        let (d, _) = list(&ListQuery::default());
        println!("  next list {d:?}");
    }
    let mut edits = vec![];
    let mut after = vec![];
    for id in some.iter().take(60) {
        let b = l.book(*id).unwrap();
        let mut f = b.fields.clone();
        f.rating = Rating::from_quarters(7).ok();
        let t = Instant::now();
        l.update(b.id, b.revision, &f).unwrap();
        edits.push(t.elapsed());
        let (d, _) = list(&ListQuery::default());
        after.push(d);
    }
    println!(
        "edit rating {}  list after {}",
        p(&mut edits),
        p(&mut after)
    );
    let mut edits = vec![];
    for id in some.iter().skip(100).take(60) {
        let b = l.book(*id).unwrap();
        let mut f = b.fields.clone();
        f.title.push_str(" more");
        let t = Instant::now();
        l.update(b.id, b.revision, &f).unwrap();
        edits.push(t.elapsed());
    }
    println!("edit title {}", p(&mut edits));
    while l.history(None, 1).unwrap().entries[0].id != before.unwrap() {
        l.undo(None).unwrap();
        if l.history(None, 1).unwrap().can_undo.map(|e| e.id) == before {
            break;
        }
    }
    l.close().unwrap();
}
