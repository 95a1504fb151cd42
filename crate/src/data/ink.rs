//! From pen strokes to a 28 × 28 picture such as MNIST has.
//!
//! MNIST's procedure (LeCun, Bottou, Bengio and Haffner 1998; the data set's page): the digit is fitted into 20 × 20
//! pixels with its aspect kept, anti-aliased, and placed in 28 × 28 so that its centre of mass is at the centre, which is the
//! middle of pixel (14, 14) counted from 0. Strokes are vectors, so the picture does not depend on the size of what they were
//! drawn on.

use super::preprocess::MNIST_SIDE;

/// A point of a stroke.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Rightwards, in any unit.
    pub x: f32,
    /// Downwards, in the same.
    pub y: f32,
    /// Of the stroke, as a multiple of the usual pen's; from a quarter to four times that.
    pub width: f32,
}

/// A stroke from pen-down to pen-up.
pub type Stroke = [Point];

/// What becomes of strokes; 28 × 28 each, ink 255.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The digit fitted into the box in the middle.
    pub fitted: Vec<u8>,
    /// The same with its centre of mass at the centre: what networks are given, reduced to their size.
    pub centred: Vec<u8>,
}

/// The digit's box, in pixels.
const BOX: f32 = 20.0;
/// Width of the pen, in pixels of the picture: about the median of MNIST's.
const PEN_WIDTH: f32 = 2.2;
/// Samples across a pixel.
const SAMPLES: usize = 8;
/// Side of the sampled picture. The digit's box is in its middle, before the shift to the centre of mass.
const FINE: usize = MNIST_SIDE * SAMPLES;
/// Where the centre of mass of MNIST's digits is, in samples: on average at (14.0, 14.0) if pixels are counted from 0.
const CENTRE: f32 = 14.5 * SAMPLES as f32 - 0.5;
/// A point that is nearer to the one before than this, in samples, is left out, but for a stroke's last.
const SPACING: f32 = 0.5;

/// The picture of some strokes, or `None` where nothing was drawn. Points that are not finite are left out.
pub fn picture(strokes: &[&Stroke]) -> Option<Picture> {
    let finite = |point: &&Point| point.x.is_finite() && point.y.is_finite() && point.width.is_finite();
    let points = || strokes.iter().flat_map(|stroke| stroke.iter().filter(finite));
    points().next()?;

    let least = points().fold((f32::MAX, f32::MAX), |least, p| (least.0.min(p.x), least.1.min(p.y)));
    let most = points().fold((f32::MIN, f32::MIN), |most, p| (most.0.max(p.x), most.1.max(p.y)));
    // Halved first, so that the widest drawing does not overflow.
    let half = (most.0 / 2.0 - least.0 / 2.0).max(most.1 / 2.0 - least.1 / 2.0);
    let middle = (least.0 / 2.0 + most.0 / 2.0, least.1 / 2.0 + most.1 / 2.0);
    let reach = (BOX - PEN_WIDTH) / 2.0 * SAMPLES as f32;
    // A dot has no size to scale.
    let place = |value: f32, middle: f32| {
        let offset = if half > 0.0 { (value / half - middle / half) * reach } else { 0.0 };
        FINE as f32 / 2.0 + offset
    };

    let mut canvas = Canvas([[0; 4]; FINE]);
    for stroke in strokes {
        let mut placed = stroke
            .iter()
            .filter(finite)
            .map(|p| Point { x: place(p.x, middle.0), y: place(p.y, middle.1), width: p.width.clamp(0.25, 4.0) })
            .peekable();
        let Some(mut from) = placed.next() else { continue };
        if placed.peek().is_none() {
            canvas.draw_segment(from, from);
        }
        while let Some(to) = placed.next() {
            if placed.peek().is_some() && distance(from, to) < SPACING {
                continue;
            }
            canvas.draw_segment(from, to);
            from = to;
        }
    }
    Some(Picture { fitted: canvas.reduced((0, 0)), centred: canvas.reduced(canvas.shift()) })
}

/// Not by `hypot`, whose bits are the platform's.
fn distance(a: Point, b: Point) -> f32 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    (dx * dx + dy * dy).sqrt()
}

/// The sampled picture, a bit for each sample: sample x of a row is bit x % 64 of word x / 64.
struct Canvas([[u64; 4]; FINE]);

/// What a segment covers of each row: as that is convex, the samples from one place to another.
struct Spans {
    rows: [(f32, f32); FINE],
    first: usize,
    end: usize,
}

impl Spans {
    /// Rows whose middles lie between two heights.
    fn between(top: f32, bottom: f32) -> std::ops::Range<usize> {
        let row = |y: f32| (y - 0.5).ceil().clamp(0.0, FINE as f32) as usize;
        row(top)..row(bottom)
    }

