//! From a 28 × 28 picture to the network's input: the same for MNIST and for drawn digits.

use crate::error::{Error, ErrorCode, Result};

/// Side of MNIST's pictures, in pixels.
pub const MNIST_SIDE: usize = 28;

/// Checks that a network can have pictures of this side: one that divides 28.
///
/// # Errors
/// `invalid_input`.
pub fn check_side(side: usize) -> Result<()> {
    if side > 0 && MNIST_SIDE.is_multiple_of(side) {
        return Ok(());
    }
    Err(Error::new(ErrorCode::InvalidInput, "input side", side, "a divisor of 28"))
}

/// A 28 × 28 picture reduced to `side` × `side` by the mean of each block, rounded to the nearest level.
///
/// # Errors
/// `invalid_input` if the picture is not 28 × 28 or `side` does not divide 28.
pub fn downsample(image: &[u8], side: usize) -> Result<Vec<u8>> {
    check_side(side)?;
    if image.len() != MNIST_SIDE * MNIST_SIDE {
        return Err(Error::new(ErrorCode::InvalidInput, "picture", format!("{} pixels", image.len()), "784"));
    }
    let block = MNIST_SIDE / side;
    let area = (block * block) as u32;
    let mut reduced = Vec::with_capacity(side * side);
    for y in 0..side {
        for x in 0..side {
            let rows = (0..block).map(|row| &image[(y * block + row) * MNIST_SIDE + x * block..][..block]);
            let sum: u32 = rows.flatten().map(|&pixel| u32::from(pixel)).sum();
            reduced.push(((sum + area / 2) / area) as u8);
        }
    }
    Ok(reduced)
}

/// A pixel as the network takes it, 0 to 1.
pub(super) fn input(level: u8) -> f32 {
    f32::from(level) * (1.0 / 255.0)
}

/// What a network is given of a picture: place and value of the pixels that are not 0.
pub fn to_input(picture: &[u8]) -> impl Iterator<Item = (u32, f32)> {
    (0..).zip(picture).filter(|(_, level)| **level != 0).map(|(place, &level)| (place, input(level)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn block_means_round_to_nearest() {
        let mut image = vec![0; 784];
        (image[0], image[1], image[28], image[29]) = (255, 255, 255, 253);
        (image[2], image[31]) = (1, 1);
        let reduced = downsample(&image, 14).unwrap();
        assert_eq!(reduced.len(), 196);
        assert_eq!(reduced[..3], [255, 1, 0]);
        assert_eq!(downsample(&image, 28).unwrap(), image);
    }

    #[test]
    fn refuses_other_sizes() {
        assert!(downsample(&[0; 784], 13).is_err());
        assert!(downsample(&[0; 784], 0).is_err());
        assert!(downsample(&[0; 783], 14).is_err());
    }
}
