//! Rows in an order that the reader gave them: each has a position, and the positions lie far apart, so that a row can be
//! put between two others by writing one.

use std::collections::HashSet;
use std::hash::Hash;

/// How far apart positions are. Twenty rows can be put into one place, each before the last, before all are numbered
/// anew.
const STEP: i64 = 1 << 20;

/// The position after the last.
pub(crate) fn after(last: Option<i64>) -> i64 {
    last.unwrap_or(0).saturating_add(STEP)
}

/// The positions that must be written to put `moving`, in the order given, before another row, or at the end. `rows` are
/// all rows in their order. Nothing is to be written if they stand so already; `None` says that one of them is not
/// among the rows.
pub(crate) fn moved<T: Copy + Eq + Hash>(
    rows: &[(T, i64)],
    moving: &[T],
    before: Option<T>,
) -> Option<Vec<(T, i64)>> {
    let known: HashSet<T> = rows.iter().map(|(id, _)| *id).collect();
    if !moving.iter().chain(&before).all(|id| known.contains(id)) {
        return None;
    }
    let mut taken = HashSet::new();
    let moving: Vec<T> = moving
        .iter()
        .copied()
        .filter(|id| taken.insert(*id))
        .collect();
    let rest: Vec<(T, i64)> = rows
        .iter()
        .copied()
        .filter(|(id, _)| !taken.contains(id))
        .collect();
    // Before one that moves itself means before the next that stays.
    let target = before
        .and_then(|before| rows.iter().position(|(id, _)| *id == before))
        .and_then(|at| rows[at..].iter().find(|(id, _)| !taken.contains(id)))
        .and_then(|(next, _)| rest.iter().position(|(id, _)| id == next))
        .unwrap_or(rest.len());
    let (first, last) = rest.split_at(target);
    let stays = |id: &(T, i64)| id.0;
    let order: Vec<T> = first
        .iter()
        .map(stays)
        .chain(moving.iter().copied())
        .chain(last.iter().map(stays))
        .collect();
    if order.iter().eq(rows.iter().map(|(id, _)| id)) {
        return Some(Vec::new());
    }
    let neighbours = (first.last().map(|row| row.1), last.first().map(|row| row.1));
    if let Some(positions) = between(neighbours, moving.len()) {
        return Some(moving.into_iter().zip(positions).collect());
    }
    let mut position = 0;
    let numbered = order.into_iter().map(|id| {
        position += STEP;
        (id, position)
    });
    let kept: HashSet<(T, i64)> = rows.iter().copied().collect();
    Some(numbered.filter(|row| !kept.contains(row)).collect())
}

/// Positions for so many rows between two neighbours, if there is room.
fn between(neighbours: (Option<i64>, Option<i64>), count: usize) -> Option<Vec<i64>> {
    let count = i64::try_from(count).ok()?;
    let (start, step) = match neighbours {
        (None, None) => (0, STEP),
        (Some(previous), None) => (previous, STEP),
        (None, Some(next)) => (
            next.checked_sub(STEP.checked_mul(count.checked_add(1)?)?)?,
            STEP,
        ),
        (Some(previous), Some(next)) => {
            let step = next.checked_sub(previous)? / count.checked_add(1)?;
            (previous, (step > 0).then_some(step)?)
        }
    };
    (1..=count)
        .map(|at| start.checked_add(step.checked_mul(at)?))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apply(rows: &mut [(u8, i64)], written: &[(u8, i64)]) {
        for (id, position) in written {
            rows.iter_mut().find(|row| row.0 == *id).unwrap().1 = *position;
        }
        rows.sort_by_key(|row| (row.1, row.0));
    }

    fn ids(rows: &[(u8, i64)]) -> Vec<u8> {
        rows.iter().map(|row| row.0).collect()
    }

    #[test]
    fn moves_by_writing_one_row_until_there_is_no_room() {
        let mut rows: Vec<(u8, i64)> = (0..10)
            .map(|id| (id, i64::from(id) * STEP + STEP))
            .collect();
        let mut numbered_anew = 0;
        for turn in 0..60 {
            let (second, third, last) = (rows[1].0, rows[2].0, rows[9].0);
            let written = moved(&rows, &[last], Some(third)).unwrap();
            numbered_anew += usize::from(written.len() > 1);
            apply(&mut rows, &written);
            assert_eq!(ids(&rows)[1..4], [second, last, third], "turn {turn}");
        }
        assert!((1..5).contains(&numbered_anew), "{numbered_anew}");
    }

    #[test]
    fn says_what_it_does_not_know_and_writes_nothing_for_nothing() {
        let rows = [(1, STEP), (2, 2 * STEP), (3, 3 * STEP)];
        assert_eq!(moved(&rows, &[4], None), None);
        assert_eq!(moved(&rows, &[1], Some(4)), None);
        assert_eq!(moved(&rows, &[1], Some(2)), Some(vec![]));
        assert_eq!(moved(&rows, &[3], None), Some(vec![]));
        assert_eq!(moved(&rows, &[1, 2], Some(2)), Some(vec![]));
        assert_eq!(moved(&rows, &[2, 1, 2], Some(1)).unwrap().len(), 2);
    }

    proptest! {
        #[test]
        fn rows_come_to_stand_where_they_were_put(
            gaps in proptest::collection::vec(0..4_i64, 1..8),
            moving in proptest::collection::vec(0..8_u8, 0..5),
            before in proptest::option::of(0..8_u8),
        ) {
            let mut position = 0;
            let mut rows: Vec<(u8, i64)> = (0..).zip(gaps).map(|(id, gap)| { position += gap; (id, position) }).collect();
            rows.sort_by_key(|row| (row.1, row.0));
            let was = ids(&rows);
            let Some(written) = moved(&rows, &moving, before) else {
                prop_assert!(moving.iter().chain(&before).any(|id| !was.contains(id)));
                return Ok(());
            };
            apply(&mut rows, &written);
            let now = ids(&rows);
            let mut block = moving.clone();
            let mut seen = HashSet::new();
            block.retain(|id| seen.insert(*id));
            // Those that stay keep their order.
            let staying = |all: &[u8]| all.iter().copied().filter(|id| !block.contains(id)).collect::<Vec<_>>();
            prop_assert_eq!(staying(&now), staying(&was));
            // Those that moved follow one another, before the one named.
            if let Some(first) = block.first() {
                let start = now.iter().position(|id| id == first).unwrap();
                prop_assert_eq!(&now[start..start + block.len()], block.as_slice());
                match before.filter(|before| !block.contains(before)) {
                    Some(before) => prop_assert_eq!(now[start + block.len()], before),
                    None if before.is_none() => prop_assert_eq!(start + block.len(), now.len()),
                    None => {}
                }
            }
        }
    }
}
