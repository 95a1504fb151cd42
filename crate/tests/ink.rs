//! MNIST's own test images, drawn again as strokes of one width: what the way from ink to input costs.

use activation_lab::data::Dataset;
use activation_lab::data::ink::{self, Point};
use activation_lab::train::{Preset, RawConfig, TrainConfig, Trainer};
use flate2::read::GzDecoder;
use std::io::Read;
use std::sync::Arc;

fn packed(name: &str) -> Arc<Dataset> {
    let path = format!("{}/../www/generated/data/{name}", env!("CARGO_MANIFEST_DIR"));
    let file = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}; npm run build makes it"));
    let mut bytes = Vec::new();
    GzDecoder::new(file.as_slice()).read_to_end(&mut bytes).unwrap();
    Arc::new(Dataset::from_bytes(&bytes).unwrap())
}

/// Side of a picture that is looked at four times as closely.
const FINE: usize = 112;

/// Where a picture is ink, by linear interpolation.
fn inked(image: &[u8]) -> Vec<bool> {
    let level = |x: f32, y: f32| {
        let (column, row) = (x.clamp(0.0, 27.0), y.clamp(0.0, 27.0));
        let (left, top) = (column.floor().min(26.0), row.floor().min(26.0));
        let at = |dx: usize, dy: usize| f32::from(image[(top as usize + dy) * 28 + left as usize + dx]);
        let (dx, dy) = (column - left, row - top);
        let upper = at(0, 0) * (1.0 - dx) + at(1, 0) * dx;
        let lower = at(0, 1) * (1.0 - dx) + at(1, 1) * dx;
        upper * (1.0 - dy) + lower * dy
    };
    let at = |index: usize| (index as f32 + 0.5) / 4.0 - 0.5;
    (0..FINE * FINE).map(|i| level(at(i % FINE), at(i / FINE)) > 127.0).collect()
}

/// The eight neighbours of a sample, clockwise from the one above.
fn around(fine: &[bool], i: usize) -> [bool; 8] {
    let f = FINE;
    [i - f, i - f + 1, i + 1, i + f + 1, i + f, i + f - 1, i - 1, i - f - 1].map(|i| fine[i])
}

/// The middle line of the ink (Zhang and Suen 1984).
fn thinned(mut fine: Vec<bool>) -> Vec<bool> {
    let inner: Vec<usize> = (0..FINE * FINE)
        .filter(|i| (1..FINE - 1).contains(&(i % FINE)) && (1..FINE - 1).contains(&(i / FINE)))
        .collect();
    loop {
        let mut removed = 0;
        for odd in [false, true] {
            let outer = |&i: &usize| {
                let n = around(&fine, i);
                let count = n.iter().filter(|ink| **ink).count();
                let rises = (0..8).filter(|&k| !n[k] && n[(k + 1) % 8]).count();
                let [up, _, right, _, down, _, left, _] = n;
                let open = if odd { !(up && left && (right || down)) } else { !(right && down && (up || left)) };
                fine[i] && (2..=6).contains(&count) && rises == 1 && open
            };
            let gone: Vec<usize> = inner.iter().copied().filter(outer).collect();
            removed += gone.len();
            for i in gone {
                fine[i] = false;
            }
        }
        if removed == 0 {
            return fine;
        }
    }
}

/// Strokes along the middle of a picture's ink, each from one sample to the next.
fn traced(image: &[u8]) -> Vec<[Point; 2]> {
    let line = thinned(inked(image));
    let point = |i: usize| Point { x: (i % FINE) as f32, y: (i / FINE) as f32, width: 1.0 };
    let on = |i: &usize| line[*i];
    (0..FINE * (FINE - 1) - 1)
        .filter(on)
        .flat_map(|i| {
            let next = [i + 1, i + FINE - 1, i + FINE, i + FINE + 1].into_iter().filter(on);
            std::iter::once([point(i), point(i)]).chain(next.map(move |j| [point(i), point(j)]))
        })
        .collect()
}

#[test]
fn mnist_drawn_again_loses_at_most_two_points() {
    let config = RawConfig { activation: "relu".to_owned(), ..Preset::from_name("race").unwrap().config };
    let dataset = packed("mnist-14x14.bin");
    let mut trainer = Trainer::new(TrainConfig::try_from(&config).unwrap(), dataset).unwrap();
    while !trainer.train_batches(u32::MAX).unwrap().done {}
    let mut model = trainer.into_model();

    let all = packed("mnist-28x28.bin");
    let test = all.test();
    let (mut scanned, mut drawn) = (0, 0);
    for (index, label) in test.labels().iter().enumerate().step_by(5) {
        let image = test.image(index);
        let strokes = traced(&image);
        let strokes: Vec<_> = strokes.iter().map(<[Point; 2]>::as_slice).collect();
        let picture = ink::picture(&strokes).expect("every digit has ink").centred;
        scanned += u32::from(model.classify(&image).unwrap() == usize::from(*label));
        drawn += u32::from(model.classify(&picture).unwrap() == usize::from(*label));
    }
    println!("of 2,000 test images {scanned} are read right as scanned, {drawn} as drawn");
    assert!(f64::from(scanned - drawn) <= 0.02 * 2_000.0, "{scanned} of 2,000 as scanned, {drawn} as drawn");
}
