import type { ReactNode } from "react";

export interface Column<Row> {
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned figures of one width. */
  isNumeric?: boolean;
  /** On a phone: on a line of its own, without its header beside it. */
  isWide?: boolean;
  /** The cell of the sum row. */
  footer?: ReactNode;
}

interface Props<Row> {
  /** What the table holds, for those who do not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
}

/**
 * A table that turns every row into a small list on a phone, so that nothing scrolls sideways. The
 * first column names the row. Roles are written out: the phone's layout would take them away.
 */
export function ResponsiveTable<Row>({ caption, columns, rows, rowKey }: Props<Row>) {
  const hasFooter = columns.some(({ footer }) => footer !== undefined);
  return (
    <table className="k-table" role="table" aria-label={caption}>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ header, isNumeric }) => (
            <th key={header} role="columnheader" scope="col" data-numeric={isNumeric || undefined}>
              {header}
            </th>
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
  );
}

function BodyCell<Row>({ column, children }: { column: Column<Row>; children: ReactNode }) {
  const isBlank = children === undefined || children === null;
  return (
    <td
      role="cell"
      data-label={column.header}
      data-numeric={column.isNumeric || undefined}
      data-wide={column.isWide || undefined}
      data-blank={isBlank || undefined}
    >
      {children}
    </td>
  );
}
