import { useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ExportName } from "../../queries/export/exports.ts";
import { fetchPiece, NOTHING_YET, type ExportSoFar } from "./fetch-export.ts";
import { saveFile } from "./save-file.ts";

export type ExportState =
  | { state: "idle" }
  | { state: "running"; records: number }
  /** What has come is kept: `resume` goes on from there. */
  | { state: "failed"; records: number };

/** Fetches a list as the page's address asks for it, all pages of it, and has the browser save it. */
export function useExport(of: {
  list: ExportName;
  /** Of the file, without its ending. */
  fileName: string;
  /** Besides the parameters of the page's address. */
  params?: Readonly<Record<string, string>>;
  onSaved: (records: number) => void;
}) {
  const { search } = useLocation();
  const { i18n } = useTranslation();
  const [state, setState] = useState<ExportState>({ state: "idle" });
  const soFar = useRef<ExportSoFar>(NOTHING_YET);
  const running = useRef<AbortController | null>(null);
  // Who leaves the page wants no file any more.
  useEffect(() => () => running.current?.abort(), []);

  const run = async (begun: ExportSoFar): Promise<void> => {
    const controller = new AbortController();
    running.current = controller;
    soFar.current = begun;
    const address = exportAddress(of.list, search, { ...of.params, locale: i18n.language });
    try {
      do {
        setState({ state: "running", records: soFar.current.records });
        soFar.current = await fetchPiece(address, soFar.current, controller.signal);
      } while (soFar.current.next !== null);
    } catch {
      const { records } = soFar.current;
      setState(controller.signal.aborted ? { state: "idle" } : { state: "failed", records });
      return;
    }
    const { parts, records } = soFar.current;
    soFar.current = NOTHING_YET;
    saveFile(`${of.fileName}.csv`, new Blob(parts, { type: "text/csv;charset=utf-8" }));
    setState({ state: "idle" });
    of.onSaved(records);
  };

  return {
    state,
    start: () => void run(NOTHING_YET),
    resume: () => void run(soFar.current),
    stop: () => running.current?.abort(),
  };
}

/** The page's own parameters are the list's filters; its place in the list is none. */
function exportAddress(list: ExportName, search: string, more: Record<string, string>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(more)) params.set(name, value);
  params.delete("after");
  params.delete("before");
  return `/app/export/${list}?${params}`;
}
