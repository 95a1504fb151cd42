//! The IDX format of MNIST's files: big-endian header, then bytes.

use crate::error::{Error, ErrorCode, Result};

/// Content of an IDX file of unsigned bytes.
pub struct Idx<'a> {
    /// Length of each dimension.
    pub shape: Vec<usize>,
    /// The bytes, last dimension fastest.
    pub bytes: &'a [u8],
}

/// Reads an IDX file of unsigned bytes with the given number of dimensions; `name` is for the errors.
///
/// # Errors
/// `data_format` for another magic number, `data_truncated` where the length disagrees with the header.
pub fn parse<'a>(name: &str, file: &'a [u8], dimensions: u8) -> Result<Idx<'a>> {
    let magic = [0, 0, 8, dimensions];
    if !file.starts_with(&magic) {
        let got = format!("first bytes {:02x?}", &file[..file.len().min(4)]);
        return Err(Error::new(ErrorCode::DataFormat, name, got, format!("{magic:02x?} (IDX of unsigned bytes)")));
    }
    let header = 4 + 4 * usize::from(dimensions);
    let lengths = file.get(4..header).unwrap_or_default().as_chunks::<4>().0;
    let shape: Vec<usize> = lengths.iter().map(|&b| u32::from_be_bytes(b) as usize).collect();
    let expected = shape.iter().try_fold(1_usize, |product, &n| product.checked_mul(n));
    let expected = expected.and_then(|n| n.checked_add(header)).filter(|_| shape.len() == usize::from(dimensions));
    if expected != Some(file.len()) {
        let expected = expected.map_or("a whole header".to_owned(), |n| format!("{n} bytes"));
        return Err(Error::new(ErrorCode::DataTruncated, name, format!("{} bytes", file.len()), expected));
    }
    Ok(Idx { shape, bytes: &file[header..] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_header_says() {
        let file = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
        let idx = parse("images", &file, 2).unwrap();
        assert_eq!(idx.shape, [2, 3]);
        assert_eq!(idx.bytes, [1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn refuses_what_is_not_whole() {
        let file = [0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6];
        for length in 4..file.len() {
            assert_eq!(parse("images", &file[..length], 2).err().unwrap().code, ErrorCode::DataTruncated);
        }
        for length in 0..4 {
            assert_eq!(parse("images", &file[..length], 2).err().unwrap().code, ErrorCode::DataFormat);
        }
        let huge = [[0, 0, 8, 3].as_slice(), &[255; 12]].concat();
        assert_eq!(parse("images", &huge, 3).err().unwrap().code, ErrorCode::DataTruncated);
    }
}
