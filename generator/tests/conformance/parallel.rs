//! Work on many items by as many threads as the machine has.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a function gives for each item and its index, in their order.
pub(crate) fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(usize, &T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let index = next.fetch_add(1, Ordering::Relaxed)
                    && let Some(item) = items.get(index)
                {
                    let result = work(index, item);
                    *results[index].lock().expect("no thread panics with it") = Some(result);
                }
            });
        }
    });
    let results = results.into_iter();
    let results = results.map(|result| result.into_inner().ok().flatten());
    results
        .map(|result| result.expect("every item was worked on"))
        .collect()
}
