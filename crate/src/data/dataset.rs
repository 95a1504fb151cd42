//! Training and test images in one packed form.
//!
//! Layout of a packed file, little-endian: `"ALMN"`, version (u16), side (u16), number of training and of test images
//! (u32 each), Adler-32 of what follows (u32); then training images (side² bytes each), training labels, test images,
//! test labels. The page fetches it compressed by gzip.

use super::preprocess::{MNIST_SIDE, check_side, downsample, input};
use super::{CLASSES, idx};
use crate::error::{Error, ErrorCode, Result};
use crate::rng::{Rng, Stream};

const MAGIC: &[u8; 4] = b"ALMN";
const VERSION: u16 = 1;
const HEADER: usize = 20;
/// Where in the header the checksum of what follows it is.
const CHECKSUM: usize = 16;

/// Images that are read together.
const PART: usize = 64;

fn inked(images: &[u8]) -> usize {
    images.iter().filter(|&&level| level != 0).count()
}

/// Images with their labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// Of an image.
    pixels: usize,
    /// The pixels that are not 0, image by image: place · 256 + level. As much memory as all of them, or less.
    ink: Vec<u32>,
    /// Where the ink of each image ends.
    ends: Vec<u32>,
    labels: Vec<u8>,
}

impl Split {
    /// From images of so many pixels, one after the other.
    fn new(pixels: usize, images: &[u8], labels: Vec<u8>) -> Self {
        let ink = Vec::with_capacity(inked(images));
        let mut split = Self { pixels, ink, ends: Vec::with_capacity(labels.len()), labels };
        split.extend(images);
        split
    }

    fn extend(&mut self, images: &[u8]) {
        for image in images.chunks_exact(self.pixels) {
            let inked = (0..).zip(image).filter(|(_, level)| **level != 0);
            self.ink.extend(inked.map(|(place, &level)| place << 8 | u32::from(level)));
            self.ends.push(self.ink.len() as u32);
        }
    }

    /// Number of images.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    fn packed(&self, index: usize) -> &[u32] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.ink[start as usize..self.ends[index] as usize]
    }

    /// Pixels of one image.
    ///
    /// # Panics
    /// If there are no more than `index` images.
    pub fn image(&self, index: usize) -> Vec<u8> {
        let mut image = vec![0; self.pixels];
        for packed in self.packed(index) {
            image[(packed >> 8) as usize] = *packed as u8;
        }
        image
    }

    /// As [`Self::image`], as a network takes it: place and value, 0 to 1, of the pixels that are not 0.
    ///
    /// # Panics
    /// As [`Self::image`].
    pub fn ink(&self, index: usize) -> impl ExactSizeIterator<Item = (u32, f32)> {
        self.packed(index).iter().map(|&ink| (ink >> 8, input(ink as u8)))
    }

    /// The labels, 0 to 9.
    pub fn labels(&self) -> &[u8] {
        &self.labels
    }

    fn from_idx(name: &str, images: &[u8], labels: &[u8]) -> Result<Self> {
        let images = idx::parse(&format!("{name} images"), images, 3)?;
        let labels = idx::parse(&format!("{name} labels"), labels, 1)?;
        let expected = [labels.shape[0], MNIST_SIDE, MNIST_SIDE];
        if images.shape != expected {
            let (got, expected) = (format!("shape {:?}", images.shape), format!("{expected:?}"));
            return Err(Error::new(ErrorCode::DataFormat, format!("{name} images"), got, expected));
        }
        let split = Self::new(MNIST_SIDE * MNIST_SIDE, images.bytes, labels.bytes.to_vec());
        split.check_labels(name)?;
        Ok(split)
    }

    fn check_labels(&self, name: &str) -> Result<()> {
        match self.labels.iter().find(|&&label| usize::from(label) >= CLASSES) {
            Some(label) => Err(Error::new(ErrorCode::DataFormat, format!("{name} labels"), label, "0 to 9")),
            None => Ok(()),
        }
    }

    /// A subset with each class in its own proportion (largest remainders first), drawn at random, in mixed order.
    fn stratified_subset(&self, name: &str, count: usize, rng: &mut Rng) -> Result<Self> {
        if count == 0 || count > self.len() {
            let what = format!("{name} images of a subset");
            return Err(Error::new(ErrorCode::InvalidInput, what, count, format!("1 to {}", self.len())));
        }
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        rng.shuffle(&mut order);
        let mut of_class = [(); CLASSES].map(|()| Vec::new());
        for index in order {
            of_class[usize::from(self.labels[index as usize])].push(index);
        }
        let share = |class: usize| of_class[class].len() * count;
        let mut by_remainder: Vec<usize> = (0..CLASSES).collect();
        by_remainder.sort_by_key(|&class| std::cmp::Reverse(share(class) % self.len()));
        let whole: usize = (0..CLASSES).map(|class| share(class) / self.len()).sum();
        let mut chosen = Vec::with_capacity(count);
        for (rank, &class) in by_remainder.iter().enumerate() {
            let wanted = share(class) / self.len() + usize::from(rank < count - whole);
            chosen.extend_from_slice(&of_class[class][..wanted]);
        }
        rng.shuffle(&mut chosen);
        let images: Vec<u8> = chosen.iter().flat_map(|&index| self.image(index as usize)).collect();
        let labels = chosen.iter().map(|&index| self.labels[index as usize]).collect();
        Ok(Self::new(self.pixels, &images, labels))
    }

    fn downsample(&self, side: usize) -> Result<Self> {
        let mut images = Vec::with_capacity(self.len() * side * side);
        for index in 0..self.len() {
            images.extend(downsample(&self.image(index), side)?);
        }
        Ok(Self::new(side * side, &images, self.labels.clone()))
    }
}

