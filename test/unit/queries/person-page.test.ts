import { expect, test } from "vitest";
import { text } from "node:stream/consumers";
import { Readable } from "node:stream";
import { personJson } from "../../../app/queries/person-json.ts";
import { personPage } from "../../../app/queries/person-page.ts";
import type { PersonFile } from "../../../app/queries/read-person-file.ts";

const ABOUT = {
  ...{ customerId: "7", orderIds: [], shop: "a.myshopify.com" },
  ...{ madeAt: "2026-01-01", note: "note" },
};
const message = (topic: string) => ({
  receivedAt: "2026",
  source: "s",
  topic,
  wire: { at: "<i>" },
});
const MESSAGES = [[message("a"), message("b")], [message("c")]];

const write = (make: typeof personPage, file: PersonFile, messages = MESSAGES): Promise<string> =>
  text(Readable.from(make(file, Readable.from(messages))));

test("the page holds every value, and nothing in it is markup", async () => {
  const page = await write(personPage, {
    about: ABOUT,
    tables: {
      fact: [
        { key: "<b>", value: 3 },
        { key: "two", about: null, more: { deep: '"x" & y' } },
      ],
      refund: [],
    },
  });
  expect(page).toContain("<h2>fact (2)</h2>");
  expect(page).not.toContain("refund");
  expect(page).toContain("&lt;b&gt;");
  expect(page).not.toContain("<b>");
  expect(page).toContain("&amp; y");
  expect([...page.matchAll(/<th>(\w+)<\/th>/g)].map(([, name]) => name)).toEqual([
    ...["key", "value", "about", "more"],
    ...MESSAGES.flatMap(() => ["receivedAt", "source", "topic", "wire"]),
  ]);
});

test("the JSON is one object, however many messages there are", async () => {
  const file = { about: { ...ABOUT }, tables: { fact: [{ key: "<b>" }] } };
  expect(JSON.parse(await write(personJson, file))).toEqual({ ...file, messages: MESSAGES.flat() });
  expect(JSON.parse(await write(personJson, file, []))).toEqual({ ...file, messages: [] });
});
