import { assertNever } from "../../pipeline/shared/outcome.ts";
import type { TagWriter } from "../../queries/read-tag-writer.ts";
import { formatUpTo } from "../format/count-up-to.ts";
import type { Words } from "../words/use-words.ts";

type Told = Pick<TagWriter, "mode" | "carrying" | "waiting" | "writesOfDay">;

/** Whether tags are written and how far that is, in sentences. */
export function describeWriter(
  { t, format }: Words<"activity">,
  { mode, carrying, waiting, writesOfDay }: Told,
): string[] {
  const counted = (count: number) => ({
    count,
    amount: formatUpTo({ format }, count),
  });
  const carried = t("writer.carried", counted(carrying));
  switch (mode) {
    case "writing":
      return [
        carried,
        waiting === 0 ? t("writer.noneWaits") : t("writer.waiting", counted(waiting)),
        t("writer.writes", counted(writesOfDay)),
      ];
    case "paused":
      return [
        carried,
        waiting === 0 ? t("writer.stopped") : t("writer.stoppedWaiting", counted(waiting)),
      ];
    case "cleaning":
      return [t("writer.removing")];
    case "cleaned":
      return carrying === 0 ? [t("writer.allGone")] : [carried, t("writer.someLeft")];
    default:
      return assertNever(mode);
  }
}
