//! The clock of a simulated world: it stands still while anybody does anything, and jumps to the next alarm when all wait. With it
//! the loop that runs a world.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::rc::Rc;
use std::task::{Poll, Waker};
use std::time::Duration;

use anyhow::{Result, bail};
use futures::FutureExt;
use futures::executor::LocalPool;
use futures::task::LocalSpawnExt;

/// Time since the world began, and who waits for which.
#[derive(Default)]
pub struct Clock {
    now: Cell<Duration>,
    /// By time, then in the order in which they were set.
    alarms: RefCell<BTreeMap<(Duration, u64), Waker>>,
    set: Cell<u64>,
}

impl Clock {
    /// How long the world has existed.
    pub fn now(&self) -> Duration {
        self.now.get()
    }

    /// Waits. Even a wait of no length lets others go first.
    pub async fn sleep(&self, duration: Duration) {
        let mut is_set = false;
        let alarm = (self.now() + duration, self.set.get());
        self.set.set(alarm.1 + 1);
        poll_fn(|context| {
            let is_over = is_set && !self.alarms.borrow().contains_key(&alarm);
            if is_over {
                return Poll::Ready(());
            }
            is_set = true;
            let waker = context.waker().clone();
            self.alarms.borrow_mut().insert(alarm, waker);
            Poll::Pending
        })
        .await;
    }

    /// Goes to the next alarm; false where nobody waits for any.
    fn advance(&self) -> bool {
        let next = self.alarms.borrow_mut().pop_first();
        let is_one = next.is_some();
        if let Some(((at, _), waker)) = next {
            self.now.set(at);
            waker.wake();
        }
        is_one
    }
}

/// Runs a world until `life` is over, and drops what still goes on in it.
pub fn run<T: 'static>(
    mut pool: LocalPool,
    clock: &Rc<Clock>,
    life: impl Future<Output = T> + 'static,
) -> Result<T> {
    let mut life = pool.spawner().spawn_local_with_handle(life)?;
    loop {
        pool.run_until_stalled();
        if let Some(outcome) = (&mut life).now_or_never() {
            return Ok(outcome);
        }
        if !clock.advance() {
            bail!("the simulated world stands still: all in it wait, and nobody for the clock");
        }
    }
}
