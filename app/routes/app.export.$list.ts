import type { LoaderFunctionArgs } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { now } from "../clock.server.ts";
import { getPool } from "../db/pool.server.ts";
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
  const { records, next } = await list.read({
    ...{
      shopId,
      currency,
      timezone,
      params: asked,
      after,
      limit: RECORDS,
      now: now(),
      db: getPool(),
    },
  });
  const head = after === undefined ? await headOf(request, list.columns) : "";
  return new Response(head + writeCsv(records), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "cache-control": "no-store",
      "x-records": String(records.length),
      ...(next === null ? {} : { "x-next": next }),
    },
  });
}

async function headOf(request: Request, columns: readonly ExportColumn[]): Promise<string> {
  const words = await serverWords(await readLocale(request));
  const t = words.getFixedT(null, "exports");
  return BYTE_ORDER_MARK + writeCsv([columns.map((column) => t(`column.${column}`))]);
}
