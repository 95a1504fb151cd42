//! Tuning a parameter: which values to try, which of them are as good as the best, and where to look more closely.
//!
//! No clock and nothing random: whoever trains asks this for values, gives it accuracies, and gets the same answer on the page
//! and on the command line.

mod axis;
mod judge;
mod refine;
mod student;

pub use axis::{Axis, Scale};
pub use judge::{Judged, Point, Verdict, judge};
pub use refine::refine;
pub use student::{critical_value, two_sided};
