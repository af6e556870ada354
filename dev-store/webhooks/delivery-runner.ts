import type { Delivery, DeliveryQueue, Settlement } from "./delivery-queue.ts";
import { planAttempts } from "./faults.ts";
import type { PlannedAttempt, WebhookFaults } from "./faults.ts";
import { pauseBeforeRetry } from "./retry-schedule.ts";
import type { SendResult } from "./send-delivery.ts";

const BATCH_SIZE = 256;
/** Outcomes are written together: one transaction per delivery would bound the rate by the disk. */
const SETTLE_EVERY = 128;
const SETTLE_AFTER_MS = 10;
/** How often retries are looked for, in real time: the dev store's clock may jump at any moment. */
const POLL_MS = 25;
/** With the shuffle fault on, so long is waited for more deliveries to shuffle among. */
const SHUFFLE_LINGER_MS = 40;

export interface DeliveryRunnerOptions {
  queue: DeliveryQueue;
  faults: WebhookFaults;
  concurrency: number;
  now(): number;
  send(delivery: Delivery): Promise<SendResult>;
}

export interface DeliveryRunner {
  start(): void;
  stop(): Promise<void>;
  /** Something was queued: look at once instead of at the next poll. */
  wake(): void;
  /** Resolves after the next written outcome or poll; rejects when the runner is not running. */
  settled(): Promise<void>;
}

/** Keeps up to `concurrency` attempts under way and writes their outcomes in batches. */
export function createDeliveryRunner(options: DeliveryRunnerOptions): DeliveryRunner {
  const { queue, faults, concurrency, now } = options;
  let poll: NodeJS.Timeout | undefined;
  let settleTimer: NodeJS.Timeout | undefined;
  let isWakeScheduled = false;
  let underWay = 0;
  let planned: PlannedAttempt[] = [];
  let settlements: Settlement[] = [];
  let waiters: { resolve(): void; reject(error: Error): void }[] = [];

  function pump(): void {
    if (poll === undefined) return;
    while (underWay < concurrency) {
      if (planned.length === 0) planned = refill();
      const next = planned.pop();
      if (next === undefined) return;
      underWay += 1;
      void attempt(next);
    }
  }

  function refill(): PlannedAttempt[] {
    const limit = Math.max(BATCH_SIZE, faults.shuffle?.window ?? 0);
    // Reversed so that pop() takes the first: shift() on a long array costs its length each time.
    return planAttempts(queue.take(limit, now()), faults).reverse();
  }

  async function attempt({ delivery, fate, copies }: PlannedAttempt): Promise<void> {
    if (fate === "lose") note({ id: delivery.id, outcome: "lost" });
    else if (fate === "drop") note(settleFailure(delivery));
    else {
      const results = await Promise.all(
        Array.from({ length: copies }, () => options.send(delivery)),
      );
      note(
        results.every(isSuccess)
          ? { id: delivery.id, outcome: "delivered" }
          : settleFailure(delivery),
      );
    }
    underWay -= 1;
    if (fate === "deliver") pump();
    else wake();
  }

  function settleFailure(delivery: Delivery): Settlement {
    const pause = pauseBeforeRetry(delivery.failures + 1);
    return pause === null
      ? { id: delivery.id, outcome: "dead" }
      : { id: delivery.id, outcome: "retry", dueAt: now() + pause };
  }

  function note(settlement: Settlement): void {
    settlements.push(settlement);
    if (settlements.length >= SETTLE_EVERY) settle();
    else settleTimer ??= setTimeout(settle, SETTLE_AFTER_MS);
  }

  function settle(): void {
    clearTimeout(settleTimer);
    settleTimer = undefined;
    const batch = settlements;
    settlements = [];
    queue.settle(batch);
    tellWaiters();
  }

  function tellWaiters(): void {
    const told = waiters;
    waiters = [];
    for (const waiter of told) waiter.resolve();
  }

  function wake(): void {
    if (isWakeScheduled || poll === undefined) return;
    isWakeScheduled = true;
    const look = (): void => {
      isWakeScheduled = false;
      pump();
    };
    // Not now: the caller may be inside a transaction that has yet to commit.
    if (faults.shuffle === null) setImmediate(look);
    else setTimeout(look, SHUFFLE_LINGER_MS);
  }

  return {
    start() {
      poll ??= setInterval(() => {
        if (faults.shuffle === null) pump();
        else wake();
        tellWaiters();
      }, POLL_MS);
      wake();
    },
    async stop() {
      clearInterval(poll);
      poll = undefined;
      while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      settle();
      queue.release(planned.map(({ delivery }) => delivery.id));
      planned = [];
      for (const waiter of waiters) waiter.reject(new Error("The webhook dispatcher was stopped"));
      waiters = [];
    },
    wake,
    settled: () =>
      new Promise((resolve, reject) => {
        if (poll === undefined) reject(new Error("The webhook dispatcher is not running"));
        else waiters.push({ resolve, reject });
      }),
  };
}

function isSuccess({ status }: SendResult): boolean {
  return status !== null && status >= 200 && status < 300;
}