/// Training and test images of one size.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    side: usize,
    train: Split,
    test: Split,
}

impl Dataset {
    /// Side of the pictures, in pixels.
    pub fn side(&self) -> usize {
        self.side
    }

    /// What networks are trained on.
    pub fn train(&self) -> &Split {
        &self.train
    }

    /// What networks are judged by.
    pub fn test(&self) -> &Split {
        &self.test
    }

    /// All of MNIST from the content of its four files.
    ///
    /// # Errors
    /// `data_format` or `data_truncated`, naming the file.
    pub fn from_idx(train_images: &[u8], train_labels: &[u8], test_images: &[u8], test_labels: &[u8]) -> Result<Self> {
        let train = Split::from_idx("training", train_images, train_labels)?;
        let test = Split::from_idx("test", test_images, test_labels)?;
        Ok(Self { side: MNIST_SIDE, train, test })
    }

    /// A random subset of each split, with every class in the split's own proportion.
    ///
    /// # Errors
    /// `invalid_input` if more is wanted than there is.
    pub fn stratified_subset(&self, train: usize, test: usize, seed: u32) -> Result<Self> {
        let mut rng = Rng::new(seed, Stream::Subset);
        let train = self.train.stratified_subset("training", train, &mut rng)?;
        let test = self.test.stratified_subset("test", test, &mut rng)?;
        Ok(Self { side: self.side, train, test })
    }

    /// The same pictures reduced to `side` × `side`.
    ///
    /// # Errors
    /// `invalid_input` if `side` does not divide 28.
    pub fn downsample(&self, side: usize) -> Result<Self> {
        Ok(Self { side, train: self.train.downsample(side)?, test: self.test.downsample(side)? })
    }