    fn cover(&mut self, row: usize, left: f32, right: f32) {
        let span = &mut self.rows[row];
        *span = (span.0.min(left), span.1.max(right));
        (self.first, self.end) = (self.first.min(row), self.end.max(row + 1));
    }

    fn cover_disc(&mut self, middle: Point, radius: f32) {
        for row in Self::between(middle.y - radius, middle.y + radius) {
            let dy = row as f32 + 0.5 - middle.y;
            let reach = (radius * radius - dy * dy).max(0.0).sqrt();
            self.cover(row, middle.x - reach, middle.x + reach);
        }
    }

    /// An edge of a convex shape.
    fn cover_edge(&mut self, a: (f32, f32), b: (f32, f32)) {
        let (upper, lower) = if a.1 <= b.1 { (a, b) } else { (b, a) };
        let slope = (lower.0 - upper.0) / (lower.1 - upper.1);
        for row in Self::between(upper.1, lower.1) {
            let x = upper.0 + (row as f32 + 0.5 - upper.1) * slope;
            self.cover(row, x, x);
        }
    }
}

impl Canvas {
    /// Marks the samples under a round pen that goes along the segment: two discs and the quadrangle between them.
    fn draw_segment(&mut self, from: Point, to: Point) {
        let mut spans = Spans { rows: [(f32::MAX, f32::MIN); FINE], first: FINE, end: 0 };
        let radius = |point: Point| point.width * (PEN_WIDTH / 2.0 * SAMPLES as f32);
        spans.cover_disc(from, radius(from));
        let length = distance(from, to);
        if length > 0.0 {
            spans.cover_disc(to, radius(to));
            let normal = ((from.y - to.y) / length, (to.x - from.x) / length);
            let beside = |point: Point, side: f32| {
                (point.x + side * radius(point) * normal.0, point.y + side * radius(point) * normal.1)
            };
            let corners = [beside(from, 1.0), beside(to, 1.0), beside(to, -1.0), beside(from, -1.0)];
            for edge in 0..4 {
                spans.cover_edge(corners[edge], corners[(edge + 1) % 4]);
            }
        }
        for row in spans.first..spans.end {
            let (left, right) = spans.rows[row];
            let samples = Spans::between(left, right);
            for (word, bits) in self.0[row].iter_mut().enumerate() {
                // The samples of this word.
                let at = |sample: usize| sample.saturating_sub(word * 64).min(64);
                let below = |count: usize| if count == 64 { u64::MAX } else { (1 << count) - 1 };
                *bits |= below(at(samples.end)) & !below(at(samples.start));
            }
        }
    }

    /// How far the digit is to be moved for its centre of mass to be at the centre, in samples.
    fn shift(&self) -> (isize, isize) {
        let (mut of_row, mut of_column) = ([0; FINE], [0; FINE]);
        for (bits, row) in self.0.iter().zip(&mut of_row) {
            *row = bits.iter().map(|word| word.count_ones()).sum();
            for (word, columns) in bits.iter().zip(of_column.chunks_mut(64)).filter(|(word, _)| **word != 0) {
                for (place, count) in columns.iter_mut().enumerate() {
                    *count += (word >> place) as u32 & 1;
                }
            }
        }
        (shift(&of_column), shift(&of_row))
    }

    /// Each pixel's share of ink after a shift, which takes none out of the picture.
    fn reduced(&self, (x, y): (isize, isize)) -> Vec<u8> {
        let area = (SAMPLES * SAMPLES) as u32;
        let mut image = Vec::with_capacity(MNIST_SIDE * MNIST_SIDE);
        for top in (0..FINE).step_by(SAMPLES) {
            let rows = (top..top + SAMPLES).filter_map(|row| self.0.get(row.wrapping_add_signed(-y)));
            image.extend((0..FINE).step_by(SAMPLES).map(|left| {
                let first = left.cast_signed() - x;
                let samples: u32 = rows.clone().map(|row| eight(row, first).count_ones()).sum();
                ((samples * 255 + area / 2) / area) as u8
            }));
        }
        image
    }
}

/// Eight bits of a row, of which the first may lie before the row's.
fn eight(row: &[u64; 4], first: isize) -> u8 {
    let word = |index: isize| row.get(index.cast_unsigned()).copied().unwrap_or(0);
    let (index, offset) = (first >> 6, first & 63);
    // In two steps, as no number can be shifted by 64 bits.
    (word(index) >> offset | word(index + 1) << 1 << (63 - offset)) as u8
}

