//! Work on all cores, results in the order of the input, and never more than so many in flight.

use std::io;
use std::thread;

use crossbeam_channel::{Receiver, Sender, bounded};

/// Articles in flight for each thread: enough that a long one does not leave the others idle.
const AHEAD: usize = 16;

/// Threads have the stack that a program's first one has.
const STACK: usize = 8 << 20;

/// Calls `work` for each input on `jobs` threads and `sink` with each result, in the order of the inputs, on this
/// thread. `sink` is also told whether nothing waits behind the result, and says whether to go on.
///
/// A reader hands each input to a worker, and where its result will appear to the sink; both queues are bounded, so one slow input
/// holds up the reader and not the memory.
///
/// # Errors
/// Those of `sink`, which end the run, and threads that cannot be started.
pub fn ordered<I, O>(
    inputs: impl Iterator<Item = I> + Send,
    jobs: usize,
    work: impl Fn(I) -> O + Sync,
    mut sink: impl FnMut(O, bool) -> io::Result<bool>,
) -> io::Result<()>
where
    I: Send,
    O: Send,
{
    let jobs = jobs.max(1);
    let (give, take) = bounded::<(I, Sender<O>)>(jobs);
    let (promise, results) = bounded::<Receiver<O>>(jobs * AHEAD);
    let work = &work;
    // Owned by the closure, so that both queues close before the threads are waited for: a reader that has more to give then
    // learns that nobody takes it.
    thread::scope(move |scope| {
        for _ in 0..jobs {
            let take = take.clone();
            thread::Builder::new().stack_size(STACK).spawn_scoped(scope, move || {
                for (input, result) in take {
                    // Nobody waits for it any more when the sink has ended the run.
                    let _ = result.send(work(input));
                }
            })?;
        }
        drop(take);
        thread::Builder::new().spawn_scoped(scope, move || {
            for input in inputs {
                let (sender, receiver) = bounded(1);
                if promise.send(receiver).is_err() || give.send((input, sender)).is_err() {
                    break;
                }
            }
        })?;
        while let Ok(result) = results.recv() {
            let output = result.recv().map_err(|_| io::Error::other("a worker ended before its work"))?;
            if !sink(output, results.is_empty())? {
                break;
            }
        }
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_keep_the_order_of_the_inputs() {
        let mut seen = Vec::new();
        // The first of every four takes longest.
        let work = |n: u64| {
            thread::sleep(Duration::from_micros(if n.is_multiple_of(4) { 900 } else { 10 }));
            n * 2
        };
        ordered(0..400, 4, work, |n, _| {
            seen.push(n);
            Ok(true)
        })
        .expect("nothing fails");
        assert_eq!(seen, (0..400).map(|n| n * 2).collect::<Vec<_>>());
    }

    #[test]
    fn a_slow_sink_holds_up_the_reader() {
        let (read, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let inputs = (0..1000).inspect(|_| {
            read.fetch_add(1, Ordering::SeqCst);
        });
        let mut most = 0;
        ordered(
            inputs,
            2,
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
    fn the_sink_ends_the_run() {
        let mut seen = 0;
        let go_on = |_: u64, _: bool| {
            seen += 1;
            Ok(seen < 5)
        };
        ordered(0.., 3, |n: u64| n, go_on).expect("nothing fails");
        assert_eq!(seen, 5);
        let broken = ordered(0..10, 3, |n: u64| n, |_, _| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(broken.expect_err("the sink failed").kind(), io::ErrorKind::BrokenPipe);
    }
}
