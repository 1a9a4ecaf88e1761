//! Runs work on several threads, with results in input order and a limit on what is in flight: inputs that have been
//! read but whose results have not been passed on.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded, unbounded};

/// The number of articles in flight per thread; enough that a long article does not leave other threads idle.
const AHEAD: usize = 16;

/// The number of input bytes in flight per thread, so that fewer articles are in flight if they are long. A single
/// article is always allowed.
const LOAD: u64 = 4 << 20;

/// The stack size of worker threads, equal to that of a main thread.
const STACK: usize = 8 << 20;

/// Calls `work` for each input on `jobs` threads, and `sink` with each result, in input order, on the current thread.
/// `sink` also receives whether no further result is waiting, and returns whether to continue.
///
/// A reader thread passes each input to a worker, and to `sink` the channel on which its result will arrive. Both
/// queues are bounded, and so is the total weight in bytes (from `weigh`) of the inputs in flight, so neither slow nor
/// long inputs fill the memory: the reader waits.
///
/// # Errors
/// Returns the error of `sink`, which ends the run, or an error if a thread cannot be started.
pub fn ordered<I, O>(
    inputs: impl Iterator<Item = I> + Send,
    jobs: usize,
    weigh: impl Fn(&I) -> u64 + Send,
    work: impl Fn(I) -> O + Sync,
    mut sink: impl FnMut(O, bool) -> io::Result<bool>,
) -> io::Result<()>
where
    I: Send,
    O: Send,
{
    let jobs = jobs.max(1);
    let (give, take) = bounded::<(I, Sender<O>)>(jobs);
    let (promise, results) = bounded::<(Receiver<O>, u64)>(jobs * AHEAD);
    let (finished, unload) = unbounded();
    let work = &work;
    // The closure owns both queues, so they close before the threads are joined, and a reader that has more inputs
    // stops.
    thread::scope(move |scope| {
        for _ in 0..jobs {
            let take = take.clone();
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                for (input, result) in take {
                    // Nobody receives the result if the sink has ended the run.
                    let _ = result.send(work(input));
                }
            })?;
        }
        drop(take);
        thread::Builder::new().spawn_scoped(scope, move || {
            let mut load = Load { now: 0, most: LOAD.saturating_mul(jobs as u64), unload };
            for input in inputs {
                let weight = weigh(&input);
                let (sender, receiver) = bounded(1);
                if !load.add(weight) || promise.send((receiver, weight)).is_err() || give.send((input, sender)).is_err()
                {
                    break;
                }
            }
        })?;
        while let Ok((result, weight)) = results.recv() {
            let output = result.recv().map_err(|_| io::Error::other("a worker ended before its work"))?;
            if !sink(output, results.is_empty())? {
                break;
            }
            // The reader may have ended.
            let _ = finished.send(weight);
        }
        Ok(())
    })
}

/// The inputs in flight, in bytes.
struct Load {
    now: u64,
    most: u64,
    /// The weights of finished inputs.
    unload: Receiver<u64>,
}

impl Load {
    /// Waits until there is room for `weight`. Returns `false` if the receiver is gone.
    fn add(&mut self, weight: u64) -> bool {
        self.now -= self.unload.try_iter().sum::<u64>();
        while self.now > 0 && self.now.saturating_add(weight) > self.most {
            match self.unload.recv() {
                Ok(left) => self.now -= left,
                Err(_) => return false,
            }
        }
        self.now += weight;
        true
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_are_in_input_order() {
        let mut seen = Vec::new();
        // Of every four inputs the first takes longest.
        let work = |n: u64| {
            thread::sleep(Duration::from_micros(if n.is_multiple_of(4) { 900 } else { 10 }));
            n * 2
        };
        ordered(
            0..400,
            4,
            |_| 1,
            work,
            |n, _| {
                seen.push(n);
                Ok(true)
            },
        )
        .expect("nothing fails");
        assert_eq!(seen, (0..400).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_slow_sink_throttles_the_reader() {
        let (read, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let inputs = (0..1000).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        let mut most = 0;
        ordered(
            inputs,
            2,
            |_| 1,
            |n| n,
            |_, _| {
                let out = written.fetch_add(1, Ordering::SeqCst);
                most = most.max(read.load(Ordering::SeqCst) - out);
                thread::sleep(Duration::from_micros(50));
                Ok(true)
            },
        )
        .expect("nothing fails");
        assert_eq!(written.into_inner(), 1000);
        assert!(most <= 2 * AHEAD + 8, "{most} in flight");
    }

    #[test]
    fn the_sink_can_stop_the_run() {
        let mut seen = 0;
        let go_on = |_: u64, _: bool| {
            seen += 1;
            Ok(seen < 5)
        };
        ordered(0.., 3, |_| LOAD, |n: u64| n, go_on).expect("nothing fails");
        assert_eq!(seen, 5);
        let broken = ordered(0..10, 3, |_| LOAD, |n: u64| n, |_, _| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(broken.expect_err("the sink failed").kind(), io::ErrorKind::BrokenPipe);
    }
    #[test]
    fn bytes_in_flight_are_bounded() {
        let (mut most, flying) = (0, AtomicUsize::new(0));
        let inputs = (0..60_usize).map(|n| if n % 3 == 0 { 10 * LOAD } else { LOAD / 2 } as usize).inspect(|weight| {
            flying.fetch_add(*weight, Ordering::SeqCst);
        });
        let mut count = 0;
        let sink = |weight: usize, _: bool| {
            most = most.max(flying.load(Ordering::SeqCst));
            flying.fetch_sub(weight, Ordering::SeqCst);
            count += 1;
            Ok(true)
        };
        ordered(inputs, 4, |weight| *weight as u64, |weight| weight, sink).expect("nothing fails");
        // An input that exceeds the limit is alone in flight; the next one has been read and waits.
        let limit = 10 * LOAD as usize * 2;
        assert!(count == 60 && most <= limit, "{most} bytes in flight");
    }
}
