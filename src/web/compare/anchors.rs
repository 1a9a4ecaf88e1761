//! Maps heights in one text to heights in another, using the links between them. Pure: no browser types.

/// Two heights that correspond, one in each text, in pixels from the start of the text.
pub type Anchor = (i32, i32);

/// Returns the longest list of anchors that increase in both texts, so that scrolling one text never makes the other
/// jump back and forth. `place` is an anchor that the reader asked for; anchors that contradict it are dropped first.
pub fn chain(mut anchors: Vec<Anchor>, place: Option<Anchor>) -> Vec<Anchor> {
    if let Some(place) = place {
        anchors.retain(|one| (one.0 < place.0 && one.1 < place.1) || (one.0 > place.0 && one.1 > place.1));
        anchors.push(place);
    }
    // At most one of several anchors at the same height of the first text may be chosen. Sorting them in descending
    // order of the second height ensures it.
    crate::sort::sort_by_key(&mut anchors, |one| (one.0, std::cmp::Reverse(one.1)));
    // Longest increasing subsequence by patience sorting (Fredman, Discrete Mathematics 11, 1975): `last[n]` is the end
    // of the best sequence of length n + 1.
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

/// If the second text is more than this many times as long as the first between two anchors, linked words stay next to
/// each other for a quarter of the distance from either anchor. Without this, the slightest scroll would move them out
/// of sight.
const STEEP: i32 = 4;

/// Returns the height in the second text that corresponds to `height` in the first: at an anchor, the paired height;
/// between two anchors, an interpolation. `run` must increase in both texts. The starts of the texts and `ends`, the
/// heights at which they end, serve as its outer anchors.
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
    fn one_link_out_of_order_does_not_displace_the_others() {
        // A headline linked to the last line of the other text.
        let links = vec![(0, 900), (100, 50), (200, 220), (300, 180), (400, 500)];
        assert_eq!(chain(links, None), [(100, 50), (300, 180), (400, 500)]);
    }

    #[test]
    fn the_requested_anchor_stays() {
        let links = vec![(0, 900), (100, 50), (200, 220), (400, 500)];
        assert_eq!(chain(links.clone(), Some((0, 900))), [(0, 900)]);
        assert_eq!(chain(links, Some((200, 30))), [(200, 30), (400, 500)]);
    }

    #[test]
    fn keeps_one_of_several_links_at_the_same_height() {
        assert_eq!(chain(vec![(10, 10), (10, 20), (10, 30), (20, 30)], None).len(), 2);
        assert_eq!(chain(vec![(10, 10), (20, 10)], None).len(), 1);
        assert_eq!(chain(Vec::new(), None), []);
    }

    #[test]
    fn interpolates_between_anchors() {
        let run = [(100, 200), (200, 220)];
        let at = |height| beside(&run, (300, 1000), height);
        assert_eq!([0, 50, 100, 150, 200, 250, 300].map(at), [0, 100, 200, 210, 220, 610, 1000]);
        assert_eq!(beside(&[], (0, 0), 0), 0);
    }

    #[test]
    fn linked_passages_stay_aligned_when_the_other_text_is_longer() {
        let run = [(100, 200), (140, 2600)];
        let at = |height| beside(&run, (300, 2800), height);
        assert_eq!([100, 110, 115, 120, 130, 140].map(at), [200, 200, 800, 1400, 2600, 2600]);
    }
}
