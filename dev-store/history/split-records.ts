/** Whole records of a CSV file, and the line at which the first of them begins. */
export interface RecordBlock {
  line: number;
  /** A line that belongs to no record is an empty record, which keeps the numbers of all others. */
  records: string[];
  /** Whether any record spans several lines. */
  hasBreaks: boolean;
}

export interface RecordSplitter {
  push(lines: string[]): RecordBlock;
  end(): RecordBlock;
}

export interface SplitRecordsInput {
  firstLine: number;
  linesPerRecord: number;
  /** Whether a text of several lines is one good record. */
  isRecord: (text: string) => boolean;
  onUnreadable: (line: number, reason: string) => void;
}

/**
 * Cuts a CSV file at the ends of its records, so that one quote too many costs one row and not the
 * rest of the file: a CSV reader alone would take everything up to the next quote for one field.
 */
export function splitRecords(input: SplitRecordsInput): RecordSplitter {
  let line = input.firstLine;
  let open: string[] = [];

  const take = (lines: string[], isEnd: boolean): RecordBlock => {
    const block: RecordBlock = { line, records: [], hasBreaks: false };
    const pending = open.length === 0 ? lines : [...open, ...lines];
    let at = 0;
    while (at < pending.length) {
      const length = measureRecord(pending, at, input);
      if (length === "more" && !isEnd) break;
      if (typeof length === "number") {
        block.records.push(pending.slice(at, at + length).join("\n"));
        block.hasBreaks ||= length > 1;
        at += length;
      } else {
        input.onUnreadable(line + at, "a quote is opened and not closed");
        block.records.push("");
        at += 1;
      }
    }
    open = pending.slice(at);
    line += at;
    return block;
  };
  return { push: (lines) => take(lines, false), end: () => take([], true) };
}

/** Lines of the record that begins at `at`; "bad": it has no end; "more": its end is not read yet. */
function measureRecord(
  lines: string[],
  at: number,
  { linesPerRecord, isRecord }: SplitRecordsInput,
): number | "bad" | "more" {
  let isOpen = hasOddQuotes(lines[at] ?? "");
  if (!isOpen) return 1;
  for (let length = 2; length <= linesPerRecord; length += 1) {
    const next = lines[at + length - 1];
    if (next === undefined) return "more";
    if (hasOddQuotes(next)) isOpen = !isOpen;
    if (!isOpen) return isRecord(lines.slice(at, at + length).join("\n")) ? length : "bad";
  }
  return "bad";
}

function hasOddQuotes(line: string): boolean {
  let isOdd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) isOdd = !isOdd;
  return isOdd;
}
