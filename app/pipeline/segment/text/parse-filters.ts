import type { Filter } from "../condition-tree.ts";
import { assertNever } from "../../shared/outcome.ts";
import type { ExpectedKind } from "./expected.ts";
import {
  FILTER_WORDS,
  PRICE_BELOW,
  PRICE_DROPPED,
  PRICE_FROM,
  PRICE_RANGE,
} from "./filter-words.ts";
import { COMMA, FILTERS_CLOSE, FILTERS_OPEN } from "./join-words.ts";
import { nearestWord } from "./nearest-word.ts";
import { readDuration } from "./parse-length.ts";
import { lastSpan, Misfit, need, spanFrom, take } from "./reader.ts";
import type { Reader } from "./reader.ts";
import { needName, needNumber, readOneOrMore, takeId } from "./read-values.ts";
import { notePlace } from "./spans.ts";
import { quote } from "./tokens.ts";
import type { Span } from "./tokens.ts";

/** What stands between [ and ]; without them no filter. */
export function readFilters(reader: Reader): Filter[] {
  const from = reader.at;
  if (take(reader, FILTERS_OPEN) === null) return [];
  const filters = [readFilter(reader)];
  while (take(reader, COMMA) !== null) filters.push(readFilter(reader));
  need(reader, FILTERS_CLOSE);
  return notePlace(reader.spans, filters, spanFrom(reader, from));
}

function readFilter(reader: Reader): Filter {
  const from = reader.at;
  const filter = readKind(reader);
  return notePlace(reader.spans, filter, spanFrom(reader, from));
}

function readKind(reader: Reader): Filter {
  const kind = need(reader, FILTER_WORDS);
  switch (kind) {
    case "product":
      return { kind, ids: readOneOrMore(reader, () => readProduct(reader)) };
    case "collection":
      return { kind, ids: readOneOrMore(reader, () => readCollection(reader)) };
    case "product-type":
    case "vendor":
    case "channel":
      return { kind, names: readOneOrMore(reader, () => needName(reader, kind)) };
    case "price":
      return readPrice(reader);
    case "discounted":
      return { kind, is: true };
    case "not-discounted":
      return { kind: "discounted", is: false };
    default:
      return assertNever(kind);
  }
}

function readProduct(reader: Reader): string {
  const id = takeId(reader, "productId");
  if (id === null) throw new Misfit();
  return id;
}

function readCollection(reader: Reader): string {
  const id = takeId(reader, "collectionId");
  if (id !== null) return id;
  const handle = needName(reader, "collection");
  const found = reader.names.collectionIdOf(handle);
  if (found !== null) return found;
  const known = reader.names.known("collection").map(({ name }) => name);
  const nearest = nearestWord(handle, known);
  throw new Misfit({
    ...lastSpan(reader),
    message:
      nearest === null
        ? { code: "no-collection", handle: quote(handle) }
        : { code: "other-collection", handle: quote(handle), meant: quote(nearest) },
    expected: ["collectionHandle"],
    suggestion: nearest === null ? null : quote(nearest),
  });
}

function readPrice(reader: Reader): Filter {
  const dropped = take(reader, PRICE_DROPPED);
  if (dropped !== null) {
    const within = readDuration(reader);
    return { kind: "price-dropped", within, afterwards: dropped === "afterwards" };
  }
  if (take(reader, PRICE_FROM) !== null) return placePrice(reader, readAmount(reader), null);
  if (take(reader, PRICE_BELOW) !== null) return placePrice(reader, null, readAmount(reader));
  const from = readAmount(reader, "priceRange");
  need(reader, PRICE_RANGE);
  return placePrice(reader, from, readAmount(reader));
}

interface Amount {
  is: number;
  span: Span;
}

const readAmount = (reader: Reader, what: ExpectedKind = "price"): Amount => ({
  is: needNumber(reader, what),
  span: lastSpan(reader),
});

function placePrice(reader: Reader, from: Amount | null, below: Amount | null): Filter {
  const filter: Filter = { kind: "price", from: from?.is ?? null, below: below?.is ?? null };
  return notePlace(reader.spans, filter, lastSpan(reader), {
    ...(from !== null && { from: from.span }),
    ...(below !== null && { below: below.span }),
  });
}
