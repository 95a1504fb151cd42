//! Activation functions: one definition each, one list.
//!
//! A function is a type that implements [`Kernel`]; the list at `functions!` names the types and gives the enum
//! [`Function`], the catalogue and [`Function::accept`], the only place that dispatches. The generic bodies are
//! compiled once for four lanes, with the loop inside, so nothing is decided for each element; what does not fill four
//! lanes is padded.

mod dialect;
mod exponentials;
mod gated;
mod others;
mod partials;
mod rectifiers;
mod shrinkage;
mod sigmoids;
mod softmax;
mod spec;

pub use dialect::{Dialect, Entry, Learn, Setting, Sharing};
pub use exponentials::{Celu, Elu, Exponential, LogSigmoid, Selu, Softplus};
pub use gated::{Gelu, GeluTanh, HardSilu, Mish, QuickGelu, Silu};
pub use others::{BentIdentity, Gaussian, Linear, Sin, Snake};
pub use partials::Partials;
pub use rectifiers::{
    Isrlu, LeakyRelu, Prelu, Relu, Relu6, ReluSquared, SparsePlus, Squareplus, Threshold, ThresholdedRelu,
};
pub use shrinkage::{HardShrink, SoftShrink, TanhShrink};
pub use sigmoids::{Arctan, HardSigmoid, HardTanh, Isru, LecunTanh, Sigmoid, Softsign, SparseSigmoid, Tanh};
pub use softmax::Softmax;
pub(crate) use softmax::softmax_row;
pub use spec::{Family, MAX_PARAMETERS, Parameter, Spec};

use crate::error::{Error, ErrorCode, Result, decimal};
use crate::simd::{Block, Lanes, Real, WIDTH};

/// Values of a function's parameters, in the order of its [`Spec::parameters`].
pub type Parameters<V> = [V; MAX_PARAMETERS];

/// One activation function.
pub trait Kernel {
    /// What is known about it.
    const SPEC: Spec;

    /// f(x).
    fn forward<V: Real>(x: V, p: Parameters<V>) -> V;

    /// f′(x), given x and y = f(x). At a kink it takes the value that the doc of the function states.
    fn derivative<V: Real>(x: V, y: V, p: Parameters<V>) -> V;

    /// ∂f/∂p for the parameter at `index`; zero where there is none.
    fn parameter_gradient<V: Real>(_index: usize, _x: V, _y: V, _p: Parameters<V>) -> V {
        V::zero()
    }
}

/// Numbers that one turn of the forward loop takes. A browser's compiler loads a formula's constants anew in every turn,
/// three instructions for each: four times four lanes make them a small part of the work.
const TURN: usize = if cfg!(target_feature = "simd128") { 4 * WIDTH } else { WIDTH };
type Turn = [f32; TURN];

/// Work to be done with the type of a function known at compile time.
pub trait Visitor {
    /// What comes of it.
    type Output;
    /// Does it.
    fn visit<K: Kernel>(self) -> Self::Output;
}

/// x, or ±10⁹ further out: its square is finite, and nothing that follows can tell the difference.
#[inline(always)]
fn bounded<V: Real>(x: V) -> V {
    x.max(V::splat(-1e9)).min(V::splat(1e9))
}

/// √(x² + b), and |x| far out, where the square would overflow.
#[inline(always)]
fn hypotenuse<V: Real>(x: V, b: V) -> V {
    let near = bounded(x);
    V::select(x.abs().gt(V::splat(1e9)), x.abs(), (near * near + b).sqrt())
}

macro_rules! functions {
    ($($name:ident),+ $(,)?) => {
        /// An activation function of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[allow(missing_docs, reason = "each variant is the type of the same name")]
        pub enum Function { $($name),+ }

        impl Function {
            /// Every function, in the catalogue's order.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// Runs `visitor` with the function's kernel.
            pub fn accept<V: Visitor>(self, visitor: V) -> V::Output {
                match self { $(Self::$name => visitor.visit::<$name>()),+ }
            }

            /// The facts about the function.
            pub fn spec(self) -> &'static Spec {
                match self { $(Self::$name => const { &$name::SPEC }),+ }
            }
        }
    };
}

functions! {
    Linear,
    Sigmoid,
    HardSigmoid,
    Tanh,
    Softsign,
    Relu,
    LeakyRelu,
    Prelu,
    Elu,
    Celu,
    Selu,
    ThresholdedRelu,
    Threshold,
    Relu6,
    Softplus,
    Exponential,
    Silu,
    Gelu,
    GeluTanh,
    QuickGelu,
    Mish,
    HardSilu,
    HardTanh,
    LogSigmoid,
    SoftShrink,
    HardShrink,
    TanhShrink,
    Squareplus,
    SparsePlus,
    SparseSigmoid,
    Arctan,
    Sin,
    Gaussian,
    Snake,
    Isru,
    Isrlu,
    BentIdentity,
    LecunTanh,
    ReluSquared,
    Softmax,
}

impl Function {
    /// The function with this id or alias.
    ///
    /// # Errors
    /// `unknown_activation`, with the list of ids.
    pub fn from_id(id: &str) -> Result<Self> {
        Self::ALL.iter().copied().find(|f| f.spec().id == id || f.spec().aliases.contains(&id)).ok_or_else(|| {
            let ids: Vec<_> = Self::ALL.iter().map(|f| f.spec().id).collect();
            Error::new(
                ErrorCode::UnknownActivation,
                "activation",
                format_args!("\"{id}\""),
                format!("one of {}", ids.join(", ")),
            )
        })
    }

