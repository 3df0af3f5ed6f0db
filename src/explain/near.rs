//! The candidate most like a wrong word, by a measure that is kinder than the one of tracebacks: two letters in the wrong
//! order are one mistake, and case does not count.

/// Longer words are not compared.
const LONGEST: usize = 30;
/// Nor more candidates.
const MOST: usize = 700;

/// The candidate nearest to a word; at most a third of its letters may be wrong.
pub fn near(wrong: &str, candidates: &[String]) -> Option<String> {
    let limit = (wrong.chars().count().max(2) / 3).max(1);
    let wrong: Vec<char> = wrong.to_lowercase().chars().collect();
    let mut best: Option<(usize, &String)> = None;
    let (mut table, mut letters) = (Vec::new(), Vec::new());
    for candidate in candidates.iter().take(MOST) {
        // What differs in length alone by more cannot be near.
        if candidate.chars().count().abs_diff(wrong.len()) > limit + 1 {
            continue;
        }
        letters.clear();
        letters.extend(candidate.chars().flat_map(char::to_lowercase));
        let distance = distance(&wrong, &letters, &mut table)?;
        if distance <= limit && best.is_none_or(|(d, _)| distance < d) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.clone())
}

/// Letters inserted, left out, changed, or exchanged with their neighbour.
fn distance(a: &[char], b: &[char], table: &mut Vec<usize>) -> Option<usize> {
    if a.len() > LONGEST || b.len() > LONGEST {
        return Some(usize::MAX);
    }
    let width = b.len() + 1;
    table.clear();
    table.resize((a.len() + 1) * width, 0);
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            let at = |i: usize, j: usize| table.get(i * width + j).copied().unwrap_or(0);
            let cost = if i == 0 || j == 0 {
                i + j
            } else {
                let same = usize::from(a.get(i - 1) != b.get(j - 1));
                let mut cost = (at(i - 1, j) + 1).min(at(i, j - 1) + 1).min(at(i - 1, j - 1) + same);
                if i > 1 && j > 1 && a.get(i - 1) == b.get(j - 2) && a.get(i - 2) == b.get(j - 1) {
                    cost = cost.min(at(i - 2, j - 2) + 1);
                }
                cost
            };
            *table.get_mut(i * width + j)? = cost;
        }
    }
    table.last().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanged_letters_are_one_mistake() {
        let names: Vec<String> = ["name", "age"].map(str::to_owned).to_vec();
        assert_eq!(near("nmae", &names), Some("name".to_owned()));
        assert_eq!(near("NAME", &names), Some("name".to_owned()));
        assert_eq!(near("city", &names), None);
    }
}
