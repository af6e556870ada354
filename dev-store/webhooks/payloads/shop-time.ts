const HOUR_QUARTER_MS = 15 * 60 * 1000;
/** Two years of quarters of an hour; beyond it the memory starts anew. */
const MAX_REMEMBERED = 70_000;

const formatters = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

/** An instant as Shopify writes it: whole seconds, local time of the shop, with its offset of that day. */
export function formatShopTime(ms: number, timezone: string): string {
  const offsetMinutes = offsetAt(ms, timezone);
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const sign = offsetMinutes < 0 ? "-" : "+";
  const size = Math.abs(offsetMinutes);
  const hours = String(Math.floor(size / 60)).padStart(2, "0");
  return `${local}${sign}${hours}:${String(size % 60).padStart(2, "0")}`;
}

/** As formatShopTime; null for null. */
export function formatShopTimeOrNull(ms: number | null, timezone: string): string | null {
  return ms === null ? null : formatShopTime(ms, timezone);
}

// Asking Intl costs some 5 µs. Offsets change on quarters of an hour only, so one answer serves a quarter.
function offsetAt(ms: number, timezone: string): number {
  const key = `${timezone} ${Math.floor(ms / HOUR_QUARTER_MS)}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size >= MAX_REMEMBERED) offsets.clear();
  const offset = askOffset(ms, timezone);
  offsets.set(key, offset);
  return offset;
}

function askOffset(ms: number, timezone: string): number {
  let formatter = formatters.get(timezone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat("en", { timeZone: timezone, timeZoneName: "longOffset" });
    formatters.set(timezone, formatter);
  }
  const name = formatter.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const match = /^GMT(?:([+-])(\d{2}):(\d{2}))?/.exec(name);
  if (match === null) throw new Error(`No offset of ${timezone}: ${name}`);
  const [, sign = "+", hours = "0", minutes = "0"] = match;
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
