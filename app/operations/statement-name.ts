const VERB =
  /\b(SELECT|INSERT|UPDATE|DELETE|MERGE|COPY|BEGIN|COMMIT|ROLLBACK|SET|LOCK|TRUNCATE)\b/i;
const WRITTEN =
  /\b(INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:"?public"?\.)?"?([a-z_]\w*)"?/i;
const CALLED = /^\s*SELECT\s+(?:\w+\.)?([a-z_]\w*)\(/i;
const READ = /\bFROM\s+(?:"?public"?\.)?"?([a-z_]\w*)"?/i;

/**
 * Names a statement by what it does to which table ("INSERT raw_event", "SELECT profile"), by the function that it calls, or
 * by its verb alone ("BEGIN"). Of one that writes the first table that it writes counts, of one that reads the first that it
 * reads. The text itself, with whatever a value that stands in it would tell, is not part of the name.
 */
export function nameStatement(text: string): string {
  // A word in a string or a comment is none of the statement's.
  const bare = text.replace(/'[^']*'|--[^\n]*/g, " ");
  const written = WRITTEN.exec(bare);
  if (written !== null) {
    const [, verb = "", table = ""] = written;
    return `${(verb.split(/\s/)[0] ?? "").toUpperCase()} ${table}`;
  }
  const verb = VERB.exec(bare)?.[1]?.toUpperCase() ?? "statement";
  const table = READ.exec(bare)?.[1] ?? CALLED.exec(bare)?.[1];
  return table === undefined ? verb : `${verb} ${table}`;
}
