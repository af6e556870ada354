import pg from "pg";

/** Classes of SQL's states that data brings about: a cardinality, a value, a constraint. */
const ABOUT_DATA = /^2[123]/;

/**
 * Why, where an error can be the fault of the data that was worked on; null where it cannot. PostgreSQL's own message may
 * quote the data: its state alone is told.
 */
export function tellDataFault(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) {
    return ABOUT_DATA.test(error.code ?? "") ? `The database refused it (${error.code})` : null;
  }
  return error instanceof TypeError || error instanceof RangeError
    ? `It could not be read (${error.name})`
    : null;
}
