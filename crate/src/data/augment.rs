//! Training images as other hands, pens and scanners would have left them.
//!
//! Affine distortions as in LeCun, Bottou, Bengio, Haffner, "Gradient-based learning applied to document recognition"
//! (1998), elastic ones after Simard, Steinkraus, Platt, "Best practices for convolutional neural networks applied to visual
//! document analysis" (2003), with a coarse grid of displacements in place of a smoothed field. What is drawn never depends
//! on the activation function, so that all networks of a seed see the same pictures.

use super::flourish::Sheet;
use super::preprocess::{MNIST_SIDE, input};
use crate::rng::{Rng, Stream};
use crate::simd::{F32x4, Real};

// The amounts at strength 1: the largest of a uniform draw to either side, lengths in pixels of a 28 × 28 picture.

/// Angle, in degrees.
const ROTATION: f32 = 12.0;
/// By how much x changes along y.
const SHEAR: f32 = 0.25;
/// Natural logarithm by which the width grows and the height shrinks.
const ASPECT: f32 = 0.15;
/// Natural logarithm by which the digit grows, of which its longest side is otherwise kept.
const SCALE: f32 = 0.1;
/// To the right and down.
const SHIFT: f32 = 0.25;
/// Share of the way to the largest, or smallest, of the pixels around: a wider or a thinner pen.
const STROKE: f32 = 0.3;
/// Standard deviation of the displacements at the grid's points, which are normal.
const ELASTIC: f32 = 0.5;

/// Share of the pictures that get a stroke which others would have added; of strength it is in proportion as well.
const FLOURISH: f32 = 0.8;

/// Points of the grid to a side, the first and last at the picture's edges.
const GRID: usize = 4;
/// Pixels above this level tell how large a digit is.
const INK: u8 = 64;
/// Where MNIST's digits have their centre of mass: the centre of pixel 14, counted from 0.
const CENTRE: f32 = 14.5;

/// What becomes of one picture, lengths in pixels of 28.
#[derive(Clone, Debug, PartialEq)]
struct Warp {
    /// Where (1, 0) and (0, 1) go, but for the size: by rows.
    linear: [f32; 4],
    scale: f32,
    shift: [f32; 2],
    /// Below 0 for a thinner pen.
    stroke: f32,
    /// Whether a stroke is added.
    flourish: bool,
    /// By rows, for x and for y.
    elastic: [[f32; GRID * GRID]; 2],
}

impl Warp {
    #[inline(never)]
    fn draw(rng: &mut Rng, strength: f32) -> Self {
        let mut within = |limit: f32| rng.symmetric(limit * strength);
        // eˣ and rotation by an angle of x, both to the third order in x: half a hundredth off at the largest.
        let half = within(ROTATION.to_radians()) / 2.0;
        let (cos, sin) = ((1.0 - half * half) / (1.0 + half * half), 2.0 * half / (1.0 + half * half));
        let shear = within(SHEAR);
        let [aspect, scale] = [ASPECT, SCALE].map(|limit| {
            let half = within(limit) / 2.0;
            (1.0 + half) / (1.0 - half)
        });
        let [x, y, stroke] = [SHIFT, SHIFT, STROKE].map(within);
        // The rotation times [aspect, shear; 0, 1 / aspect].
        let linear = [cos * aspect, cos * shear - sin / aspect, sin * aspect, sin * shear + cos / aspect];
        let mut elastic = [[0.0; GRID * GRID]; 2];
        let [xs, ys] = &mut elastic;
        for (x, y) in xs.iter_mut().zip(ys) {
            [*x, *y] = rng.normals().map(|normal| ELASTIC * strength * normal);
        }
        Self { linear, scale, shift: [x, y], stroke, flourish: rng.unit() < FLOURISH * strength, elastic }
    }
}

/// Where a digit is, in pixels.
#[derive(Clone, Copy, Debug)]
struct Pose {
    /// The longer side of the box around its ink, to which a pixel adds its own size.
    longest: f32,
    /// The same after the linear part of a warp.
    mapped: f32,
    /// Centre of mass.
    centre: [f32; 2],
}

