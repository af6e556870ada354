import { useState, type KeyboardEvent, type PointerEvent, type ReactNode } from "react";
import { useWords } from "../words/use-words.ts";
import { nextPlace } from "./next-place.ts";

interface Props {
  /** What is plotted. */
  label: string;
  /** How many places can be read. */
  count: number;
  /** How many of them stand in a row, where they do so in several; arrows up and down go from row to row. */
  inRow?: number;
  /** The place nearest to a spot, told in shares of the width from the left and the height from the top. */
  placeAt: (x: number, y: number) => number;
  /** What is told of a place to who does not see it. */
  tell: (place: number) => string;
  /** The same for the eye, drawn beside the place. */
  tip: (place: number) => ReactNode;
  /** Where that stands, in percent from the left. */
  tipAt: (place: number) => number;
  /** The drawing; the place that is being read, or null, is marked. */
  children: (active: number | null) => ReactNode;
  className?: string;
}

/**
 * What can be read of a plot, by pointer and by keys: the frame takes the focus once, arrows go from place to place, and
 * a live region tells what stands there.
 */
export function PlotFrame(props: Props) {
  const { label, count, inRow = count, className = "" } = props;
  const { t } = useWords("common");
  const [active, setActive] = useState<number | null>(null);
  const [told, setTold] = useState("");
  const place = active !== null && active < count ? active : null;

  const readByPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    if (count === 0 || width === 0 || height === 0) return;
    setActive(props.placeAt((event.clientX - left) / width, (event.clientY - top) / height));
  };
  const readByKey = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.key === "Escape") return setActive(null);
    const next = nextPlace(event.key, { place, count, inRow });
    if (next === null) return;
    event.preventDefault();
    setActive(next);
    setTold(props.tell(next));
  };

  return (
    <div className={`k-plot-frame ${className}`}>
      <div
        className="k-plot-surface"
        // An application: a screen reader leaves the arrow keys to it.
        role="application"
        aria-roledescription={t("plot.plot")}
        aria-label={t("plot.label", { label })}
        tabIndex={0}
        onPointerMove={readByPointer}
        onPointerDown={readByPointer}
        onPointerLeave={() => setActive(null)}
        onKeyDown={readByKey}
        onBlur={() => setActive(null)}
      >
        {props.children(place)}
        {place === null ? null : (
          <div
            className="k-plot-tip"
            aria-hidden="true"
            // As far left of its place as that is from the left: it never leaves the plot.
            style={{ left: `${props.tipAt(place)}%`, translate: `-${props.tipAt(place)}% 0` }}
          >
            {props.tip(place)}
          </div>
        )}
      </div>
      <p className="k-plot-told" aria-live="polite">
        {told}
      </p>
    </div>
  );
}
