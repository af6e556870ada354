import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useRest } from "../../frame/use-rest.ts";
import type * as TextReaderModule from "./text-reader.ts";

export type TextReader = typeof TextReaderModule;

export interface ComingReader {
  /** null: it is not there yet. */
  reader: TextReader | null;
  hasFailed: boolean;
  /** Fetches it, unless it is there or on its way. */
  fetch: () => void;
}

/**
 * What reads conditions that are written, with the words that help to write one: a third of what the editor is made of,
 * which a page that is opened, looked at or changed by its form does without.
 */
export function useTextReader(): ComingReader {
  const [reader, setReader] = useState<TextReader | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  const isComing = useRef(false);
  const { i18n } = useTranslation();
  const fetch = useCallback((): void => {
    if (isComing.current) return;
    isComing.current = true;
    setHasFailed(false);
    Promise.all([import("./text-reader.ts"), i18n.loadNamespaces("help")]).then(
      ([loaded]) => setReader(loaded),
      () => {
        isComing.current = false;
        setHasFailed(true);
      },
    );
  }, [i18n]);
  const isTime = useRest();
  useEffect(() => {
    if (isTime) fetch();
  }, [isTime, fetch]);
  return { reader, hasFailed, fetch };
}
