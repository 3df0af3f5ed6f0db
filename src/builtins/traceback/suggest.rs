//! "Did you mean": the known name nearest to a wrong one.
//!
//! A weighted edit distance with CPython's costs and limits, so that the same suggestions appear: moving, adding or
//! changing a character costs 2, changing only its case 1; at most a third of the characters may differ.

const MOVE_COST: usize = 2;
const CASE_COST: usize = 1;
/// Longer names are not compared.
const MAX_LENGTH: usize = 40;
/// With more candidates than this nothing is suggested.
const MAX_CANDIDATES: usize = 750;

/// The candidate nearest to `wrong`, if one is near enough; the first of equally near ones.
pub fn closest<'a>(wrong: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    if candidates.len() >= MAX_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        if candidate == wrong {
            continue;
        }
        let mut limit = (wrong.len() + candidate.len() + 3) * MOVE_COST / 6;
        if let Some((distance, _)) = best {
            // A name that is only as near does not replace an earlier one.
            limit = limit.min(distance.saturating_sub(1));
        }
        if let Some(distance) = distance(wrong.as_bytes(), candidate.as_bytes(), limit)
            && best.is_none_or(|(d, _)| distance < d)
        {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, name)| name)
}

/// The edit distance of two names, or `None` if it is more than `limit`.
fn distance(a: &[u8], b: &[u8], limit: usize) -> Option<usize> {
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(prefix..)?, b.get(prefix..)?);
    let suffix = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - suffix)?, b.get(..b.len() - suffix)?);
    if a.is_empty() || b.is_empty() {
        let cost = (a.len() + b.len()) * MOVE_COST;
        return (cost <= limit).then_some(cost);
    }
    if a.len() > MAX_LENGTH || b.len() > MAX_LENGTH {
        return None;
    }
    let (short, long) = if b.len() < a.len() { (b, a) } else { (a, b) };
    if (long.len() - short.len()) * MOVE_COST > limit {
        return None;
    }
    // One row of the usual table: costs of the prefixes of `short` against a growing prefix of `long`.
    let mut row: Vec<usize> = (1..=short.len()).map(|n| n * MOVE_COST).collect();
    let mut result = 0;
    for (i, y) in long.iter().enumerate() {
        let mut diagonal = i * MOVE_COST;
        result = diagonal + MOVE_COST;
        // The cost left of the row's first cell is that of deleting all of `long` so far.
        let mut left = i * MOVE_COST;
        let mut least = usize::MAX;
        for (x, cell) in short.iter().zip(row.iter_mut()) {
            let substitute = diagonal + substitution_cost(*y, *x);
            diagonal = *cell;
            let insert_or_delete = left.min(diagonal) + MOVE_COST;
            result = insert_or_delete.min(substitute);
            left = result;
            *cell = result;
            least = least.min(result);
        }
        if least > limit {
            return None;
        }
    }
    (result <= limit).then_some(result)
}

fn substitution_cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE_COST
    } else {
        MOVE_COST
    }
}

#[cfg(test)]
mod tests {
    use super::{closest, distance};

    #[test]
    fn distances_have_the_known_costs() {
        assert_eq!(distance(b"abc", b"abd", 99), Some(2));
        assert_eq!(distance(b"abc", b"aBc", 99), Some(1));
        assert_eq!(distance(b"abc", b"abcdef", 99), Some(6));
        assert_eq!(distance(b"kitten", b"sitting", 99), Some(6));
        assert_eq!(distance(b"abc", b"xyz", 5), None);
    }

    #[test]
    fn the_nearest_name_wins() {
        assert_eq!(closest("prnt", ["print", "repr", "pow"]), Some("print"));
        assert_eq!(closest("x", ["abcdef"]), None);
    }
}