    /// Where the parameter of this name stands.
    ///
    /// # Errors
    /// `unknown_parameter`, with the list of names.
    pub fn parameter_index(self, name: &str) -> Result<usize> {
        let Spec { id, parameters, .. } = self.spec();
        parameters.iter().position(|p| p.name == name).ok_or_else(|| {
            let names: Vec<_> = parameters.iter().map(|p| p.name).collect();
            let expected =
                if names.is_empty() { "no parameter".to_owned() } else { format!("one of {}", names.join(", ")) };
            let what = format!("parameter of {id}");
            Error::new(ErrorCode::UnknownParameter, what, format_args!("\"{name}\""), expected)
        })
    }
}

/// A function with values for its parameters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Activation {
    /// The function.
    pub function: Function,
    /// Its parameters; entries past the function's own are 0.
    pub parameters: Parameters<f32>,
}

impl From<Function> for Activation {
    /// The function at the defaults of the default dialect.
    fn from(function: Function) -> Self {
        Self::in_dialect(function, Dialect::default())
    }
}

impl Activation {
    /// The function at the dialect's defaults.
    pub fn in_dialect(function: Function, dialect: Dialect) -> Self {
        let mut parameters = [0.0; MAX_PARAMETERS];
        for (index, value) in parameters.iter_mut().enumerate().take(function.spec().parameters.len()) {
            *value = dialect.default_of(function, index) as f32;
        }
        Self { function, parameters }
    }

    /// The function with this id, with the named parameters set and the others at the dialect's defaults.
    ///
    /// # Errors
    /// `unknown_activation`, `unknown_parameter`, or `invalid_parameter` for a value that is not finite or out of
    /// bounds; each lists what is valid.
    pub fn new<'a>(id: &str, dialect: Dialect, parameters: impl IntoIterator<Item = (&'a str, f64)>) -> Result<Self> {
        let mut activation = Self::in_dialect(Function::from_id(id)?, dialect);
        let known = activation.function.spec().parameters;
        for (name, value) in parameters {
            let index = activation.function.parameter_index(name)?;
            let Parameter { min, max, .. } = known[index];
            if !(min..=max).contains(&value) {
                return Err(Error::new(
                    ErrorCode::InvalidParameter,
                    format!("{name} of {id}"),
                    decimal(value),
                    format!("a number from {} to {}", decimal(min), decimal(max)),
                ));
            }
            activation.parameters[index] = value as f32;
        }
        Ok(activation)
    }

    /// `y = f(x)`, elementwise.
    ///
    /// # Panics
    /// If the lengths differ.
    pub fn forward(&self, x: &[f32], y: &mut [f32]) {
        assert_eq!(x.len(), y.len());
        let ((x, x_rest), (y, y_rest)) = (x.as_chunks(), y.as_chunks_mut());
        self.forward_blocks(x, y);
        if !x_rest.is_empty() {
            let mut y = [[0.0; TURN]];
            self.forward_blocks(&[padded(x_rest)], &mut y);
            y_rest.copy_from_slice(&y[0][..x_rest.len()]);
        }
    }

    /// `gradient *= f′(x)`, elementwise, given x and `y = f(x)`.
    ///
    /// # Panics
    /// If the lengths differ.
    #[inline(never)]
    pub fn backward(&self, x: &[f32], y: &[f32], gradient: &mut [f32]) {
        assert!(x.len() == gradient.len() && y.len() == gradient.len());
        let ((x, x_rest), (y, y_rest), (g, g_rest)) = (x.as_chunks(), y.as_chunks(), gradient.as_chunks_mut());
        self.backward_blocks(x, y, g);
        if !x_rest.is_empty() {
            let mut g = [padded(g_rest)];
            self.backward_blocks(&[padded(x_rest)], &[padded(y_rest)], &mut g);
            g_rest.copy_from_slice(&g[0][..x_rest.len()]);
        }
    }

    /// [`Self::forward`] on whole blocks. Not inlined: the kernels' code is in the module once.
    #[inline(never)]
    fn forward_blocks(&self, x: &[Turn], y: &mut [Turn]) {
        struct Forward<'a>(&'a [Turn], &'a mut [Turn], Parameters<f32>);
        impl Visitor for Forward<'_> {
            type Output = ();
            fn visit<K: Kernel>(self) {
                let p = self.2.map(Lanes::broadcast);
                for (x, y) in self.0.iter().zip(self.1) {
                    for (x, y) in x.as_chunks().0.iter().zip(y.as_chunks_mut().0) {
                        K::forward(Lanes::load(x), p).store(y);
                    }
                }
            }
        }
        self.function.accept(Forward(x, y, self.parameters));
    }

    /// [`Self::backward`] on whole blocks.
    #[inline(never)]
    fn backward_blocks(&self, x: &[Block], y: &[Block], gradient: &mut [Block]) {
        struct Backward<'a>(&'a [Block], &'a [Block], &'a mut [Block], Parameters<f32>);
        impl Visitor for Backward<'_> {
            type Output = ();
            fn visit<K: Kernel>(self) {
                let p = self.3.map(Lanes::broadcast);
                for ((x, y), g) in self.0.iter().zip(self.1).zip(self.2) {
                    (Lanes::load(g) * K::derivative(Lanes::load(x), Lanes::load(y), p)).store(g);
                }
            }
        }
        self.function.accept(Backward(x, y, gradient, self.parameters));
    }

    /// f(x) and f′(x) at one point.
    pub fn at(&self, x: f32) -> (f32, f32) {
        let (mut y, mut slope) = ([0.0], [1.0]);
        self.forward(&[x], &mut y);
        self.backward(&[x], &y, &mut slope);
        (y[0], slope[0])
    }
}

/// The numbers that do not fill a block, then zeros.
fn padded<const N: usize>(rest: &[f32]) -> [f32; N] {
    let mut block = [0.0; N];
    block[..rest.len()].copy_from_slice(rest);
    block
}
