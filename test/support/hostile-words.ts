import fc from "fast-check";

/** Words that do something where they are taken for SQL, HTML, a script, a template, a formula or a pattern, or look like others. */
export const HOSTILE = [
  "'; DROP TABLE shop; --",
  "' OR '1'='1",
  "$1",
  "$$; DELETE FROM profile; $$",
  "\\'; SELECT pg_sleep(9); --",
  "%",
  "_",
  'x\' UNION SELECT "accessToken" FROM "Session" --',
  "{{constructor.constructor('return process')()}}",
  "<img src=x onerror=alert(1)>",
  "</script><script>window.pwned=1</script>",
  "<!--<script>",
  "${window.pwned=1}",
  "a\u2028b\u2029c",
  "=cmd|' /C calc'!A1",
  "__proto__",
  "\u202Egpj.exe",
];
/** Words that can be stored. */
export const hostileWords = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc
    .string({ unit: "binary", minLength: 1, maxLength: 40 })
    .map((text) => text.replaceAll("\0", "?").toWellFormed()),
);

/** With NUL or halves of a character, which no text or JSON of PostgreSQL can hold. */
const UNSTORABLE = ["a\u0000b", "\u0000", "a\ud800b", "\udc00", "\udc00\ud800"];

/** Now and then words that cannot be stored. */
export const anyWords = fc.oneof(
  { weight: 6, arbitrary: hostileWords },
  { weight: 1, arbitrary: fc.constantFrom(...UNSTORABLE) },
);
