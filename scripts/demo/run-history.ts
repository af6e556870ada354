import { existsSync } from "node:fs";
import { readHistory } from "../../dev-store/history/read-history.ts";
import type { DemoArguments } from "./arguments.ts";
import { HISTORY_DOMAIN, replayHistory, startOfReplay } from "./replay-history.ts";
import { say } from "./say.ts";
import { startEverything } from "./start-everything.ts";
import { unlessStopped, untilStopped } from "./stop.ts";

/** Replays a file of orders through the whole app, as of its own dates, and reports what came of it. */
export async function runHistory(
  options: DemoArguments & { orders: string },
  stop: AbortSignal,
): Promise<void> {
  if (!existsSync(options.orders)) throw new Error(`There is no file ${options.orders}`);
  const history = await unlessStopped(stop, readHistory(options.orders));
  const { counts } = history;
  say(
    `${options.orders}: ${counts.customers} customers, ${counts.orders} orders, ${counts.guestOrders} guests' orders, ` +
      `${counts.refunds} refunds, ${counts.cancellations} cancellations`,
  );
  for (const { line, reason } of history.unreadable)
    say(`  line ${line} cannot be read: ${reason}`);
  for (const { reason, rows } of [...history.skipped, ...history.unmatchedReasons])
    say(`  ${rows} rows: ${reason}`);
  const demo = await unlessStopped(
    stop,
    startEverything({
      name: "history",
      domain: HISTORY_DOMAIN,
      port: options.port,
      startAt: startOfReplay(history),
    }),
  );
  try {
    const result = await unlessStopped(
      stop,
      replayHistory(demo, {
        history,
        currency: options.currency ?? history.currency ?? "USD",
        timezone: options.timezone ?? history.timezone ?? "UTC",
      }),
    );
    report(options, {
      ...result,
      history: { ...counts, unreadableRows: history.unreadable, skippedRows: history.skipped },
    });
    if (result.mismatches > 0) throw new Error(`${result.mismatches} customers carry wrong tags`);
    if (options.once) return;
    say(
      `\nOpen ${demo.devStore.url}/store/${HISTORY_DOMAIN.split(".")[0]}/apps/kindling   (Ctrl-C ends)`,
    );
    await untilStopped(stop);
  } finally {
    await demo.stop();
  }
}

function report(options: DemoArguments, result: object): void {
  if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
}