    /// The packed form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let images = (self.train.len() + self.test.len()) * (self.side * self.side + 1);
        let mut file = Vec::with_capacity(HEADER + images);
        file.extend_from_slice(MAGIC);
        file.extend_from_slice(&VERSION.to_le_bytes());
        file.extend_from_slice(&(self.side as u16).to_le_bytes());
        file.extend_from_slice(&(self.train.len() as u32).to_le_bytes());
        file.extend_from_slice(&(self.test.len() as u32).to_le_bytes());
        file.resize(HEADER, 0);
        for split in [&self.train, &self.test] {
            for index in 0..split.len() {
                file.extend_from_slice(&split.image(index));
            }
            file.extend_from_slice(&split.labels);
        }
        let checksum = adler2::adler32_slice(&file[HEADER..]);
        file[CHECKSUM..HEADER].copy_from_slice(&checksum.to_le_bytes());
        file
    }

    /// Reads the packed form.
    ///
    /// # Errors
    /// `data_format`, `data_version`, `data_truncated` or `data_checksum`; nothing of a faulty file is used.
    pub fn from_bytes(file: &[u8]) -> Result<Self> {
        Self::read(file.len(), |at, part| part.copy_from_slice(&file[at..][..part.len()]))
    }

    /// As [`Self::from_bytes`], from elsewhere: `fill` writes what begins at a byte of the file. It is asked for parts, so
    /// that a large file needs not be in memory.
    ///
    /// # Errors
    /// As [`Self::from_bytes`].
    pub fn read(length: usize, mut fill: impl FnMut(usize, &mut [u8])) -> Result<Self> {
        let error = |code, got: String, expected: String| Err(Error::new(code, "data file", got, expected));
        let mut header = [0; HEADER];
        let start = &mut header[..length.min(HEADER)];
        fill(0, start);
        if !start.starts_with(MAGIC) {
            let got = format!("first bytes {:02x?}", &start[..length.min(4)]);
            return error(ErrorCode::DataFormat, got, format!("{MAGIC:02x?}"));
        }
        if length < HEADER {
            return error(ErrorCode::DataTruncated, format!("{length} bytes"), format!("at least {HEADER}"));
        }
        let u16_at = |at: usize| u16::from_le_bytes([header[at], header[at + 1]]);
        let u32_at = |at: usize| u32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]]);
        if u16_at(4) != VERSION {
            return error(ErrorCode::DataVersion, format!("version {}", u16_at(4)), format!("version {VERSION}"));
        }
        let side = usize::from(u16_at(6));
        let (train, test) = (u32_at(8) as usize, u32_at(12) as usize);
        if check_side(side).is_err() || train == 0 || test == 0 {
            let got = format!("{train} + {test} images of side {side}");
            return error(ErrorCode::DataFormat, got, "some images of a side that divides 28".to_owned());
        }
        let pixels = side * side;
        // In 64 bits: the header of a hostile file may promise more than 4 GiB.
        let expected = HEADER as u64 + (train as u64 + test as u64) * (pixels as u64 + 1);
        if length as u64 != expected {
            return error(ErrorCode::DataTruncated, format!("{length} bytes"), format!("{expected} bytes"));
        }
        let mut buffer = vec![0; PART * pixels];
        let mut parts = |start: usize, length: usize, take: &mut dyn FnMut(&[u8])| {
            for at in (start..start + length).step_by(PART * pixels) {
                let part = &mut buffer[..(start + length - at).min(PART * pixels)];
                fill(at, part);
                take(part);
            }
        };
        let mut checksum = adler2::Adler32::new();
        parts(HEADER, length - HEADER, &mut |part| checksum.write_slice(part));
        let checksum = checksum.checksum();
        if checksum != u32_at(CHECKSUM) {
            return error(ErrorCode::DataChecksum, format!("{checksum:08x}"), format!("{:08x}", u32_at(CHECKSUM)));
        }
        let mut start = HEADER;
        let mut split = |count: usize| {
            let (mut ink, mut labels) = (0, Vec::with_capacity(count));
            parts(start, count * pixels, &mut |images| ink += inked(images));
            parts(start + count * pixels, count, &mut |part| labels.extend_from_slice(part));
            let mut split = Split { pixels, ink: Vec::with_capacity(ink), ends: Vec::with_capacity(count), labels };
            parts(start, count * pixels, &mut |images| split.extend(images));
            start += count * (pixels + 1);
            split
        };
        let dataset = Self { side, train: split(train), test: split(test) };
        dataset.train.check_labels("training")?;
        dataset.test.check_labels("test")?;
        Ok(dataset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Three times as many of class 1 as of the others; each image is filled with its index.
    fn small() -> Dataset {
        let split = |count: u8| {
            let labels: Vec<u8> = (0..count).map(|i| (i % 12).min(10) % 10).collect();
            Split::new(784, &(0..count).flat_map(|i| vec![i; 784]).collect::<Vec<_>>(), labels)
        };
        Dataset { side: 28, train: split(120), test: split(60) }
    }

    #[test]
    fn packed_form_round_trips() {
        let dataset = small().downsample(14).unwrap();
        assert_eq!(Dataset::from_bytes(&dataset.to_bytes()), Ok(dataset));
    }

    #[test]
    fn every_truncation_is_noticed() {
        let file = small().downsample(7).unwrap().to_bytes();
        for length in 0..file.len() {
            let error = Dataset::from_bytes(&file[..length]).unwrap_err();
            let expected = if length < 4 { ErrorCode::DataFormat } else { ErrorCode::DataTruncated };
            assert_eq!(error.code, expected, "{length} bytes");
        }
    }

    #[test]
    fn another_version_is_named() {
        let mut file = small().to_bytes();
        file[4] = 2;
        let error = Dataset::from_bytes(&file).unwrap_err();
        assert_eq!(error.code, ErrorCode::DataVersion);
        assert_eq!(error.to_string(), "data file: got version 2, expected version 1");
    }

    proptest! {
        #[test]
        fn every_flipped_bit_is_noticed(position in any::<prop::sample::Index>(), bit in 0..8) {
            let mut file = small().downsample(7).unwrap().to_bytes();
            let position = position.index(file.len());
            file[position] ^= 1_u8 << bit;
            prop_assert!(Dataset::from_bytes(&file).is_err());
        }
    }

    #[test]
    fn subset_is_stratified_seeded_and_without_repeats() {
        let dataset = small();
        let subset = dataset.stratified_subset(40, 30, 1).unwrap();
        let count = |split: &Split, class| split.labels.iter().filter(|&&label| label == class).count();
        for class in 0..10 {
            let exact = count(&dataset.train, class) as f64 * 40.0 / 120.0;
            assert!((count(&subset.train, class) as f64 - exact).abs() < 1.0, "class {class}");
        }
        assert_eq!((subset.train.len(), subset.test.len()), (40, 30));
        let mut seen: Vec<u8> = (0..40).map(|i| subset.train.image(i)[0]).collect();
        for (i, &original) in seen.iter().enumerate() {
            assert_eq!(subset.train.labels[i], dataset.train.labels[usize::from(original)]);
        }
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), 40);
        assert_eq!(dataset.stratified_subset(40, 30, 1).unwrap(), subset);
        assert_ne!(dataset.stratified_subset(40, 30, 2).unwrap(), subset);
        assert!(dataset.stratified_subset(121, 30, 1).is_err());
    }
}
