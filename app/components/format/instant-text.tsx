import type { Instant } from "../../pipeline/shared/time.ts";
import { useShopDisplay } from "../frame/shop-context.tsx";
import { formatAgo, formatDateTime } from "./format-date.ts";

/** An instant in the shop's time zone; with `asOf`, how long before that instant it was. */
export function InstantText({ at, asOf }: { at: Instant; asOf?: Instant }) {
  const { timezone } = useShopDisplay();
  const full = formatDateTime(at, timezone);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={asOf === undefined ? undefined : full}
      className="k-nowrap"
    >
      {asOf === undefined ? full : formatAgo(at, asOf, timezone)}
    </time>
  );
}
