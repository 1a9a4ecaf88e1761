//! Which height of one text stands beside which of another, by what is linked. Pure: no browser types.

/// A height in each of two texts that belong together, in pixels from the start of each.
pub type Anchor = (i32, i32);

/// The most anchors that go down in both texts, so that scrolling one never makes the other jump back and forth. Those that contradict `place`,
/// which the reader asked for, go first.
pub fn chain(mut anchors: Vec<Anchor>, place: Option<Anchor>) -> Vec<Anchor> {
    if let Some(place) = place {
        anchors.retain(|one| (one.0 < place.0 && one.1 < place.1) || (one.0 > place.0 && one.1 > place.1));
        anchors.push(place);
    }
    // Of several at one height of the first text only one can stand: from the lowest in the second on, so that no two of them are taken.
    crate::order::sort_by_key(&mut anchors, |one| (one.0, std::cmp::Reverse(one.1)));
    // The longest increasing run by patience sorting (Fredman, Discrete Mathematics 11, 1975): `last[n]` ends the best run of n + 1.
    let mut last: Vec<usize> = Vec::new();
    let mut before = vec![None; anchors.len()];
    for (at, one) in anchors.iter().enumerate() {
        let length = last.partition_point(|end| anchors[*end].1 < one.1);
        before[at] = length.checked_sub(1).map(|shorter| last[shorter]);
        match last.get_mut(length) {
            Some(end) => *end = at,
            None => last.push(at),
        }
    }
    let mut run: Vec<Anchor> =
        std::iter::successors(last.last().copied(), |at| before[*at]).map(|at| anchors[at]).collect();
    run.reverse();
    run
}

/// Where the second text has more than so many times what the first has between two anchors, what is linked stays beside each other for a
/// quarter of the way from either: else a touch of the wheel would take it out of sight.
const STEEP: i32 = 4;

/// The height of the second text that belongs to `height` in the first: at an anchor its twin, between two by rule of three. `run` goes down in
/// both texts; before its first anchor lie the texts' starts, after its last their ends.
pub fn beside(run: &[Anchor], ends: Anchor, height: i32) -> i32 {
    let next = run.partition_point(|one| one.0 <= height);
    let (a, b) = next.checked_sub(1).map_or((0, 0), |at| run[at]);
    let (c, d) = run.get(next).copied().unwrap_or(ends);
    let (own, other) = (c - a, d - b);
    let held = if other / STEEP > own { own / 4 } else { 0 };
    let way = own - 2 * held;
    let part = i64::from((height - a - held).clamp(0, way.max(0))) * i64::from(other);
    b + part.checked_div(i64::from(way)).unwrap_or(0) as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_is_out_of_order_does_not_push_out_the_others() {
        // A headline linked to the last line of the other text.
        let links = vec![(0, 900), (100, 50), (200, 220), (300, 180), (400, 500)];
        assert_eq!(chain(links, None), [(100, 50), (300, 180), (400, 500)]);
    }

    #[test]
    fn the_place_asked_for_stays() {
        let links = vec![(0, 900), (100, 50), (200, 220), (400, 500)];
        assert_eq!(chain(links.clone(), Some((0, 900))), [(0, 900)]);
        assert_eq!(chain(links, Some((200, 30))), [(200, 30), (400, 500)]);
    }

    #[test]
    fn of_several_at_one_height_one_is_kept() {
        assert_eq!(chain(vec![(10, 10), (10, 20), (10, 30), (20, 30)], None).len(), 2);
        assert_eq!(chain(vec![(10, 10), (20, 10)], None).len(), 1);
        assert_eq!(chain(Vec::new(), None), []);
    }

    #[test]
    fn between_two_by_rule_of_three() {
        let run = [(100, 200), (200, 220)];
        let at = |height| beside(&run, (300, 1000), height);
        assert_eq!([0, 50, 100, 150, 200, 250, 300].map(at), [0, 100, 200, 210, 220, 610, 1000]);
        assert_eq!(beside(&[], (0, 0), 0), 0);
    }

    #[test]
    fn what_is_linked_stays_beside_each_other_where_the_other_text_has_much_more() {
        let run = [(100, 200), (140, 2600)];
        let at = |height| beside(&run, (300, 2800), height);
        assert_eq!([100, 110, 115, 120, 130, 140].map(at), [200, 200, 800, 1400, 2600, 2600]);
    }
}
