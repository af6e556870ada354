import { MOST_COUNTED } from "../pipeline/shared/most-counted.ts";

/**
 * SQL that counts rows up to MOST_COUNTED.
 * @param rows what stands behind FROM, its conditions included
 */
export const countUpTo = (rows: string): string =>
  `(SELECT count(*) FROM (SELECT FROM ${rows} LIMIT ${MOST_COUNTED}) AS counted)`;
