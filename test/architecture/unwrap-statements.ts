/** The statement stands in a string that is put together where it runs: nobody can judge it before. */
export const PUT_TOGETHER = "EXECUTE of what is put together";

/**
 * The statements of a migration as they are carried out: those of a DO block, of the strings that it executes and those behind
 * WITH each for itself. Bodies of functions are left out, since they run when they are called.
 */
export function unwrapStatements(sql: string): string[] {
  const plain = sql.replace(/--[^\n]*/g, "").replace(FUNCTION_BODY, "$1 ''");
  const blocks: string[] = [];
  const outside = plain.replace(BLOCK, (_all, escaped?: string, quoted?: string) => {
    blocks.push(quoted ?? decode(escaped ?? ""));
    return `${BLOCK_MARK}${blocks.length - 1}`;
  });
  return outside.split(";").flatMap((part) => {
    const statement = flatten(part);
    const block = blocks[Number(BLOCK_PLACE.exec(statement)?.[1])];
    if (block !== undefined) return block.split(";").flatMap((piece) => readPiece(flatten(piece)));
    if (/^WITH\b/i.test(statement)) return [statement, ...findCommands(statement)];
    return statement === "" ? [] : [statement];
  });
}

const BODY = String.raw`(?:E?'((?:[^'\\]|\\.|'')*)'|\$\w*\$([\s\S]*?)\$\w*\$)`;
const BLOCK = new RegExp(String.raw`\bDO\s+(?:LANGUAGE\s+\w+\s+)?${BODY}`, "gi");
const FUNCTION_BODY = new RegExp(
  String.raw`(\bCREATE (?:OR REPLACE )?(?:FUNCTION|PROCEDURE)\b[^;']*?\bAS\s+)${BODY}`,
  "gi",
);
const BLOCK_MARK = "DO BLOCK ";
const BLOCK_PLACE = /^DO BLOCK (\d+)/;

const flatten = (text: string): string => text.replace(/\s+/g, " ").trim();

/** A string of PostgreSQL, in which migrations here write `\073` for a semicolon and `\'` for a quote. */
const decode = (text: string): string =>
  text
    .replace(/\\([0-7]{1,3})/g, (_all, code: string) => String.fromCharCode(parseInt(code, 8)))
    .replace(/\\(.)/g, "$1")
    .replace(/''/g, "'");

/** Where a command begins, behind IF, LOOP, BEGIN or a quote. UPDATE also ends locking reads, and begins what a conflict does. */
const COMMAND =
  /\b(?:ALTER|CREATE|DROP|TRUNCATE|LOCK|REINDEX|CLUSTER|VACUUM|REFRESH|DELETE FROM|MERGE|GRANT|REVOKE|SET|SELECT|INSERT|COMMENT|(?<!FOR |DO |ON |NO KEY )UPDATE)\b/gi;

const findCommands = (text: string): string[] =>
  [...text.matchAll(COMMAND)].map(({ index }) => text.slice(index));

function readPiece(piece: string): string[] {
  const executed = /\bEXECUTE\b(?! FUNCTION| PROCEDURE| ON)(.*)$/i.exec(piece)?.[1];
  // The command itself must stand at the beginning of the string, and the table in it.
  const isWritten =
    executed === undefined || (LITERAL.test(executed) && !UNNAMED_TABLE.test(executed));
  return [...findCommands(piece), ...(isWritten ? [] : [`${PUT_TOGETHER}: ${piece}`])];
}
const LITERAL =
  /^ (?:format ?\( ?)?E?'(?:ALTER|CREATE|DROP|TRUNCATE|LOCK|REINDEX|DELETE FROM|UPDATE|INSERT|SELECT|WITH|GRANT|REVOKE|SET|COMMENT)\b/i;
const UNNAMED_TABLE =
  /'(?:(?:ALTER|DROP|TRUNCATE|LOCK)(?: TABLE| INDEX)?|UPDATE|DELETE FROM|CREATE [^%']* ON) (?:\w+\.)?%/i;
