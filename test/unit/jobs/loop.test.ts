import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { startLoop } from "../../../app/jobs/loop.ts";
import type { Round } from "../../../app/services/round.ts";

test("a loop that is told to stop ends when what its rounds began and did not wait for is over", async () => {
  let rounds = 0;
  let turn = Promise.resolve();
  let isOver = false;
  const begin = (): ReturnType<Round> => {
    rounds += 1;
    if (rounds === 1) turn = sleep(200).then(() => void (isOver = true));
    return Promise.resolve("idle");
  };
  const round = Object.assign(begin, { finish: () => turn });
  const loop = startLoop({ name: "turns", round, onEnd: () => undefined });
  await loop.stop();
  expect(rounds).toBe(1);
  expect(isOver).toBe(true);
});