/// Distorts pictures one after the other, in memory of its own.
pub struct Augmenter {
    side: usize,
    strength: f32,
    rng: Rng,
    /// How much each point of the grid counts for each place along a side.
    spline: [Vec<[f32; 4]>; GRID],
    /// One pixel of paper before each row and column and two after: an interpolation may read them.
    picture: Vec<f32>,
    /// The same by another pen.
    drawn: Vec<f32>,
    /// What has become of the picture, and a few numbers more, as rows are written by fours.
    warped: Vec<f32>,
}

impl Augmenter {
    /// For pictures of this side; a strength of 1 means the amounts above, 0 none.
    pub fn new(side: usize, strength: f32, seed: u32) -> Self {
        let padded = (side + 3) * (side + 3);
        let mut spline = [(); GRID].map(|()| vec![[0.0; 4]; side.div_ceil(4)]);
        for place in 0..side {
            let at = (place as f32 + 0.5) / side as f32 * (GRID - 1) as f32;
            // Points beyond the grid are its last ones.
            for point in 0..GRID + 2 {
                spline[point.saturating_sub(1).min(GRID - 1)][place / 4][place % 4] += cubic(at + 1.0 - point as f32);
            }
        }
        Self {
            side,
            strength,
            rng: Rng::new(seed, Stream::Augment),
            spline,
            picture: vec![0.0; padded],
            drawn: vec![0.0; padded],
            warped: vec![0.0; side * side + 3],
        }
    }

    /// A picture, as place and value of the pixels that are not 0 in ascending order, becomes another one.
    pub fn augment(&mut self, ink: impl Iterator<Item = (u32, f32)>) -> impl Iterator<Item = (u32, f32)> {
        let warp = Warp::draw(&mut self.rng, self.strength);
        self.warp(&warp, ink);
        // Less than half a level would not be in a file of MNIST's kind either.
        (0..)
            .zip(&self.warped[..self.side * self.side])
            .filter(|(_, value)| **value > 0.5 / 255.0)
            .map(|(place, &value)| (place, value))
    }

    fn warp(&mut self, warp: &Warp, ink: impl Iterator<Item = (u32, f32)>) {
        self.load(ink);
        let unit = self.side as f32 / MNIST_SIDE as f32;
        let before = self.pose(warp.linear);
        let (mut after, mut shift) = (before, warp.shift.map(|shift| shift * unit));
        if warp.flourish && self.flourish() {
            // The digit is fitted into its box and centred as if it had been written so.
            after = self.pose(warp.linear);
            let [x, y] = [0, 1].map(|axis| (after.centre[axis] - before.centre[axis]) * before.longest / after.mapped);
            let [a, b, c, d] = warp.linear;
            shift = [shift[0] - (a * x + b * y), shift[1] - (c * x + d * y)];
        }
        self.redraw(warp.stroke * unit);
        self.sample(warp, warp.scale * before.longest / after.mapped, shift, unit);
    }

    /// Takes up a picture.
    fn load(&mut self, ink: impl Iterator<Item = (u32, f32)>) {
        self.picture.fill(0.0);
        let (mut row, mut start) = (0, 0);
        for (place, value) in ink {
            while place as usize >= start + self.side {
                (row, start) = (row + 1, start + self.side);
            }
            self.picture[(row + 1) * (self.side + 3) + place as usize - start + 1] = value;
        }
    }

    fn flourish(&mut self) -> bool {
        let (side, stride) = (self.side, self.side + 3);
        let mut sheet = Sheet { pixels: &mut self.picture, side, stride, origin: stride + 1 };
        sheet.flourish(&mut self.rng)
    }

    /// Where the picture's digit is; without ink, somewhere.
    #[inline(never)]
    fn pose(&self, [a, b, c, d]: [f32; 4]) -> Pose {
        let (mut least, mut most) = ([f32::INFINITY; 4], [f32::NEG_INFINITY; 4]);
        let (mut mass, mut moment) = (0.0, [0.0; 2]);
        for row in 0..self.side {
            let pixels = &self.picture[(row + 1) * (self.side + 3) + 1..][..self.side];
            for (column, &value) in pixels.iter().enumerate().filter(|(_, value)| **value > 0.0) {
                let (x, y) = (column as f32, row as f32);
                mass += value;
                moment = [moment[0] + value * x, moment[1] + value * y];
                if value > input(INK) {
                    for (axis, at) in [x, y, a * x + b * y, c * x + d * y].into_iter().enumerate() {
                        least[axis] = Real::min(least[axis], at);
                        most[axis] = Real::max(most[axis], at);
                    }
                }
            }
        }
        let [plain, mapped] = [0, 2].map(|axis| {
            let longest = Real::max(most[axis] - least[axis], most[axis + 1] - least[axis + 1]) + 1.0;
            if longest > 0.0 { longest } else { 1.0 }
        });
        let mass = if mass > 0.0 { mass } else { 1.0 };
        Pose { longest: plain, mapped, centre: moment.map(|moment| moment / mass) }
    }

