//! From pen strokes to a 28 × 28 picture such as MNIST has.
//!
//! MNIST's procedure (LeCun, Bottou, Bengio and Haffner 1998; the data set's page): the digit is fitted into 20 × 20
//! pixels with its aspect kept, anti-aliased, and placed in 28 × 28 so that its centre of mass is at the centre.
//! Strokes are vectors, so the picture does not depend on the size of what they were drawn on.

use super::preprocess::MNIST_SIDE;

/// A stroke from pen-down to pen-up: points (x, y), y downwards, in any unit.
pub type Stroke = [(f32, f32)];

/// The digit's box, in pixels.
const BOX: f32 = 20.0;
/// Width of the pen, in pixels of the picture.
const PEN_WIDTH: f32 = 2.4;
/// Samples across a pixel.
const SAMPLES: usize = 8;
/// Side of the sampled picture. The digit's box is in its middle, before the shift to the centre of mass.
const FINE: usize = MNIST_SIDE * SAMPLES;

/// The picture of some strokes, 28 × 28, ink 255, or `None` where nothing was drawn. Points that are not finite are
/// left out.
pub fn image(strokes: &[&Stroke]) -> Option<Vec<u8>> {
    let finite = |point: &&(f32, f32)| point.0.is_finite() && point.1.is_finite();
    let strokes: Vec<Vec<(f32, f32)>> =
        strokes.iter().map(|stroke| stroke.iter().filter(finite).copied().collect()).collect();
    let points = || strokes.iter().flatten();
    points().next()?;

    let least = points().fold((f32::MAX, f32::MAX), |least, p| (least.0.min(p.0), least.1.min(p.1)));
    let most = points().fold((f32::MIN, f32::MIN), |most, p| (most.0.max(p.0), most.1.max(p.1)));
    // Halved first, so that the widest drawing does not overflow.
    let half = (most.0 / 2.0 - least.0 / 2.0).max(most.1 / 2.0 - least.1 / 2.0);
    let middle = (least.0 / 2.0 + most.0 / 2.0, least.1 / 2.0 + most.1 / 2.0);
    let reach = (BOX - PEN_WIDTH) / 2.0 * SAMPLES as f32;
    // A dot has no size to scale.
    let place = |value: f32, middle: f32| {
        let offset = if half > 0.0 { (value / half - middle / half) * reach } else { 0.0 };
        FINE as f32 / 2.0 + offset
    };

    let mut fine = vec![false; FINE * FINE];
    for stroke in &strokes {
        let mut placed = stroke.iter().map(|p| (place(p.0, middle.0), place(p.1, middle.1)));
        let Some(mut from) = placed.next() else { continue };
        draw_segment(from, from, &mut fine);
        for to in placed {
            draw_segment(from, to, &mut fine);
            from = to;
        }
    }
    Some(centre_and_reduce(&fine))
}

/// Marks the samples within half a pen's width of the segment.
fn draw_segment(from: (f32, f32), to: (f32, f32), fine: &mut [bool]) {
    let radius = PEN_WIDTH / 2.0 * SAMPLES as f32;
    let (dx, dy) = (to.0 - from.0, to.1 - from.1);
    let squared_length = dx * dx + dy * dy;
    let span = |a: f32, b: f32| {
        let first = (a.min(b) - radius).floor().max(0.0) as usize;
        first..(((a.max(b) + radius).ceil()) as usize).min(FINE)
    };
    for row in span(from.1, to.1) {
        for column in span(from.0, to.0) {
            let (x, y) = (column as f32 + 0.5 - from.0, row as f32 + 0.5 - from.1);
            let along = if squared_length > 0.0 { ((x * dx + y * dy) / squared_length).clamp(0.0, 1.0) } else { 0.0 };
            let (x, y) = (x - along * dx, y - along * dy);
            if x * x + y * y <= radius * radius {
                fine[row * FINE + column] = true;
            }
        }
    }
}

