import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { postJson } from "../../live/post-json.ts";

/** Long enough that a number is typed and not a digit; short enough to feel live. */
const PAUSE_MS = 400;

/** The newest answer to a question that changes while somebody types. */
export interface LiveAnswer<Answer> {
  /** null: none yet. An older one stays until the next comes, so that nothing jumps. */
  answer: Answer | null;
  /** The answer is to an earlier question, or there is none yet. */
  isWaiting: boolean;
  hasFailed: boolean;
  retry: () => void;
}

/**
 * Asks an address of the app whenever the question has been the same for a moment. A question that was superseded is
 * given up.
 * @param question the body as JSON; null: nothing can be asked now, the last answer stands
 * @param isHeld another question goes first: this one waits for it, and is asked then
 */
export function useAnswer<Answer>(
  path: string,
  question: string | null,
  isHeld = false,
): LiveAnswer<Answer> {
  const [got, setGot] = useState<{ question: string; answer: Answer | null } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const [attempt, setAttempt] = useState(0);
  const isFirst = useRef(true);
  const isAnswered = got?.question === question;
  useEffect(() => {
    if (question === null || isHeld || isAnswered) return;
    const abort = new AbortController();
    const ask = async (): Promise<void> => {
      const posted = await postJson<Answer>(path, question, abort.signal).catch(() => null);
      // Given up: what is shown is of a later question, or will be.
      if (posted === null || abort.signal.aborted) return;
      if (posted.outcome === "failed") {
        setFailed(question);
        return;
      }
      // Whoever types goes first: what came is drawn between two letters.
      startTransition(() => {
        setFailed(null);
        setGot({ question, answer: posted.answer });
      });
    };
    // What the page opens with is not being typed.
    const timer = setTimeout(() => void ask(), isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path, question, attempt, isHeld, isAnswered]);
  const retry = useCallback((): void => {
    setFailed(null);
    setAttempt((before) => before + 1);
  }, []);
  const answer = got?.answer ?? null;
  const isWaiting = question !== null && !isAnswered && failed !== question;
  const hasFailed = question !== null && failed === question;
  // The same one while nothing of it changes: what shows it need not be drawn anew at every letter.
  return useMemo(
    () => ({ answer, isWaiting, hasFailed, retry }),
    [answer, isWaiting, hasFailed, retry],
  );
}
