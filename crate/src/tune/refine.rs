//! Where to look more closely.

use super::axis::Axis;
use super::judge::{Point, along, ascending, judge};
use crate::error::Result;

/// Gaps below this share of the axis are not halved.
const FINEST: f64 = 0.01;

/// Up to `count` further values, those that tell most: the middle of the gap at either edge of the region that holds the best,
/// between a value that is as good and one that is not, and of the gaps beside the best; the widest gaps first. Between values
/// that are both as good as the best there is less to learn, so that such a gap counts half. None when all these are narrow.
///
/// # Errors
///
/// As [`judge`].
pub fn refine(axis: &Axis, points: &[Point], count: usize) -> Result<Vec<f64>> {
    let verdict = judge(axis, points)?;
    let order = along(axis, points)?;
    let Some(best) = order.iter().position(|index| verdict.best == Some(*index)) else { return Ok(Vec::new()) };
    let peer = |place: usize| verdict.points[order[place]].peer;
    let first = (0..best).rev().take_while(|&place| peer(place)).last().unwrap_or(best);
    let last = (best..order.len()).take_while(|&place| peer(place)).last().unwrap_or(best);
    let mut gaps: Vec<(f64, f64)> = Vec::new();
    for place in 1..order.len() {
        let weight = match place {
            _ if place == first || place == last + 1 => 1.0,
            _ if place == best || place == best + 1 => 0.5,
            _ => continue,
        };
        let [low, high] = [place - 1, place].map(|place| points[order[place]].value);
        let worth = weight * (axis.position(high) - axis.position(low));
        if let Some(value) = axis.between(low, high).filter(|_| worth >= FINEST) {
            gaps.push((worth, value));
        }
    }
    let mut widest = ascending(gaps.len(), |index| -gaps[index].0);
    widest.truncate(count);
    // Still along the axis.
    Ok((0..gaps.len()).filter(|index| widest.contains(index)).map(|index| gaps[index].1).collect())
}