/// By how much ink of which so many samples lie at each place is to be moved.
fn shift(counts: &[u32; FINE]) -> isize {
    let inked = || counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let (first, last) = inked().fold((FINE, 0), |(first, _), (place, _)| (first.min(place), place));
    let (sum, count) = inked().fold((0, 0), |(sum, all), (place, count)| (sum + place as u32 * count, all + count));
    let wanted = (CENTRE - sum as f32 / count.max(1) as f32).round() as isize;
    wanted.clamp(-first.cast_signed(), (FINE - 1 - last).cast_signed())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Points of the pen's usual width.
    fn stroke(points: &[(f32, f32)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y, width: 1.0 }).collect()
    }

    fn image(strokes: &[&[(f32, f32)]]) -> Option<Vec<u8>> {
        let strokes: Vec<_> = strokes.iter().map(|points| stroke(points)).collect();
        image_of(&strokes)
    }

    fn image_of(strokes: &[Vec<Point>]) -> Option<Vec<u8>> {
        Some(picture(&strokes.iter().map(Vec::as_slice).collect::<Vec<_>>())?.centred)
    }

    /// Mass-weighted mean column and row, pixels counted from 0.
    fn centre_of_mass(image: &[u8]) -> (f32, f32) {
        let total: f32 = image.iter().map(|&v| f32::from(v)).sum();
        let mean = |at: fn(usize) -> usize| {
            image.iter().enumerate().map(|(i, &v)| f32::from(v) * at(i) as f32).sum::<f32>() / total
        };
        (mean(|i| i % 28), mean(|i| i / 28))
    }

    fn ink(image: &[u8]) -> f32 {
        image.iter().map(|&v| f32::from(v)).sum::<f32>() / 255.0
    }

    #[test]
    fn nothing_drawn_is_none() {
        assert_eq!(image(&[]), None);
        assert_eq!(image(&[&[]]), None);
        assert_eq!(image(&[&[(f32::NAN, 0.0), (0.0, f32::INFINITY)]]), None);
    }

    #[test]
    fn a_dot_is_a_dot_in_the_middle() {
        let image = image(&[&[(300.0, -40.0)]]).unwrap();
        let inked = image.iter().filter(|&&v| v > 0).count();
        assert!((4..=16).contains(&inked), "{inked} pixels");
        assert_eq!(centre_of_mass(&image), (14.0, 14.0));
    }

    #[test]
    fn the_box_is_in_the_middle_before_the_digit_is_centred() {
        // All mass on the left, so that the centre of mass takes the digit to the right.
        let heavy: Vec<_> = (0..40).map(|i| ((i % 2) as f32, i as f32)).collect();
        let strokes = [stroke(&heavy), stroke(&[(0.0, 20.0), (39.0, 20.0)])];
        let Picture { fitted, centred } = picture(&[&strokes[0], &strokes[1]]).unwrap();
        let columns = |image: &[u8]| {
            let inked = (0..28).filter(|column| (0..28).any(|row| image[row * 28 + column] > 0));
            (inked.clone().min().unwrap(), inked.max().unwrap())
        };
        assert_eq!(columns(&fitted), (4, 23));
        assert_eq!(columns(&centred).1, 27);
    }

    #[test]
    fn no_ink_leaves_the_picture() {
        // A heavy stroke on the left and a dot on the right, which the centre of mass would push over the edge.
        let heavy: Vec<_> = (0..40).map(|i| ((i % 2) as f32, i as f32)).collect();
        let image = image(&[&heavy, &[(100.0, 20.0)]]).unwrap();
        let dot: f32 = (0..28).map(|row| ink(&image[row * 28 + 20..][..8])).sum();
        let circle = std::f32::consts::PI * (PEN_WIDTH / 2.0).powi(2);
        assert!((dot / circle - 1.0).abs() < 0.05, "{dot} of {circle}");
    }

    #[test]
    fn a_bar_fills_the_box_and_no_more() {
        let points = [stroke(&[(10.0, 0.0), (10.0, 500.0)])];
        let image = picture(&[&points[0]]).unwrap().fitted;
        let rows: Vec<usize> = (0..28).filter(|row| image[row * 28..][..28].iter().any(|&v| v > 0)).collect();
        assert_eq!((rows.first(), rows.last()), (Some(&4), Some(&23)));
        // A round pen: a rectangle and two half circles.
        let expected = (BOX - PEN_WIDTH) * PEN_WIDTH + std::f32::consts::PI * (PEN_WIDTH / 2.0).powi(2);
        assert!((ink(&image) / expected - 1.0).abs() < 0.03, "{} of {expected}", ink(&image));
    }

    #[test]
    fn a_wider_pen_leaves_more_ink() {
        let bar = |width| [(0.0, 0.0), (0.0, 9.0)].map(|(x, y)| Point { x, y, width });
        let ink_of = |bar: [Point; 2]| ink(&picture(&[&bar]).unwrap().centred);
        let usual = ink_of(bar(1.0));
        assert!((ink_of(bar(1.5)) / usual - 1.5).abs() < 0.1);
        // From thin to wide it has the mean width.
        let [thin, wide] = [bar(0.5)[0], bar(1.5)[1]];
        assert!((ink_of([thin, wide]) / usual - 1.0).abs() < 0.05);
        assert_eq!(ink_of(bar(1e30)).to_bits(), ink_of(bar(4.0)).to_bits());
        assert_eq!(ink_of(bar(-1.0)).to_bits(), ink_of(bar(0.25)).to_bits());
    }

    fn strokes() -> impl Strategy<Value = Vec<Vec<Point>>> {
        let point = (0.0..300.0_f32, 0.0..300.0_f32, 0.5..1.5_f32).prop_map(|(x, y, width)| Point { x, y, width });
        prop::collection::vec(prop::collection::vec(point, 1..20), 1..4)
    }

    fn moved(strokes: &[Vec<Point>], to: impl Fn(Point) -> Point) -> Vec<Vec<Point>> {
        strokes.iter().map(|stroke| stroke.iter().map(|&point| to(point)).collect()).collect()
    }

    fn largest_difference(a: &[u8], b: &[u8]) -> u8 {
        a.iter().zip(b).map(|(a, b)| a.abs_diff(*b)).max().unwrap()
    }

    proptest! {
        #[test]
        fn centre_of_mass_is_where_mnist_has_it(strokes in strokes()) {
            let image = image_of(&strokes).unwrap();
            let (x, y) = centre_of_mass(&image);
            // A stray mark far off may keep the digit from the middle: then it touches the edge on its side.
            let column = |column: usize| (0..28).any(|row| image[row * 28 + column] > 0);
            let row = |row: usize| image[row * 28..][..28].iter().any(|&v| v > 0);
            // A sixteenth of a pixel from rounding to samples; 8-bit levels add a little.
            let near = |mean: f32, first: bool, last: bool| {
                (mean - 14.0).abs() < 0.1 || mean > 14.0 && first || mean < 14.0 && last
            };
            prop_assert!(near(x, column(0), column(27)) && near(y, row(0), row(27)), "({x}, {y})");
        }

        #[test]
        fn size_and_place_do_not_matter(strokes in strokes(), power in -8..8, dx in -4..4, dy in -4..4) {
            // A power of two scales without rounding.
            let scale = 2.0_f32.powi(power);
            let scaled = moved(&strokes, |p| Point { x: p.x * scale, y: p.y * scale, ..p });
            prop_assert_eq!(image_of(&strokes), image_of(&scaled));
            // A shift rounds: a sample at the pen's edge may fall on the other side.
            let shifted = moved(&strokes, |p| Point { x: p.x + dx as f32 * 100.0, y: p.y + dy as f32 * 100.0, ..p });
            let largest = largest_difference(&image_of(&strokes).unwrap(), &image_of(&shifted).unwrap());
            prop_assert!(largest <= 40, "{}", largest);
        }

        #[test]
        fn points_between_points_do_not_matter(strokes in strokes(), parts in 2..50_usize) {
            // As from a screen that samples faster.
            let denser: Vec<Vec<Point>> = strokes.iter().map(|stroke| {
                let between = |a: f32, b: f32, part: usize| a + (b - a) * part as f32 / parts as f32;
                let inner = stroke.windows(2).flat_map(|pair| (0..parts).map(move |part| Point {
                    x: between(pair[0].x, pair[1].x, part),
                    y: between(pair[0].y, pair[1].y, part),
                    width: between(pair[0].width, pair[1].width, part),
                }));
                inner.chain(stroke.last().copied()).collect()
            }).collect();
            // The centre of mass may be rounded to another sample.
            let fitted = |strokes: &[Vec<Point>]| {
                picture(&strokes.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap().fitted
            };
            let (a, b) = (fitted(&strokes), fitted(&denser));
            let difference: f32 = a.iter().zip(&b).map(|(a, b)| f32::from(a.abs_diff(*b))).sum::<f32>() / 255.0;
            prop_assert!(difference < 0.02 * ink(&a), "{} of {}", difference, ink(&a));
        }

        #[test]
        fn any_numbers_give_a_picture(points in prop::collection::vec(any::<(f32, f32, f32)>(), 1..50)) {
            let points: Vec<_> = points.into_iter().map(|(x, y, width)| Point { x, y, width }).collect();
            if let Some(Picture { fitted, centred }) = picture(&[&points]) {
                prop_assert!(ink(&fitted) > 0.0 && ink(&centred) > 0.0);
            }
        }
    }
}
