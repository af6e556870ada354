import {
  createContext,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type ReactNode,
} from "react";
import type { CustomerName, CustomerNames } from "../../../services/read-customer-names.ts";
import { postJson } from "../../live/post-json.ts";

interface Names {
  /** Whether the merchant wants names at all. */
  isOn: boolean;
  setIsOn: (isOn: boolean) => void;
  known: ReadonlyMap<string, CustomerName>;
  /** Somebody is shown. */
  want: (customerId: string) => void;
}

const NOBODY: Names = { isOn: false, setIsOn: () => {}, known: new Map(), want: () => {} };

const NamesContext = createContext<Names>(NOBODY);

/** As many as the app takes in one request. */
const AT_ONCE = 250;

/**
 * Fetches the names of all customers on the page together, after it is shown, and forgets them with the page. Where
 * Shopify does not give them, ids stay.
 */
export function CustomerNamesProvider(props: { isOn: boolean; children: ReactNode }) {
  const [isOn, setIsOn] = useState(props.isOn);
  const [known, setKnown] = useState<ReadonlyMap<string, CustomerName>>(new Map());
  const asked = useRef(new Set<string>());
  const waiting = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  const names = useMemo((): Names => {
    const fetchNames = async (): Promise<void> => {
      timer.current = null;
      const customerIds = [...waiting.current].slice(0, AT_ONCE);
      for (const id of customerIds) waiting.current.delete(id);
      const posted = await postJson<CustomerNames>(
        "/app/customer-names",
        JSON.stringify({ customerIds }),
      );
      if (posted.outcome !== "answered" || posted.answer.outcome !== "named") return;
      const found = Object.entries(posted.answer.names);
      setKnown((before) => new Map([...before, ...found]));
      if (waiting.current.size > 0) await fetchNames();
    };
    const want = (customerId: string): void => {
      if (!isOn || asked.current.has(customerId)) return;
      asked.current.add(customerId);
      waiting.current.add(customerId);
      // All that one rendering shows go together.
      timer.current ??= setTimeout(() => void fetchNames(), 0);
    };
    return { isOn, setIsOn, known, want };
  }, [isOn, known]);
  return <NamesContext.Provider value={names}>{props.children}</NamesContext.Provider>;
}

export const useNames = (): Pick<Names, "isOn" | "setIsOn"> => useContext(NamesContext);

/** A customer's name as Shopify has it; null while it is not known, or where there is none. */
export function useCustomerName(customerId: string | null): string | null {
  const { isOn, known, want } = useContext(NamesContext);
  useEffect(() => {
    if (customerId !== null) want(customerId);
  }, [customerId, want]);
  if (!isOn || customerId === null) return null;
  const name = known.get(customerId);
  return name === undefined ? null : [name.firstName, name.lastName].filter(Boolean).join(" ");
}
