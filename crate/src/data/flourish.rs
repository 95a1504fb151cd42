//! Strokes that other writers would have added to a digit: a hook where one ends, a flag, a bar across. MNIST has few of
//! them, and much of what is misread in other hands is due to them. They fall on every digit alike and never depend on which
//! it is.

use crate::rng::Rng;
use crate::simd::Real;

// Lengths in pixels of a 28 × 28 picture.

/// Of a new stroke, from the shortest to the longest.
const LENGTH: [f32; 2] = [3.0, 18.0];
/// The most that a stroke turns, in radians for each pixel of its length.
const CURVATURE: f32 = 0.3;
/// Half the width of the pen: as wide as MNIST's.
const RADIUS: f32 = 1.1;
/// From one mark of the pen to the next.
const STEP: f32 = 0.4;
/// Share of the strokes that cross another; the others set out from an end.
const BARS: f32 = 0.25;
/// Share of those at an end that turn off at once; the others go on as the stroke went.
const CORNERS: f32 = 0.4;
/// Of the circle on which it is seen how many ways lead from a place.
const REACH: f32 = 3.5;
/// How far the direction of a stroke varies: most within 20 degrees.
const SPREAD: f32 = 0.3;
/// Ink from this level on.
const INK: f32 = 0.35;
/// Pixels looked at before a picture is left as it is; a seventh of them are ink.
const TRIES: usize = 200;

/// Sixteen directions, one after the other.
const CIRCLE: [[f32; 2]; 16] = {
    const A: f32 = 0.923_879_5;
    const B: f32 = 0.382_683_43;
    const H: f32 = std::f32::consts::FRAC_1_SQRT_2;
    [
        [1.0, 0.0],
        [A, B],
        [H, H],
        [B, A],
        [0.0, 1.0],
        [-B, A],
        [-H, H],
        [-A, B],
        [-1.0, 0.0],
        [-A, -B],
        [-H, -H],
        [-B, -A],
        [0.0, -1.0],
        [B, -A],
        [H, -H],
        [A, -B],
    ]
};

/// A picture with some paper around: `side` × `side` pixels, of which the first is at `origin`.
pub(super) struct Sheet<'a> {
    pub pixels: &'a mut [f32],
    pub side: usize,
    pub stride: usize,
    pub origin: usize,
}

impl Sheet<'_> {
    /// Adds a stroke somewhere on the digit and tells whether there was a place for it.
    #[inline(never)]
    pub fn flourish(&mut self, rng: &mut Rng) -> bool {
        let across = rng.unit() < BARS;
        let Some(([x, y], towards)) = self.start(across, rng) else { return false };
        let unit = self.side as f32 / 28.0;
        let length = (LENGTH[0] + (LENGTH[1] - LENGTH[0]) * rng.unit()) * unit;
        let back = if across { length / 2.0 } else { 0.0 };
        let turn = rng.symmetric(CURVATURE * STEP);
        let mut at = [x - back * towards[0], y - back * towards[1]];
        let mut towards = towards;
        for _ in 0..(length / (STEP * unit)) as usize {
            self.mark(at, RADIUS * unit);
            at = [at[0] + STEP * unit * towards[0], at[1] + STEP * unit * towards[1]];
            towards = normalized([towards[0] - turn * towards[1], towards[1] + turn * towards[0]]);
        }
        true
    }

    /// A place on the ink and a direction: from an end of a stroke outwards, or across one.
    fn start(&self, across: bool, rng: &mut Rng) -> Option<([f32; 2], [f32; 2])> {
        let reach = REACH * (self.side as f32 / 28.0).max(0.6);
        for _ in 0..TRIES {
            let at = [rng.below(self.side as u32) as f32, rng.below(self.side as u32) as f32];
            if self.level(at) <= 0.5 {
                continue;
            }
            let (mut around, mut sum, mut doubled) = (0_u16, [0.0; 2], [0.0; 2]);
            for (way, step) in CIRCLE.iter().enumerate() {
                if self.level([at[0] + reach * step[0], at[1] + reach * step[1]]) > INK {
                    around |= 1 << way;
                    let twice = CIRCLE[2 * way % 16];
                    sum = [sum[0] + step[0], sum[1] + step[1]];
                    doubled = [doubled[0] + twice[0], doubled[1] + twice[1]];
                }
            }
            let ways = (around & !around.rotate_left(1)).count_ones();
            if across && ways == 2 {
                // Angles twice as large are the same for both ways; half of their mean is the stroke's.
                let [c, s] = normalized(doubled);
                let along = normalized(if c > 0.0 { [1.0 + c, s] } else { [s, 1.0 - c] });
                return Some((at, varied([-along[1], along[0]], SPREAD, rng)));
            }
            if !across && ways == 1 && around.count_ones() <= 6 {
                let spread = if rng.unit() < CORNERS { 1e6 } else { SPREAD };
                let onwards = normalized([-sum[0], -sum[1]]);
                return Some((at, varied(onwards, spread, rng)));
            }
        }
        None
    }

    /// Of the pixel at a place; 0 outside.
    fn level(&self, at: [f32; 2]) -> f32 {
        let [x, y] = at.map(|place| (place + 0.5).floor());
        let inside = |value: f32| value >= 0.0 && value < self.side as f32;
        let place = self.origin + y as usize * self.stride + x as usize;
        if inside(x) && inside(y) { self.pixels.get(place).copied().unwrap_or(0.0) } else { 0.0 }
    }

    /// A round pen set down once.
    fn mark(&mut self, [x, y]: [f32; 2], radius: f32) {
        // Levels fall to 0 half a pixel beyond the pen.
        let first = |middle: f32| (middle - radius + 0.5).clamp(0.0, self.side as f32) as usize;
        let (top, left) = (first(y), first(x));
        for row in top..self.side.min(top + 4) {
            for column in left..self.side.min(left + 4) {
                let (dx, dy) = (column as f32 - x, row as f32 - y);
                let level = Real::min(radius + 0.5 - (dx * dx + dy * dy).sqrt(), 1.0);
                if let Some(pixel) = self.pixels.get_mut(self.origin + row * self.stride + column) {
                    *pixel = Real::max(*pixel, level);
                }
            }
        }
    }
}

