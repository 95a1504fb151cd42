//! Strokes that other writers would have added to a digit: a hook where one ends, a flag, a bar across. MNIST has few of
//! them, and much of what is misread in other hands is due to them. They fall on every digit alike and never depend on which
//! it is.

use crate::rng::Rng;

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
/// Ink from this level on.
const INK: f32 = 0.35;
/// Places looked at before a picture is left as it is.
const TRIES: usize = 20;

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
    /// Adds a stroke somewhere on the digit and tells whether there was a place for it. `dark` has room for all pixels.
    #[inline(never)]
    pub fn flourish(&mut self, dark: &mut Vec<u32>, rng: &mut Rng) -> bool {
        dark.clear();
        for row in 0..self.side {
            dark.extend((0..self.side).map(|x| self.place(x, row) as u32).filter(|at| self.pixels[*at as usize] > 0.5));
        }
        let across = rng.unit() < BARS;
        let Some(([x, y], towards)) = self.start(dark, across, rng) else { return false };
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

    fn place(&self, column: usize, row: usize) -> usize {
        self.origin + row * self.stride + column
    }

    /// A place on the ink and a direction: from an end of a stroke outwards, or across one.
    fn start(&self, dark: &[u32], across: bool, rng: &mut Rng) -> Option<([f32; 2], [f32; 2])> {
        let reach = REACH * (self.side as f32 / 28.0).max(0.6);
        for _ in 0..TRIES.min(dark.len()) {
            let place = dark[rng.below(dark.len() as u32) as usize] as usize - self.origin;
            let at = [(place % self.stride) as f32, (place / self.stride) as f32];
            let around: u16 = (0..16).filter(|&way| self.inked(at, CIRCLE[way], reach)).map(|way| 1 << way).sum();
            let ways = (around & !around.rotate_left(1)).count_ones();
            let sum = |times: usize| {
                let ways = (0..16).filter(|way| around >> way & 1 == 1);
                ways.fold([0.0, 0.0], |[x, y], way| {
                    let [dx, dy] = CIRCLE[way * times % 16];
                    [x + dx, y + dy]
                })
            };
            if across && ways == 2 {
                // Angles twice as large are the same for both ways; half of their mean is the stroke's.
                let [c, s] = normalized(sum(2));
                let [x, y] = normalized(if c > 0.0 { [1.0 + c, s] } else { [s, 1.0 - c] });
                return Some((at, near([-y, x], rng)));
            }
            if !across && ways == 1 && around.count_ones() <= 6 {
                let [x, y] = normalized(sum(1));
                let corner = rng.unit() < CORNERS;
                return Some((at, if corner { normalized(rng.normals()) } else { near([-x, -y], rng) }));
            }
        }
        None
    }

    fn inked(&self, at: [f32; 2], way: [f32; 2], reach: f32) -> bool {
        let [x, y] = [0, 1].map(|axis| (at[axis] + reach * way[axis] + 0.5).floor());
        let inside = |value: f32| value >= 0.0 && value < self.side as f32;
        inside(x) && inside(y) && self.pixels[self.place(x as usize, y as usize)] > INK
    }

    /// A round pen set down once.
    fn mark(&mut self, [x, y]: [f32; 2], radius: f32) {
        let range = |middle: f32| {
            let within = |value: f32| value.clamp(0.0, self.side as f32) as usize;
            within(middle - radius)..within(middle + radius + 2.0)
        };
        let (rows, columns) = (range(y), range(x));
        for row in rows {
            for column in columns.clone() {
                let (dx, dy) = (column as f32 - x, row as f32 - y);
                let level = (radius + 0.5 - (dx * dx + dy * dy).sqrt()).clamp(0.0, 1.0);
                let place = self.place(column, row);
                self.pixels[place] = self.pixels[place].max(level);
            }
        }
    }
}

/// A direction not far from another: most within 20 degrees.
fn near([x, y]: [f32; 2], rng: &mut Rng) -> [f32; 2] {
    let [dx, dy] = rng.normals();
    normalized([x + 0.3 * dx, y + 0.3 * dy])
}

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

    fn dark(picture: &[f32]) -> Vec<u32> {
        (0..).zip(picture).filter(|(_, value)| **value > 0.5).map(|(place, _)| place).collect()
    }

    #[test]
    fn strokes_start_at_ends_and_bars_lie_across() {
        let mut rng = Rng::new(1, Stream::Augment);
        let mut picture = bar(28);
        let dark = dark(&picture);
        let sheet = sheet(&mut picture, 28);
        let mut across = 0;
        for _ in 0..200 {
            let Some(([_, y], [dx, dy])) = sheet.start(&dark, true, &mut rng) else { continue };
            assert!((7.0..=20.0).contains(&y), "{y}");
            across += u32::from(dx.abs() > 2.0 * dy.abs());
        }
        assert!(across > 160, "{across}");
        let mut onwards = 0;
        for _ in 0..200 {
            let Some(([_, y], [_, dy])) = sheet.start(&dark, false, &mut rng) else { continue };
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
            let (mut room, mut added) = (Vec::new(), 0);
            for _ in 0..100 {
                let before = bar(side);
                let mut after = before.clone();
                let done = sheet(&mut after, side).flourish(&mut room, &mut rng);
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
        assert!(!sheet(&mut blank, 28).flourish(&mut Vec::new(), &mut rng));
        assert!(blank.iter().all(|value| *value == 0.0));
    }
}