    /// Goes so far of the way to the largest of each pixel and those around it, or to the smallest.
    #[inline(never)]
    fn redraw(&mut self, amount: f32) {
        let stride = self.side + 3;
        // In a smaller picture, a pixel is larger than what a pen differs by: the nearest four will do.
        let across = [stride - 1, stride + 1];
        let (nearest, corners) = ([1, stride], if self.side == MNIST_SIDE { &across[..] } else { &[] });
        for row in 1..=self.side {
            let start = row * stride + 1;
            let to = &mut self.drawn[start..][..self.side];
            let here = &self.picture[start..][..self.side];
            to.copy_from_slice(here);
            for offset in nearest.iter().chain(corners) {
                for at in [start - offset, start + offset] {
                    for (to, &near) in to.iter_mut().zip(&self.picture[at..][..self.side]) {
                        *to = if amount > 0.0 { Real::max(*to, near) } else { Real::min(*to, near) };
                    }
                }
            }
            for (to, &here) in to.iter_mut().zip(here) {
                *to = here + amount.abs() * (*to - here);
            }
        }
    }

    /// For each pixel, finds the place in the picture that comes to lie there, and interpolates.
    #[inline(never)]
    fn sample(&mut self, warp: &Warp, scale: f32, shift: [f32; 2], unit: f32) {
        let (side, stride) = (self.side, self.side + 3);
        let [a, b, c, d] = warp.linear;
        let determinant = (a * d - b * c) * scale;
        // The inverse but for the identity, of which nothing is to be rounded.
        let inverse = [[d / determinant - 1.0, -b / determinant], [-c / determinant, a / determinant - 1.0]];
        let centre = CENTRE * unit - 0.5;
        let splat = |value: f32| F32x4::broadcast(value);
        let (least, most) = (splat(0.0), splat((side + 1) as f32));
        for row in 0..side {
            let y = row as f32;
            // In this row, the displacements at the columns of the grid.
            let elastic = warp.elastic.map(|grid| {
                let weights = self.spline.each_ref().map(|spline| spline[row / 4][row % 4] * unit);
                [0, 1, 2, 3].map(|point| splat((0..GRID).map(|k| grid[k * GRID + point] * weights[k]).sum()))
            });
            for block in 0..side.div_ceil(4) {
                let x = F32x4::load(&[0.0, 1.0, 2.0, 3.0]) + splat((block * 4) as f32);
                let from = [x, splat(y)];
                let from = [0, 1].map(|axis| {
                    let [by_x, by_y] = inverse[axis].map(splat);
                    let mut moved = by_x * (x - splat(centre + shift[0])) + by_y * splat(y - (centre + shift[1]));
                    for (displacement, weights) in elastic[axis].iter().zip(&self.spline) {
                        moved = moved + *displacement * F32x4::load(&weights[block]);
                    }
                    let mut at = [0.0; 4];
                    (from[axis] + splat(1.0 - shift[axis]) + moved).max(least).min(most).store(&mut at);
                    at
                });
                let to = &mut self.warped[row * side + block * 4..];
                for ((to, x), y) in to.iter_mut().zip(from[0]).zip(from[1]) {
                    let (column, row) = (x as u32, y as u32);
                    let (right, down) = (x - column as f32, y - row as f32);
                    let cell = &self.drawn[row as usize * stride + column as usize..][..stride + 2];
                    let above = cell[0] + right * (cell[1] - cell[0]);
                    let below = cell[stride] + right * (cell[stride + 1] - cell[stride]);
                    *to = above + down * (below - above);
                }
            }
        }
    }
}

