//! The same bits natively as in the browsers (`wasm.rs`).

mod shared;

use activation_lab::activation::Function;

#[test]
fn weights_have_the_pinned_bits() {
    shared::assert_pinned_bits();
}

#[test]
fn plans_of_sweeps_have_the_pinned_bits() {
    shared::assert_pinned_plan();
}

#[test]
fn every_function_is_pinned() {
    let plain = shared::HASHES.iter().filter(|(_, learn, _)| learn.is_empty()).map(|(id, ..)| *id);
    let ids: Vec<_> = Function::ALL.iter().map(|function| function.spec().id).collect();
    assert_eq!(plain.collect::<Vec<_>>(), ids);
}

#[test]
fn lanes_equal_scalars() {
    shared::assert_lanes_equal_scalars();
}
