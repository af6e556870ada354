import { PUT_TOGETHER, unwrapStatements } from "./unwrap-statements.ts";

/** Tables of a few rows a shop, or of none yet: what takes a lock on them takes it for a moment. */
const SMALL = new Set([
  "shop",
  "shop_work",
  "due_range",
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
  const statements = unwrapStatements(sql);
  const made = new Set(
    statements.flatMap((statement) => [
      ...(CREATE_TABLE.exec(statement)?.slice(1) ?? []),
      ...(INDEX_MADE.exec(statement)?.slice(1) ?? []),
    ]),
  );
  const judged = statements.flatMap((statement) => {
    const reason = judgeStatement(statement, made);
    return reason === null ? [] : [{ statement, reason }];
  });
  return [...judged, ...judgeWhole(statements, made)];
}

const NAME = `(?:"?public"?\\.)?"?(\\w+)"?`;
const matcher = (pattern: string): RegExp => new RegExp(pattern.replace("NAME", NAME), "i");
const CREATE_TABLE = matcher("^CREATE TABLE (?:IF NOT EXISTS )?NAME");
const CREATE_INDEX = matcher("^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?\\S+ ON (?:ONLY )?NAME");
const ALTER_TABLE = matcher("^ALTER TABLE (?:IF EXISTS )?(?:ONLY )?NAME (.*)$");
const REWRITE = matcher("^(?:UPDATE|DELETE FROM|MERGE INTO) (?:ONLY )?NAME");
const OF_TABLE = matcher(
  "^(?:CREATE|ALTER|DROP) (?:POLICY|(?:OR REPLACE )?TRIGGER|RULE) .*? ON NAME",
);
const DROP_INDEX = /^DROP INDEX (?!CONCURRENTLY)(?:IF EXISTS )?(?:"?public"?\.)?"?(\w+)"?/i;
const INDEX_MADE = /^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?"?(\w+)"?/i;
const LOCK_TIMEOUT = /^SET (LOCAL )?lock_timeout/i;
const CONCURRENTLY = /^(CREATE (UNIQUE )?|DROP )INDEX CONCURRENTLY/i;

function judgeStatement(statement: string, made: ReadonlySet<string>): string | null {
  if (/^(DROP (TABLE|VIEW|TYPE|SCHEMA)|TRUNCATE)\b/i.test(statement))
    return "old code reads what is dropped: stop using it, deploy, and drop it in a later release";
  if (statement.startsWith(PUT_TOGETHER))
    return "what it does cannot be judged: begin the string with the command, and name the table in it";
  if (
    /^(LOCK|CLUSTER|VACUUM FULL|VACUUM \([^)]*FULL|REFRESH MATERIALIZED VIEW (?!CONC)|REINDEX (?!.*CONC))/i.test(
      statement,
    )
  )
    return "everybody waits until it is done: find a way that takes no lock, or do it while nobody is served";
  const dropped = DROP_INDEX.exec(statement)?.[1];
  if (dropped !== undefined && !made.has(dropped))
    return "all who use its table wait for it: DROP INDEX CONCURRENTLY, in a migration of its own";
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
      /\bADD COLUMN (?:(?!\bADD COLUMN\b).)*\b(SERIAL|BIGSERIAL|GENERATED)\b/i,
      "every row gets a value under a lock: add the column without, and fill it in batches",
    ],
    [/\bSET (LOGGED|UNLOGGED|TABLESPACE|ACCESS METHOD)\b/i, "the table is rewritten under a lock"],
    [
      /\bADD (CONSTRAINT \S+ )?(PRIMARY KEY|UNIQUE) \(/i,
      "build the index concurrently, then USING INDEX",
    ],
  ];
  for (const [pattern, reason] of rules) if (pattern.test(change)) return reason;
  for (const part of change.split(/,(?![^(]*\))/)) {
    if (/\bADD COLUMN\b/i.test(part) && /\bNOT NULL\b/i.test(part) && !/\bDEFAULT\b/i.test(part))
      return "old code does not know the column and inserts without it: give it a DEFAULT";
    const isChecked = /\bADD (CONSTRAINT \S+ )?(CHECK|FOREIGN KEY|EXCLUDE)\b/i.test(part);
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
    const altered = [ALTER_TABLE, CREATE_INDEX, OF_TABLE]
      .map((pattern) => pattern.exec(statement)?.[1])
      .find((table) => table !== undefined);
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