/// Keys's kernel for interpolation by cubics (1981) with a slope of -3/4 at 1, as image libraries have it.
fn cubic(distance: f32) -> f32 {
    let x = distance.abs();
    if x < 1.0 {
        (1.25 * x - 2.25) * x * x + 1.0
    } else if x < 2.0 {
        ((-0.75 * x + 3.75) * x - 6.0) * x + 3.0
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Rng;
    use proptest::prelude::*;

    const NONE: Warp = Warp {
        linear: [1.0, 0.0, 0.0, 1.0],
        scale: 1.0,
        shift: [0.0; 2],
        stroke: 0.0,
        flourish: false,
        elastic: [[0.0; 16]; 2],
    };
    const SIDES: [usize; 6] = [28, 14, 7, 4, 2, 1];

    fn turned(degrees: f32) -> Warp {
        let (sin, cos) = degrees.to_radians().sin_cos();
        Warp { linear: [cos, -sin, sin, cos], ..NONE }
    }

    fn inked(picture: &[f32]) -> impl Iterator<Item = (u32, f32)> {
        (0..).zip(picture).filter(|(_, value)| **value > 0.0).map(|(place, &value)| (place, value))
    }

    fn after(warp: &Warp, side: usize, picture: &[f32]) -> Vec<f32> {
        let mut augmenter = Augmenter::new(side, 1.0, 1);
        // As after another picture.
        augmenter.warp(&turned(30.0), inked(&vec![1.0; side * side]));
        augmenter.warp(warp, inked(picture));
        augmenter.warped.truncate(side * side);
        augmenter.warped
    }

    /// A bar from left to right, 20 × 2 pixels of 28 about the centre.
    fn bar() -> Vec<f32> {
        let mut picture = vec![0.0; 784];
        for column in 4..=24 {
            picture[13 * 28 + column] = 0.5;
            picture[14 * 28 + column] = 1.0;
            picture[15 * 28 + column] = 0.5;
        }
        picture
    }

    fn mass(picture: &[f32]) -> f32 {
        picture.iter().sum()
    }

    /// Mean place, counted from pixel (14, 14), and the angle of the longest direction in degrees.
    fn pose(picture: &[f32]) -> (f32, f32, f32) {
        let total = mass(picture);
        let places = || inked(picture).map(|(at, value)| ((at % 28) as f32 - 14.0, (at / 28) as f32 - 14.0, value));
        let (mut mx, mut my) = (0.0, 0.0);
        places().for_each(|(x, y, value)| (mx, my) = (mx + x * value / total, my + y * value / total));
        let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
        for (x, y, value) in places() {
            let (x, y) = (x - mx, y - my);
            (xx, xy, yy) = (xx + x * x * value, xy + x * y * value, yy + y * y * value);
        }
        (mx, my, (2.0 * xy).atan2(xx - yy).to_degrees() / 2.0)
    }

    /// The longer side of the box around what is above the level of ink.
    fn longest(picture: &[f32]) -> u32 {
        let places = || inked(picture).filter(|(_, value)| *value > input(INK)).map(|(at, _)| (at % 28, at / 28));
        let side = |of: fn((u32, u32)) -> u32| places().map(of).max().unwrap() - places().map(of).min().unwrap() + 1;
        side(|(x, _)| x).max(side(|(_, y)| y))
    }

    proptest! {
        #[test]
        fn none_leaves_every_bit(levels in prop::collection::vec(0..=255_u8, 784), seed in any::<u32>()) {
            for side in SIDES {
                let picture: Vec<_> = levels[..side * side].iter().map(|&level| input(level)).collect();
                prop_assert_eq!(after(&NONE, side, &picture), &picture[..]);
                let mut augmenter = Augmenter::new(side, 0.0, seed);
                prop_assert!(augmenter.augment(inked(&picture)).eq(inked(&picture)), "side {}", side);
            }
        }

        #[test]
        fn values_stay_values(
            levels in prop::collection::vec(prop_oneof![Just(0), Just(255), 0..=255_u8], 784),
            strength in 0.1..2.0_f32,
            seed in any::<u32>(),
        ) {
            for side in SIDES {
                let picture: Vec<_> = levels[..side * side].iter().map(|&level| input(level)).collect();
                let mut augmenter = Augmenter::new(side, strength, seed);
                for _ in 0..3 {
                    let list: Vec<_> = augmenter.augment(inked(&picture)).collect();
                    prop_assert!(list.iter().all(|&(_, value)| value > 0.0 && value <= 1.0));
                    prop_assert!(list.is_sorted_by(|a, b| a.0 < b.0));
                    prop_assert!(list.last().is_none_or(|&(place, _)| (place as usize) < side * side));
                }
            }
        }

        #[test]
        fn a_turned_bar_keeps_its_size_and_place(degrees in -80.0..80.0_f32) {
            let (x, y, angle) = pose(&after(&turned(degrees), 28, &bar()));
            prop_assert!(x.abs() < 0.05 && y.abs() < 0.05, "({}, {})", x, y);
            prop_assert!((angle - degrees).abs() < 1.0, "{} for {}", angle, degrees);
            let size = longest(&after(&turned(degrees), 28, &bar()));
            prop_assert!(size.abs_diff(21) <= 1, "{}", size);
        }
    }

    #[test]
    fn ink_changes_as_the_area_does() {
        // Smooth, so that sampling it loses nothing.
        let height = |x: i32, y: i32| (1.0 - ((x * x + y * y) as f32).sqrt() / 9.0).max(0.0);
        let hill: Vec<_> = (0..784).map(|at| height(at % 28 - 14, at / 28 - 14)).collect();
        let mut augmenter = Augmenter::new(28, 1.0, 1);
        let (mut rng, mut mean) = (Rng::new(1, Stream::Augment), 0.0);
        for _ in 0..500 {
            let mut warp = Warp { stroke: 0.0, flourish: false, ..Warp::draw(&mut rng, 1.0) };
            augmenter.load(inked(&hill));
            let pose = augmenter.pose(warp.linear);
            let grown = warp.scale * pose.longest / pose.mapped;
            let ratio = |warp: &Warp| mass(&after(warp, 28, &hill)) / (grown * grown * mass(&hill));
            // The elastic part stretches here and shrinks there.
            mean += ratio(&warp) / 500.0;
            warp.elastic = NONE.elastic;
            assert!((ratio(&warp) - 1.0).abs() < 0.03, "{}", ratio(&warp));
        }
        assert!((mean - 1.0).abs() < 0.05, "{mean}");
    }

    #[test]
    fn a_shift_and_a_displacement_move_by_pixels_of_28() {
        for side in [28, 14] {
            let mut picture = vec![0.0; side * side];
            picture[side * side / 2 + side / 2] = 1.0;
            let pixel = 28.0 / side as f32;
            let right = after(&Warp { shift: [pixel, 0.0], ..NONE }, side, &picture);
            assert_eq!(right[side * side / 2 + side / 2 + 1], 1.0);
            // What lies there comes from above.
            let down = after(&Warp { elastic: [[0.0; 16], [-pixel; 16]], ..NONE }, side, &picture);
            assert!((down[side * side / 2 + side / 2 + side] - 1.0).abs() < 1e-5);
        }
    }

    #[test]
    fn a_wider_pen_leaves_more_ink() {
        let mut small = vec![0.0; 196];
        small[6 * 14 + 2..][..10].fill(1.0);
        for (side, picture) in [(28, bar()), (14, small)] {
            let with = |stroke| mass(&after(&Warp { stroke, ..NONE }, side, &picture));
            assert!(with(0.3) > 1.1 * mass(&picture) && with(-0.3) < 0.95 * mass(&picture), "side {side}");
        }
    }

    #[test]
    fn an_added_stroke_leaves_the_digit_its_box_and_centre() {
        let mut augmenter = Augmenter::new(28, 1.0, 1);
        let mut added = 0;
        for _ in 0..200 {
            augmenter.warp(&Warp { flourish: true, ..NONE }, inked(&bar()));
            let after = &augmenter.warped[..784];
            added += u32::from(after != bar());
            assert!(longest(after).abs_diff(21) <= 1, "{}", longest(after));
            let (x, y, _) = pose(after);
            assert!(x.abs() < 0.3 && y.abs() < 0.3, "({x}, {y})");
        }
        assert!(added > 150, "{added}");
    }

    #[test]
    fn every_picture_is_another_and_the_seed_decides() {
        let pictures = |seed| {
            let mut augmenter = Augmenter::new(28, 1.0, seed);
            (0..20).map(|_| augmenter.augment(inked(&bar())).collect::<Vec<_>>()).collect::<Vec<_>>()
        };
        let first = pictures(1);
        assert_eq!(first, pictures(1));
        let others = pictures(2);
        for (index, picture) in first.iter().enumerate() {
            assert!(!others.contains(picture) && !first[..index].contains(picture));
        }
    }
}