/// Shifts the centre of mass to the middle, to the nearest sample but no ink out of the picture, and takes each pixel's
/// share of ink.
fn centre_and_reduce(fine: &[bool]) -> Vec<u8> {
    let inked = || fine.iter().enumerate().filter(|(_, ink)| **ink).map(|(index, _)| (index % FINE, index / FINE));
    let shift = |coordinate: fn((usize, usize)) -> usize| {
        let (mut count, mut sum, mut least, mut most) = (0_usize, 0, FINE - 1, 0);
        for value in inked().map(coordinate) {
            count += 1;
            sum += value;
            least = least.min(value);
            most = most.max(value);
        }
        // Samples lie at half-integers, so the middle of 0 … FINE - 1 is (FINE - 1) / 2.
        let wanted = ((FINE - 1) as f32 / 2.0 - sum as f32 / count.max(1) as f32).round() as isize;
        wanted.clamp(-least.cast_signed(), (FINE - 1 - most).cast_signed())
    };
    let (shift_x, shift_y) = (shift(|(x, _)| x), shift(|(_, y)| y));
    let mut ink = vec![0_u32; MNIST_SIDE * MNIST_SIDE];
    for (x, y) in inked() {
        let (column, row) = (x.wrapping_add_signed(shift_x), y.wrapping_add_signed(shift_y));
        ink[row / SAMPLES * MNIST_SIDE + column / SAMPLES] += 1;
    }
    let area = (SAMPLES * SAMPLES) as u32;
    ink.iter().map(|&samples| ((samples * 255 + area / 2) / area) as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Mass-weighted mean column and row, pixel centres at half-integers.
    fn centre_of_mass(image: &[u8]) -> (f32, f32) {
        let total: f32 = image.iter().map(|&v| f32::from(v)).sum();
        let mean = |at: fn(usize) -> usize| {
            image.iter().enumerate().map(|(i, &v)| f32::from(v) * (at(i) as f32 + 0.5)).sum::<f32>() / total
        };
        (mean(|i| i % 28), mean(|i| i / 28))
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
    fn no_ink_leaves_the_picture() {
        // A heavy stroke on the left and a dot on the right, which the centre of mass would push over the edge.
        let heavy: Vec<_> = (0..40).map(|i| ((i % 2) as f32, i as f32)).collect();
        let image = image(&[&heavy, &[(100.0, 20.0)]]).unwrap();
        let dot: u32 = (0..28).flat_map(|row| &image[row * 28 + 20..][..8]).map(|&v| u32::from(v)).sum();
        let circle = std::f32::consts::PI * (PEN_WIDTH / 2.0).powi(2) * 255.0;
        assert!((dot as f32 / circle - 1.0).abs() < 0.05, "{dot} of {circle}");
    }

    #[test]
    fn a_bar_fills_the_box_and_no_more() {
        let image = image(&[&[(10.0, 0.0), (10.0, 500.0)]]).unwrap();
        let rows: Vec<usize> = (0..28).filter(|row| image[row * 28..][..28].iter().any(|&v| v > 0)).collect();
        assert_eq!((rows.first(), rows.last()), (Some(&4), Some(&23)));
        let columns = (0..28).filter(|column| (0..28).any(|row| image[row * 28 + column] > 0)).count();
        assert!(columns <= 4, "{columns}");
    }

    fn strokes() -> impl Strategy<Value = Vec<Vec<(f32, f32)>>> {
        let point = (0.0..300.0_f32, 0.0..300.0_f32);
        prop::collection::vec(prop::collection::vec(point, 1..20), 1..4)
    }

    fn image_of(strokes: &[Vec<(f32, f32)>]) -> Option<Vec<u8>> {
        image(&strokes.iter().map(Vec::as_slice).collect::<Vec<_>>())
    }

    proptest! {
        #[test]
        fn centre_of_mass_is_in_the_middle(strokes in strokes()) {
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
            let moved: Vec<Vec<_>> = strokes.iter().map(|s| s.iter().map(|p| (p.0 * scale, p.1 * scale)).collect()).collect();
            prop_assert_eq!(image_of(&strokes), image_of(&moved));
            // A shift rounds: a sample at the pen's edge may fall on the other side.
            let shifted: Vec<Vec<_>> = strokes
                .iter()
                .map(|s| s.iter().map(|p| (p.0 + dx as f32 * 100.0, p.1 + dy as f32 * 100.0)).collect())
                .collect();
            let difference = image_of(&strokes).unwrap().into_iter().zip(image_of(&shifted).unwrap());
            let largest = difference.map(|(a, b)| a.abs_diff(b)).max();
            prop_assert!(largest <= Some(40), "{:?}", largest);
        }

        #[test]
        fn any_numbers_give_a_picture(points in prop::collection::vec(any::<(f32, f32)>(), 1..50)) {
            if let Some(image) = image(&[&points]) {
                prop_assert!(image.iter().any(|&v| v > 0));
            }
        }
    }
}