/// A direction that differs from another by a normal vector of so many times its length.
fn varied([x, y]: [f32; 2], spread: f32, rng: &mut Rng) -> [f32; 2] {
    let [dx, dy] = rng.normals();
    normalized([x + spread * dx, y + spread * dy])
}

#[inline(never)]
fn normalized([x, y]: [f32; 2]) -> [f32; 2] {
    let length = (x * x + y * y).sqrt();
    if length > 1e-6 { [x / length, y / length] } else { [1.0, 0.0] }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    /// Without paper around.
    fn sheet(pixels: &mut [f32], side: usize) -> Sheet<'_> {
        Sheet { pixels, side, stride: side, origin: 0 }
    }

    /// Two pixels wide, from top to bottom.
    fn bar(side: usize) -> Vec<f32> {
        let mut picture = vec![0.0; side * side];
        for row in side / 7..side - side / 7 {
            picture[row * side + side / 2..][..2.min(side / 7)].fill(1.0);
        }
        picture
    }

    #[test]
    fn strokes_start_at_ends_and_bars_lie_across() {
        let mut rng = Rng::new(1, Stream::Augment);
        let mut picture = bar(28);
        let sheet = sheet(&mut picture, 28);
        let mut across = 0;
        for _ in 0..200 {
            let Some(([_, y], [dx, dy])) = sheet.start(true, &mut rng) else { continue };
            assert!((7.0..=20.0).contains(&y), "{y}");
            across += u32::from(dx.abs() > 2.0 * dy.abs());
        }
        assert!(across > 160, "{across}");
        let mut onwards = 0;
        for _ in 0..200 {
            let Some(([_, y], [_, dy])) = sheet.start(false, &mut rng) else { continue };
            assert!(!(8.0..=19.0).contains(&y), "{y}");
            onwards += u32::from((dy < 0.0) == (y < 14.0));
        }
        // Of those that turn off at once a half.
        assert!((140..190).contains(&onwards), "{onwards}");
    }

    #[test]
    fn ink_is_added_and_none_taken() {
        for side in [28, 14, 7, 4, 2, 1] {
            let mut rng = Rng::new(1, Stream::Augment);
            let mut added = 0;
            for _ in 0..100 {
                let before = bar(side);
                let mut after = before.clone();
                let done = sheet(&mut after, side).flourish(&mut rng);
                assert!(after.iter().zip(&before).all(|(after, before)| *after >= *before && *after <= 1.0));
                assert!(done || after == before);
                added += u32::from(after != before);
            }
            assert_eq!(added > 50, side >= 7, "{added} of side {side}");
        }
    }

    #[test]
    fn paper_stays_paper() {
        let mut rng = Rng::new(1, Stream::Augment);
        let mut blank = vec![0.0; 784];
        assert!(!sheet(&mut blank, 28).flourish(&mut rng));
        assert!(blank.iter().all(|value| *value == 0.0));
    }
}
