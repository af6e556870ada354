import { setImmediate as letOthersGo } from "node:timers/promises";
import { expect, test } from "vitest";
import { oneByOne } from "../../../app/db/one-by-one.ts";
import type { Queryable } from "../../../app/db/transaction.ts";

test("statements are sent one at a time, in their order, also after one that failed", async () => {
  const sent: string[] = [];
  let underWay = 0;
  const query = async (text: string): Promise<string> => {
    sent.push(text);
    underWay += 1;
    expect(underWay).toBe(1);
    for (let turn = 0; turn < 3; turn += 1) await letOthersGo();
    underWay -= 1;
    if (text === "bad") throw new Error("refused");
    return `${text} answered`;
  };
  const db = oneByOne({ query: query as unknown as Queryable["query"] });
  const answers = await Promise.allSettled(["one", "bad", "two"].map((text) => db.query(text)));
  expect(sent).toEqual(["one", "bad", "two"]);
  expect(answers).toMatchObject([
    { status: "fulfilled", value: "one answered" },
    { status: "rejected", reason: { message: "refused" } },
    { status: "fulfilled", value: "two answered" },
  ]);
});
