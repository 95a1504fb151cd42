//! The same bits natively as in the browsers (`wasm.rs`).

mod shared;

#[test]
fn weights_have_the_pinned_bits() {
    let hashes = shared::hashes();
    let hashes: Vec<_> = hashes.iter().map(|(id, hash)| (*id, hash.as_str())).collect();
    assert_eq!(hashes, shared::HASHES);
}

#[test]
fn lanes_equal_scalars() {
    shared::assert_lanes_equal_scalars();
}
