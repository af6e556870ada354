/** Tables of a few rows a shop, or of none yet: what takes a lock on them takes it for a moment. */
const SMALL = new Set([
  "shop",
  "shop_work",
  "shop_sum",
  "shop_norm",
  "shop_change",
  "retention",
  "deletion",
  "tag_turn",
  "tag_load",
  "klaviyo_key",
  "metafield_setting",
  "backfill",
  "segment",
  "segment_build",
  "scoring_model",
]);

/** Something that old code, or the traffic of a running shop, does not survive. */
export interface Breach {
  statement: string;
  reason: string;
}

/**
 * Judges a migration that is run while processes of the version before serve: it may only widen, and must not hold a lock
 * for longer than a moment. Rules are those of PostgreSQL's manual, chapters ALTER TABLE and CREATE INDEX.
 */
export function judgeMigration(sql: string): Breach[] {
  const statements = splitStatements(sql);
  const made = new Set(statements.flatMap((statement) => tableMade(statement) ?? []));
  const judged = statements.flatMap((statement) => {
    const reason = judgeStatement(statement, made);
    return reason === null ? [] : [{ statement, reason }];
  });
  return [...judged, ...judgeWhole(statements, made)];
}

const splitStatements = (sql: string): string[] =>
  sql
    .replace(/--[^\n]*/g, "")
    .split(";")
    .map((statement) => statement.replace(/\s+/g, " ").trim())
    .filter((statement) => statement !== "");

const NAME = `(?:"?public"?\\.)?"?(\\w+)"?`;
const matcher = (pattern: string): RegExp => new RegExp(pattern.replace("NAME", NAME), "i");
const CREATE_TABLE = matcher("^CREATE TABLE (?:IF NOT EXISTS )?NAME");
const CREATE_INDEX = matcher("^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?\\S+ ON (?:ONLY )?NAME");
const ALTER_TABLE = matcher("^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?NAME (.*)$");
const REWRITE = matcher("^(?:UPDATE|DELETE FROM) NAME");
const LOCK_TIMEOUT = /^SET (LOCAL )?lock_timeout/i;
const CONCURRENTLY = /^(CREATE (UNIQUE )?|DROP )INDEX CONCURRENTLY/i;

const tableMade = (statement: string): string | undefined => CREATE_TABLE.exec(statement)?.[1];

function judgeStatement(statement: string, made: ReadonlySet<string>): string | null {
  if (/^(DROP (TABLE|VIEW|TYPE|SCHEMA)|TRUNCATE)\b/i.test(statement))
    return "old code reads what is dropped: stop using it, deploy, and drop it in a later release";
  const indexed = CREATE_INDEX.exec(statement)?.[1];
  if (indexed !== undefined && isLarge(indexed, made))
    return "writers wait while it is built: CREATE INDEX CONCURRENTLY, in a migration of its own";
  const rewritten = REWRITE.exec(statement)?.[1];
  if (rewritten !== undefined && isLarge(rewritten, made))
    return "a large table is rewritten in one transaction: fill it in batches, by the worker";
  const [, altered = "", change = ""] = ALTER_TABLE.exec(statement) ?? [];
  if (altered === "" || made.has(altered)) return null;
  return judgeChange(change);
}

const isLarge = (table: string, made: ReadonlySet<string>): boolean =>
  !made.has(table) && !SMALL.has(table);

/** Changes of a table that the version before knows. */
function judgeChange(change: string): string | null {
  const rules: [RegExp, string][] = [
    [
      /\bDROP (COLUMN\b|CONSTRAINT\b)/i,
      "old code may rely on it: stop using it, deploy, then drop",
    ],
    [
      /\bRENAME\b/i,
      "old code knows the old name: add the new one beside it, copy, deploy, then drop",
    ],
    [/\bALTER COLUMN \S+ (SET DATA )?TYPE\b/i, "the table is rewritten under a lock: add a column"],
    [
      /\bALTER COLUMN \S+ SET NOT NULL/i,
      "the table is read under a lock: add CHECK (… IS NOT NULL) NOT VALID, validate it, then set it",
    ],
    [
      /\bADD COLUMN (?:(?!\bADD COLUMN\b).)*\bDEFAULT (gen_random_uuid|random|clock_timestamp|nextval)/i,
      "a default that differs by row rewrites the table: add it without, and fill it in batches",
    ],
    [
      /\bADD (CONSTRAINT \S+ )?(PRIMARY KEY|UNIQUE) \(/i,
      "build the index concurrently, then USING INDEX",
    ],
  ];
  for (const [pattern, reason] of rules) if (pattern.test(change)) return reason;
  for (const part of change.split(/,(?![^(]*\))/)) {
    if (/\bADD COLUMN\b/i.test(part) && /\bNOT NULL\b/i.test(part) && !/\bDEFAULT\b/i.test(part))
      return "old code does not know the column and inserts without it: give it a DEFAULT";
    const isChecked = /\bADD CONSTRAINT\b.*\b(CHECK|FOREIGN KEY)\b/i.test(part);
    if (isChecked && !/\bNOT VALID\b/i.test(part))
      return "the table is read under a lock: add it NOT VALID, and validate it in another migration";
  }
  return null;
}

/** What a migration as a whole must keep. */
function judgeWhole(statements: string[], made: ReadonlySet<string>): Breach[] {
  const concurrent = statements.find((statement) => CONCURRENTLY.test(statement));
  if (concurrent !== undefined) {
    return statements.every((statement) => CONCURRENTLY.test(statement))
      ? []
      : [
          {
            statement: concurrent,
            reason: "it may fail half-way: nothing else stands in its migration",
          },
        ];
  }
  const first = statements.find((statement) => {
    const altered = ALTER_TABLE.exec(statement)?.[1] ?? CREATE_INDEX.exec(statement)?.[1];
    return altered !== undefined && !made.has(altered);
  });
  if (first === undefined || statements.some((statement) => LOCK_TIMEOUT.test(statement)))
    return [];
  return [
    {
      statement: first,
      reason:
        "a lock that is waited for stops everybody behind it: begin with SET lock_timeout = '2s', and try again",
    },
  ];
}
