//! Where to look more closely.

use super::axis::Axis;
use super::judge::{Point, along, ascending, judge};
use crate::error::Result;

/// Gaps below this share of the axis are not halved.
const FINEST: f64 = 0.01;

/// Up to `count` further values, those that tell most: the middle of gaps between a value that is as good as the best and one
/// that is not, and of the gaps beside the best; the widest gaps first. Between values that are both as good as the best there
/// is less to learn, so that such a gap counts half. None when all these gaps are narrow.
///
/// # Errors
///
/// As [`judge`].
pub fn refine(axis: &Axis, points: &[Point], count: usize) -> Result<Vec<f64>> {
    let verdict = judge(axis, points)?;
    let order = along(axis, points)?;
    let mut gaps: Vec<(f64, f64)> = Vec::new();
    for pair in order.windows(2) {
        let peers = [pair[0], pair[1]].map(|index| verdict.points[index].peer);
        let beside_best = pair.iter().any(|index| verdict.best == Some(*index));
        let weight = match peers {
            [true, true] if beside_best => 0.5,
            [true, false] | [false, true] => 1.0,
            _ => continue,
        };
        let [low, high] = [pair[0], pair[1]].map(|index| points[index].value);
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
