//! Student's t distribution, for whole degrees of freedom, by nothing but arithmetic and roots: the same bits everywhere.

/// P(|T| ≥ |t|) = I_x(df/2, 1/2) at x = df / (df + t²), the regularised incomplete beta function, within 1e-11 of itself.
pub fn two_sided(t: f64, df: usize) -> f64 {
    let (square, n) = (t * t, df as f64);
    let (x, y) = (n / (n + square), square / (n + square));
    // x^(df/2) √y / B(df/2, 1/2)
    let front = power(x.sqrt(), df) * y.sqrt() * gamma_ratio(df) / std::f64::consts::PI.sqrt();
    // The fraction converges quickly on either side of this (DLMF 8.17(v)).
    if x < (n + 2.0) / (n + 5.0) {
        front * fraction(x, 0.5 * n, 0.5) / (0.5 * n)
    } else {
        1.0 - front * fraction(y, 0.5, 0.5 * n) / 0.5
    }
}

/// The t that P(|T| ≥ t) = `tail` holds for, 0 < `tail` < 1.
pub fn critical_value(tail: f64, df: usize) -> f64 {
    let (mut low, mut high) = (0.0, 1.0);
    while two_sided(high, df) > tail {
        (low, high) = (high, 2.0 * high);
    }
    // Halved until no number is left between them.
    loop {
        let middle = 0.5 * (low + high);
        if middle <= low || middle >= high {
            return high;
        }
        *(if two_sided(middle, df) > tail { &mut low } else { &mut high }) = middle;
    }
}

fn power(mut base: f64, mut exponent: usize) -> f64 {
    let mut product = 1.0;
    while exponent > 0 {
        if exponent % 2 == 1 {
            product *= base;
        }
        base *= base;
        exponent /= 2;
    }
    product
}

/// Γ((df + 1) / 2) / Γ(df / 2): two neighbours multiply to df / 2.
fn gamma_ratio(df: usize) -> f64 {
    (1..df).fold(1.0 / std::f64::consts::PI.sqrt(), |ratio, n| 0.5 * n as f64 / ratio)
}

/// The continued fraction of the incomplete beta function, DLMF 8.17.22, from the front (Lentz 1976).
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    let mut c = 1.0;
    let mut d = 1.0 / (1.0 - (a + b) * x / (a + 1.0));
    let mut value = d;
    for m in 1..1000 {
        let m = f64::from(m);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / (1.0 + even * d);
        c = 1.0 + even / c;
        value *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / (1.0 + odd * d);
        c = 1.0 + odd / c;
        value *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    value
}
