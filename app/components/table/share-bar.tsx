import { useWords } from "../words/use-words.ts";

/** A part of a whole as a bar with its percentage; what takes away from the whole is no part of it. */
export function ShareBar({ part, whole }: { part: number; whole: number }) {
  const { format } = useWords("common");
  if (whole <= 0 || part < 0) return <span>–</span>;
  const percent = Math.min(100, (100 * part) / whole);
  return (
    <span className="k-share">
      <span className="k-share-track" aria-hidden="true">
        <span className="k-share-fill" style={{ width: `${percent}%` }} />
      </span>
      <span>{format.share(part, whole)}</span>
    </span>
  );
}
