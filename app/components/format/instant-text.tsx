import type { Instant } from "../../pipeline/shared/time.ts";
import { useWords } from "../words/use-words.ts";

/** An instant in the shop's time zone; with `asOf`, how long before that instant it was. */
export function InstantText({ at, asOf }: { at: Instant; asOf?: Instant }) {
  const { format } = useWords("common");
  const full = format.dateTime(at);
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={asOf === undefined ? undefined : full}
      className="k-nowrap"
    >
      {asOf === undefined ? full : format.ago(at, asOf)}
    </time>
  );
}
