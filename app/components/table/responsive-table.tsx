import type { ReactNode } from "react";
import type { Direction, Sort } from "../../queries/sort.ts";
import { ariaSort, SortHeader, type SortableColumn } from "./sort-header.tsx";
import { SortMenu } from "./sort-menu.tsx";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures of one width. */
  isNumeric?: boolean;
  /** On a phone: on a line of its own, without its header beside it. */
  isWide?: boolean;
  /** On a phone: four of them share a line; for figures of a few digits. */
  isShort?: boolean;
  /** The cell of the sum row. */
  footer?: ReactNode;
  /** The name in the address by which the list can be ordered by this column; without it, it cannot. */
  sortBy?: string;
  /** What a first click on the head asks for: the largest number or the first word, unless this says otherwise. */
  sortFirst?: Direction;
}

interface Props<Row> {
  /** What the table holds, for those who do not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The order that the rows are in; columns with `sortBy` let one choose another. */
  sort?: Sort;
}

/**
 * A table that turns every row into a small list on a phone, so that nothing scrolls sideways. The
 * first column names the row. Roles are written out: the phone's layout would take them away.
 */
export function ResponsiveTable<Row>({ caption, columns, rows, rowKey, sort }: Props<Row>) {
  const hasFooter = columns.some(({ footer }) => footer !== undefined);
  const sortable = sort === undefined ? [] : columns.flatMap((column) => toSortable(column) ?? []);
  return (
    <>
      {sort === undefined || sortable.length === 0 ? null : (
        <SortMenu columns={sortable} sort={sort} />
      )}
      <table className="k-table" role="table" aria-label={caption}>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((column) => (
              <ColumnHead key={column.header} column={column} sort={sort} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={rowKey(row)} role="row">
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.header} role="rowheader" scope="row">
                    {column.cell(row)}
                  </th>
                ) : (
                  <BodyCell key={column.header} column={column}>
                    {column.cell(row)}
                  </BodyCell>
                ),
              )}
            </tr>
          ))}
        </tbody>
        {hasFooter ? (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column, index) =>
                index === 0 ? (
                  <th key={column.header} role="rowheader" scope="row">
                    {column.footer}
                  </th>
                ) : (
                  <BodyCell key={column.header} column={column}>
                    {column.footer}
                  </BodyCell>
                ),
              )}
            </tr>
          </tfoot>
        ) : null}
      </table>
    </>
  );
}

function ColumnHead<Row>({ column, sort }: { column: Column<Row>; sort: Sort | undefined }) {
  const { header, isNumeric } = column;
  const sortable = sort === undefined ? null : toSortable(column);
  return (
    <th
      role="columnheader"
      scope="col"
      data-numeric={isNumeric || undefined}
      {...(sortable === null ? {} : { "aria-sort": ariaSort(sort, sortable.by) })}
    >
      {sort === undefined || sortable === null ? (
        header
      ) : (
        <SortHeader column={sortable} sort={sort} />
      )}
    </th>
  );
}

function toSortable<Row>(column: Column<Row>): SortableColumn | null {
  const { header, sortBy, sortFirst, isNumeric = false } = column;
  if (sortBy === undefined) return null;
  return { header, by: sortBy, first: sortFirst ?? (isNumeric ? "desc" : "asc") };
}

function BodyCell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const isBlank = children === undefined || children === null;
  return (
    <td
      role="cell"
      data-label={column.header}
      data-numeric={column.isNumeric || undefined}
      data-wide={column.isWide || undefined}
      data-short={column.isShort || undefined}
      data-blank={isBlank || undefined}
    >
      {children}
    </td>
  );
}
