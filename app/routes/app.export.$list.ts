import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
import { sayKeptReason } from "../components/segments/say-reason.ts";
import type { Words } from "../components/words/use-words.ts";
import { wordsOf } from "../components/words/words-of.ts";
import { readLocale } from "../i18n/read-locale.server.ts";
import { serverWords } from "../i18n/server-words.server.ts";
import { BYTE_ORDER_MARK, writeCsv } from "../queries/export/csv.ts";
import { EXPORTS, isExport, type ExportColumn } from "../queries/export/exports.ts";

/** Few enough to be made and held at once, many enough that a million customers are a few hundred requests. */
const RECORDS = 5_000;

/**
 * A piece of a list as CSV, the first one with its head. Where the next one begins stands in a header: the browser asks
 * for piece after piece, so that no request is long, and one that fails is asked for again.
 */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, currency, timezone } = await authenticateShop(request);
  const name = params["list"] ?? "";
  if (!isExport(name)) throw new Response(`There is no list ${name} to export.`, { status: 404 });
  const asked = new URL(request.url).searchParams;
  const after = asked.get("after") ?? undefined;
  const list = EXPORTS[name];
  const i18n = await serverWords(await readLocale(request));
  const words = wordsOf(i18n, "conditions", timezone);
  const { records, next } = await list.read({
    ...{ shopId, currency, timezone, params: asked, after, limit: RECORDS, now: now() },
    sayReason: (kept) => sayKeptReason(words, kept),
    db: getPool(),
  });
  const head = after === undefined ? headOf(wordsOf(i18n, "exports", timezone), list.columns) : "";
  return new Response(head + writeCsv(records), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "cache-control": "no-store",
      "x-records": String(records.length),
      ...(next === null ? {} : { "x-next": next }),
    },
  });
}

const headOf = ({ t }: Words<"exports">, columns: readonly ExportColumn[]): string =>
  BYTE_ORDER_MARK + writeCsv([columns.map((column) => t(`column.${column}`))]);
