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

    let mut canvas = Canvas { fine: vec![false; FINE * FINE], spans: vec![NO_SPAN; FINE] };
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
    let Canvas { fine, .. } = canvas;
    Some(Picture { fitted: reduce(&fine, 0, 0), centred: centre_and_reduce(&fine) })
}

/// Not by `hypot`, whose bits are the platform's.
fn distance(a: Point, b: Point) -> f32 {
    let (dx, dy) = (a.x - b.x, a.y - b.y);
    (dx * dx + dy * dy).sqrt()
}

/// First and last sample of a row, none of them.
const NO_SPAN: (usize, usize) = (FINE, 0);

struct Canvas {
    fine: Vec<bool>,
    /// For each row what a segment covers.
    spans: Vec<(usize, usize)>,
}

impl Canvas {
    /// Marks the samples under a round pen that goes along the segment.
    fn draw_segment(&mut self, from: Point, to: Point) {
        let steps = (distance(from, to) * 2.0).ceil().max(1.0);
        let inside = |value: f32| value.clamp(0.0, (FINE - 1) as f32) as usize;
        // What such a pen covers is convex: in each row a span.
        for step in 0..=steps as usize {
            let along = step as f32 / steps;
            let between = |a: f32, b: f32| a + (b - a) * along;
            let (x, y) = (between(from.x, to.x), between(from.y, to.y));
            let radius = between(from.width, to.width) * (PEN_WIDTH / 2.0 * SAMPLES as f32);
            // Samples lie at half-integers.
            for row in inside((y - radius - 0.5).ceil())..=inside((y + radius - 0.5).floor()) {
                let dy = row as f32 + 0.5 - y;
                let reach = (radius * radius - dy * dy).max(0.0).sqrt();
                let span = &mut self.spans[row];
                *span = (span.0.min(inside((x - reach - 0.5).ceil())), span.1.max(inside((x + reach - 0.5).floor())));
            }
        }
        for (span, row) in self.spans.iter_mut().zip(self.fine.chunks_exact_mut(FINE)) {
            if span.0 <= span.1 {
                row[span.0..=span.1].fill(true);
            }
            *span = NO_SPAN;
        }
    }
}

/// Shifts the centre of mass to the centre, to the nearest sample but no ink out of the picture.
fn centre_and_reduce(fine: &[bool]) -> Vec<u8> {
    let shift = |coordinate: fn(usize) -> usize| {
        let (mut count, mut sum, mut least, mut most) = (0_usize, 0, FINE - 1, 0);
        for value in fine.iter().enumerate().filter(|(_, ink)| **ink).map(|(index, _)| coordinate(index)) {
            count += 1;
            sum += value;
            least = least.min(value);
            most = most.max(value);
        }
        let wanted = (CENTRE - sum as f32 / count.max(1) as f32).round() as isize;
        wanted.clamp(-least.cast_signed(), (FINE - 1 - most).cast_signed())
    };
    reduce(fine, shift(|index| index % FINE), shift(|index| index / FINE))
}

/// Each pixel's share of ink after a shift, which takes none out of the picture.
fn reduce(fine: &[bool], shift_x: isize, shift_y: isize) -> Vec<u8> {
    let mut ink = vec![0_u32; MNIST_SIDE * MNIST_SIDE];
    for (y, row) in fine.chunks_exact(FINE).enumerate() {
        for x in (0..FINE).filter(|&x| row[x]) {
            let (column, row) = (x.wrapping_add_signed(shift_x), y.wrapping_add_signed(shift_y));
            ink[row / SAMPLES * MNIST_SIDE + column / SAMPLES] += 1;
        }
    }
    let area = (SAMPLES * SAMPLES) as u32;
    ink.iter().map(|&samples| ((samples * 255 + area / 2) / area) as u8).collect()
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
