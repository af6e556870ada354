import type { MatrixPlot } from "./plot-data.ts";
import { PlotFrame } from "./plot-frame.tsx";
import { PlotTip, tellTip } from "./plot-tip.tsx";
import { weighCells } from "./weigh-cells.ts";
import { useWords } from "../words/use-words.ts";

/** Rows and columns of colored cells: the stronger, the more. */
export function MatrixView({ plot, label }: { plot: MatrixPlot; label: string }) {
  const { t } = useWords("common");
  const { rows, columns, values, total } = plot;
  const steps = weighCells(plot);
  const inRow = Math.max(1, columns.length);
  const at = (place: number) => ({ row: Math.floor(place / inRow), column: place % inRow });
  const tipOf = (place: number) => {
    const { row, column } = at(place);
    const value = values[row]?.[column] ?? null;
    const cellName = plot.cellNames?.[row]?.[column] ?? null;
    return {
      name: rows[row]?.name ?? "",
      lines: [
        ...(total === undefined
          ? []
          : [{ name: total.name, text: total.format(total.values[row] ?? 0) }]),
        {
          name: columns[column]?.name ?? "",
          text: value === null ? t("plot.none") : plot.format(value),
        },
        ...(cellName === null ? [] : [{ name: cellName, text: "" }]),
      ],
    };
  };
  const pick = (share: number, count: number): number =>
    Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  return (
    <div className="k-plot k-plot-matrix">
      <div className="k-plot-matrix-rows" aria-hidden="true">
        <span>{plot.rowName}</span>
        {rows.map(({ key, name, tick }, row) => (
          <span key={key}>
            <span>{tick ?? name}</span>
            {total === undefined ? null : <span>{total.format(total.values[row] ?? 0)}</span>}
          </span>
        ))}
      </div>
      <div className="k-plot-matrix-body">
        <div className="k-plot-matrix-name" aria-hidden="true">
          {plot.columnName}
        </div>
        <div className="k-plot-matrix-columns" aria-hidden="true">
          {columns.map(({ key, name, tick }) => (
            <span key={key}>{tick ?? name}</span>
          ))}
        </div>
        <PlotFrame
          label={label}
          count={rows.length * columns.length}
          inRow={inRow}
          placeAt={(x, y) => pick(y, rows.length) * inRow + pick(x, columns.length)}
          tell={(place) => tellTip(tipOf(place))}
          tip={(place) => <PlotTip {...tipOf(place)} />}
          tipAt={(place) => (100 * (at(place).column + 0.5)) / inRow}
        >
          {(active) =>
            rows.map(({ key }, row) => (
              <div key={key} className="k-plot-matrix-row" aria-hidden="true">
                {columns.map((column, index) => {
                  const value = values[row]?.[index] ?? null;
                  return (
                    <span
                      key={column.key}
                      data-step={value === null ? undefined : steps[row]?.[index]}
                      data-active={active === row * inRow + index || undefined}
                    >
                      {value === null ? null : (
                        <span>
                          {(plot.cellFormat ?? plot.format)(value)} {plot.cellNames?.[row]?.[index]}
                        </span>
                      )}
                    </span>
                  );
                })}
              </div>
            ))
          }
        </PlotFrame>
      </div>
    </div>
  );
}
