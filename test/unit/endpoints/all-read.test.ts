import { expect, test } from "vitest";
import { allRead } from "../../../app/endpoints/all-read.ts";

test("steps of one turn are gone through together, and the next turn is another one", async () => {
  const steps: string[] = [];
  const work = async (name: string): Promise<void> => {
    await allRead();
    steps.push(`${name} 1`);
    await Promise.resolve();
    steps.push(`${name} 2`);
  };
  await Promise.all([work("a"), work("b"), work("c")]);
  expect(steps).toEqual(["a 1", "b 1", "c 1", "a 2", "b 2", "c 2"]);
  await work("d");
  expect(steps.slice(-2)).toEqual(["d 1", "d 2"]);
});
