import type pg from "pg";

/** The queue library makes and keeps its own tables, in a schema of its own. */
const OURS = "public";

/** A database's tables as sorted lines, in PostgreSQL's own words: equal lines, equal schema. */
export async function describeSchema(pool: pg.Pool): Promise<string[]> {
  const answers = await Promise.all(
    [COLUMNS, CONSTRAINTS, INDEXES, TYPES].map((sql) => pool.query<{ line: string }>(sql, [OURS])),
  );
  return answers
    .flatMap(({ rows }) => rows.map(({ line }) => line))
    .filter((line) => !line.includes("_prisma_migrations"))
    .sort();
}

const COLUMNS = `
  SELECT format('column %s.%s %s%s%s', t.relname, c.attname, format_type(c.atttypid, c.atttypmod),
                CASE WHEN c.attnotnull THEN ' not null' ELSE '' END,
                coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '')) AS line
    FROM pg_attribute c
    JOIN pg_class t ON t.oid = c.attrelid AND t.relkind IN ('r', 'p') AND NOT t.relispartition
    LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = c.attnum
   WHERE t.relnamespace = $1::regnamespace AND c.attnum > 0 AND NOT c.attisdropped`;

const CONSTRAINTS = `
  SELECT format('constraint %s.%s %s', t.relname, c.conname, pg_get_constraintdef(c.oid)) AS line
    FROM pg_constraint c
    JOIN pg_class t ON t.oid = c.conrelid AND NOT t.relispartition
   WHERE t.relnamespace = $1::regnamespace AND c.contype <> 'n'`;

const INDEXES = `
  SELECT 'index ' || replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') AS line
    FROM pg_index i
    JOIN pg_class t ON t.oid = i.indrelid AND NOT t.relispartition
   WHERE t.relnamespace = $1::regnamespace`;

const TYPES = `
  SELECT format('enum %s %s', t.typname, string_agg(e.enumlabel, ',' ORDER BY e.enumsortorder)) AS line
    FROM pg_type t
    JOIN pg_enum e ON e.enumtypid = t.oid
   WHERE t.typnamespace = $1::regnamespace
   GROUP BY t.typname`;
