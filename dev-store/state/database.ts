import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";

import { TABLES } from "./tables.ts";

/** The dev store's state on disk. One process at a time opens a file. */
export interface DevDatabase {
  sqlite: DatabaseSync;
  /** Prepares a statement once and keeps it. */
  statement(sql: string): StatementSync;
  /** Runs `work` in one transaction; inside another one it joins it. Synchronous work only. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/**
 * Opens, and where needed creates, the state in `file` (":memory:" for tests that need no restart).
 * WAL with synchronous NORMAL: a killed process loses nothing that was committed.
 */
export function openDatabase(file: string): DevDatabase {
  if (file !== ":memory:") mkdirSync(dirname(file), { recursive: true });
  const sqlite = new DatabaseSync(file);
  sqlite.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000");
  sqlite.exec("PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY");
  sqlite.exec(TABLES);

  const statements = new Map<string, StatementSync>();
  let depth = 0;

  return {
    sqlite,
    statement(sql) {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = sqlite.prepare(sql);
        statements.set(sql, statement);
      }
      return statement;
    },
    transaction(work) {
      if (depth > 0) return work();
      sqlite.exec("BEGIN IMMEDIATE");
      depth += 1;
      try {
        const result = work();
        sqlite.exec("COMMIT");
        return result;
      } catch (error) {
        sqlite.exec("ROLLBACK");
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close() {
      statements.clear();
      sqlite.close();
    },
  };
}
