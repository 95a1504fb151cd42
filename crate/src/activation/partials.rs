//! f, f′ and ∂f/∂p in one pass, where each element may have parameters of its own: what learned parameters need.

use super::{Activation, Function, Kernel, MAX_PARAMETERS, Visitor, padded};
use crate::simd::{Block, Compact, Lanes, WIDTH};

/// Where f, f′ and ∂f/∂p go: slices as long as the input.
pub struct Partials<'a> {
    /// f(x).
    pub y: &'a mut [f32],
    /// f′(x).
    pub slope: &'a mut [f32],
    /// ∂f/∂p for each parameter; what lies past the function's own is left alone.
    pub gradients: [&'a mut [f32]; MAX_PARAMETERS],
}

impl Function {
    /// f, f′ and ∂f/∂p at each x, with the parameters that stand beside it. f is the same to the bit as by
    /// [`Activation::forward`].
    ///
    /// # Panics
    /// If lengths differ.
    pub fn partials(self, x: &[f32], parameters: [&[f32]; MAX_PARAMETERS], out: Partials) {
        let Partials { y, slope, gradients } = out;
        if self.spec().parameters.is_empty() {
            let activation = Activation::from(self);
            activation.forward(x, y);
            slope.fill(1.0);
            activation.backward(x, y, slope);
            return;
        }
        let length = x.len();
        assert!(y.len() == length && slope.len() == length);
        assert!(parameters.iter().all(|p| p.len() == length) && gradients.iter().all(|g| g.len() == length));
        let (x, x_rest) = x.as_chunks();
        let p = parameters.map(<[f32]>::as_chunks);
        let ((y, y_rest), (slope, slope_rest)) = (y.as_chunks_mut(), slope.as_chunks_mut());
        let g = gradients.map(<[f32]>::as_chunks_mut);
        let [(g0, g0_rest), (g1, g1_rest)] = g;
        self.partial_blocks(x, [p[0].0, p[1].0], y, slope, [g0, g1]);
        if !x_rest.is_empty() {
            let p = p.map(|(_, rest)| [padded(rest)]);
            let [mut y, mut slope, mut g0, mut g1] = [[[0.0; WIDTH]]; 4];
            self.partial_blocks(&[padded(x_rest)], [&p[0], &p[1]], &mut y, &mut slope, [&mut g0, &mut g1]);
            for (to, from) in [(y_rest, y), (slope_rest, slope), (g0_rest, g0), (g1_rest, g1)] {
                to.copy_from_slice(&from[0][..to.len()]);
            }
        }
    }

    /// [`Self::partials`] on whole blocks. Not inlined: the kernels' code is in the module once.
    #[inline(never)]
    fn partial_blocks(
        self,
        x: &[Block],
        parameters: [&[Block]; MAX_PARAMETERS],
        y: &mut [Block],
        slope: &mut [Block],
        gradients: [&mut [Block]; MAX_PARAMETERS],
    ) {
        struct Work<'a> {
            x: &'a [Block],
            parameters: [&'a [Block]; MAX_PARAMETERS],
            y: &'a mut [Block],
            slope: &'a mut [Block],
            gradients: [&'a mut [Block]; MAX_PARAMETERS],
        }
        impl Visitor for Work<'_> {
            type Output = ();
            fn visit<K: Kernel>(self) {
                if K::SPEC.parameters.is_empty() {
                    return;
                }
                let load = |block: &Block| Compact(Lanes::load(block));
                let [p0, p1] = self.parameters;
                let [g0, g1] = self.gradients;
                let inputs = self.x.iter().zip(p0).zip(p1);
                let outputs = self.y.iter_mut().zip(self.slope).zip(g0).zip(g1);
                for (((x, p0), p1), (((to_y, to_slope), g0), g1)) in inputs.zip(outputs) {
                    let (x, p) = (load(x), [load(p0), load(p1)]);
                    let y = K::forward(x, p);
                    y.0.store(to_y);
                    K::derivative(x, y, p).0.store(to_slope);
                    K::parameter_gradient(0, x, y, p).0.store(g0);
                    if K::SPEC.parameters.len() > 1 {
                        K::parameter_gradient(1, x, y, p).0.store(g1);
                    }
                }
            }
        }
        self.accept(Work { x, parameters, y, slope, gradients });
    }
}
