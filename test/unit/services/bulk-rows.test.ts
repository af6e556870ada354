import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBatches, splitLines } from "../../../app/services/bulk-rows.ts";

const CHILDREN = { ProductVariant: "variants" };

async function* each<T>(items: Iterable<T>): AsyncGenerator<T> {
  for (const item of items) yield await Promise.resolve(item);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const item of items) found.push(item);
  return found;
}

/** The lines of products that have so many variants, and the records that they are. */
function productsWith(variants: number[]) {
  const records = variants.map((count, product) => ({
    id: `gid://shopify/Product/${product}`,
    title: `Größe ${product} 🧦`,
    variants: {
      nodes: Array.from({ length: count }, (_, index) => ({
        id: `gid://shopify/ProductVariant/${product * 1000 + index}`,
        price: "9.00",
      })),
    },
  }));
  const lines = records.flatMap(({ variants: { nodes }, ...row }) => [
    JSON.stringify(row),
    ...nodes.map((node) => JSON.stringify({ ...node, __parentId: row.id })),
  ]);
  return { records, lines };
}

const shapes = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 12 });

describe("a text in pieces", () => {
  test("gives the same lines wherever it was cut, in the middle of a letter too", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, fc.array(fc.integer({ min: 1, max: 40 })), async (counts, cuts) => {
        const { lines } = productsWith(counts);
        const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(""));
        const pieces: Uint8Array[] = [];
        let at = 0;
        for (const cut of cuts) {
          pieces.push(bytes.subarray(at, at + cut));
          at += cut;
        }
        pieces.push(bytes.subarray(at));
        expect(await collect(splitLines(each(pieces)))).toEqual(lines);
      }),
    );
  });

  test("may lack the last line's end, and is refused when a line does not end", async () => {
    const bytes = (text: string) => Buffer.from(text);
    expect(await collect(splitLines(each([bytes("a\nb")])))).toEqual(["a", "b"]);
    const endless = Array.from({ length: 6 }, () => bytes("x".repeat(1024 * 1024)));
    await expect(collect(splitLines(each(endless)))).rejects.toThrow("does not end");
  });
});

describe("the rows of a bulk result", () => {
  test("are put together as a page would give them, each record with its own children", async () => {
    await fc.assert(
      fc.asyncProperty(shapes, async (counts) => {
        const { records, lines } = productsWith(counts);
        const batches = await collect(readBatches(each(lines), { children: CHILDREN, from: 0 }));
        expect(batches.flatMap(({ nodes }) => nodes)).toEqual(records);
        expect(batches.at(-1)?.linesRead ?? 0).toBe(lines.length);
      }),
    );
  });

  test("go on after any batch that was stored: nothing is left out, nothing comes twice", async () => {
    const { records, lines } = productsWith(Array.from({ length: 1100 }, (_, index) => index % 7));
    const batches = await collect(readBatches(each(lines), { children: CHILDREN, from: 0 }));
    expect(batches.length).toBe(5);
    let stored = 0;
    for (const { nodes, linesRead } of batches) {
      stored += nodes.length;
      const rest = await collect(readBatches(each(lines), { children: CHILDREN, from: linesRead }));
      expect(rest.flatMap((batch) => batch.nodes)).toEqual(records.slice(stored));
    }
  });

  test("are refused when a child does not follow its parent, or is of an unknown kind", async () => {
    const { lines } = productsWith([1, 1]);
    const disordered = [lines[0], lines[2], lines[1], lines[3]].map(String);
    const read = (rows: string[]) =>
      collect(readBatches(each(rows), { children: CHILDREN, from: 0 }));
    await expect(read(disordered)).rejects.toThrow("does not follow its parent");
    const metafield = '{"id":"gid://shopify/Metafield/1","__parentId":"gid://shopify/Product/0"}';
    await expect(read([String(lines[0]), metafield])).rejects.toThrow("the type Metafield");
  });

  test("that are no JSON are handed on, so that the reason is kept, and the rest is read past them", async () => {
    const { lines, records } = productsWith([2, 0]);
    const spoiled = [...lines.slice(0, 3), "no JSON at all", ...lines.slice(3)];
    const [batch] = await collect(readBatches(each(spoiled), { children: CHILDREN, from: 0 }));
    expect(batch?.nodes).toEqual([records[0], "no JSON at all", records[1]]);
  });

  test("are never held beyond one batch, however long the result is", async () => {
    let made = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (; made < 200_000; made += 1) {
        yield await Promise.resolve(Buffer.from(`{"id":"gid://shopify/Customer/${made}"}\n`));
      }
    }
    let taken = 0;
    let ahead = 0;
    for await (const { nodes } of readBatches(splitLines(endless()), { children: {}, from: 0 })) {
      ahead = Math.max(ahead, made - taken);
      taken += nodes.length;
    }
    expect(taken).toBe(200_000);
    // One batch, and the line that showed its last record to be whole.
    expect(ahead).toBeLessThanOrEqual(251);
  });
});
