//! Several networks trained at once, each by a thread of its own.

use crate::Failure;
use crate::runs::{Run, run_watched};
use activation_lab::data::Dataset;
use activation_lab::train::RawConfig;
use serde::{Serialize, Serializer};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What takes longer is refused unless told.
const LONGEST: Duration = Duration::from_secs(3600);

/// When the network first got nine of ten test images right.
#[derive(Clone, Copy, Serialize)]
pub struct Reached {
    pub epochs: u32,
    /// Of training.
    pub seconds: f64,
}

/// A run with its end.
pub struct Trained {
    pub run: Run,
    pub to_90: Option<Reached>,
}

impl Trained {
    /// On the test images; none where it diverged.
    pub fn accuracy(&self) -> Option<f64> {
        self.run.test_accuracy.last().copied().filter(|_| self.run.error.is_none())
    }
}

impl Serialize for Trained {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Summary<'a> {
            accuracy: Option<f64>,
            #[serde(flatten)]
            run: &'a Run,
            to_90: Option<Reached>,
        }
        Summary { accuracy: self.accuracy(), run: &self.run, to_90: self.to_90 }.serialize(serializer)
    }
}

/// The threads, and what they have done so far.
pub struct Pool {
    threads: usize,
    /// Runs in all.
    planned: usize,
    done: usize,
    started: Instant,
    however_long: bool,
}

impl Pool {
    pub fn new(threads: usize, planned: usize, however_long: bool) -> Self {
        Self { threads, planned, done: 0, started: Instant::now(), however_long }
    }

    /// Trains all, each with its name, in their order; results are in it, too, whichever thread had which.
    pub fn train(&mut self, jobs: &[(String, RawConfig)], dataset: &Arc<Dataset>) -> Result<Vec<Trained>, Failure> {
        let threads = self.threads.min(jobs.len());
        let queue = Mutex::new(jobs.iter().enumerate());
        let ended: Mutex<Vec<Option<Trained>>> = Mutex::new(jobs.iter().map(|_| None).collect());
        let stopped = AtomicBool::new(false);
        let failure = Mutex::new(None);
        let fail = |why: Failure| {
            stopped.store(true, Ordering::Relaxed);
            lock(&failure).get_or_insert(why);
        };
        let pool = Mutex::new(self);
        let work = || {
            loop {
                let next = lock(&queue).next();
                let Some((index, (name, config))) = next.filter(|_| !stopped.load(Ordering::Relaxed)) else { return };
                let mut to_90 = None;
                let begun = Instant::now();
                let watched = run_watched(config, dataset, |run, progress| {
                    if to_90.is_none() && run.test_accuracy.last() >= Some(&0.9) {
                        to_90 = Some(Reached { epochs: progress.epoch, seconds: run.seconds });
                    }
                    // The first network tells after its first epoch already.
                    let all = begun.elapsed().mul_f64(f64::from(progress.epochs) / f64::from(progress.epoch));
                    if let Err(why) = lock(&pool).check(all, threads) {
                        fail(why);
                    }
                    !stopped.load(Ordering::Relaxed)
                });
                match watched {
                    Ok((run, _)) if !stopped.load(Ordering::Relaxed) => {
                        let trained = Trained { run, to_90 };
                        lock(&pool).tell(name, &trained, begun.elapsed(), threads);
                        lock(&ended)[index] = Some(trained);
                    }
                    Ok(_) => return,
                    Err(why) => return fail(why),
                }
            }
        };
        std::thread::scope(|scope| {
            for _ in 0..threads {
                scope.spawn(work);
            }
        });
        match lock(&failure).take() {
            Some(why) => Err(why),
            None => Ok(lock(&ended).drain(..).flatten().collect()),
        }
    }

    /// Refuses what the first networks say will take too long.
    fn check(&self, one: Duration, threads: usize) -> Result<(), Failure> {
        let all = one.mul_f64(self.planned as f64 / threads as f64);
        if self.done > 0 || self.however_long || all <= LONGEST {
            return Ok(());
        }
        let (hours, runs) = (all.as_secs_f64() / 3600.0, self.planned);
        Err(Failure::Usage(format!(
            "sweep: got {runs} runs that take about {hours:.1} hours, expected at most one hour, or --yes"
        )))
    }

    fn tell(&mut self, name: &str, trained: &Trained, took: Duration, threads: usize) {
        let planned = self.planned;
        if self.done == 0 {
            let all = took.as_secs_f64() * planned as f64 / threads as f64;
            eprintln!("{planned} runs on {threads} threads: about {all:.0} s");
        }
        self.done += 1;
        let done = self.done;
        let left = self.started.elapsed().as_secs_f64() / done as f64 * planned.saturating_sub(done) as f64;
        let test = trained.accuracy().map_or_else(
            || trained.run.error.clone().unwrap_or_default(),
            |accuracy| format!("test {:.2} %", 100.0 * accuracy),
        );
        eprintln!("{done}/{planned} {name}: {test}, {:.1} s, {left:.0} s left", took.as_secs_f64());
    }
}

/// A thread that panicked ends the program, so that nobody sees what it left half done.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
