import { useState } from "react";
import { useModelForm } from "./form-context.tsx";

interface Typed {
  text: string;
  type: (text: string) => void;
  /** The field is left: what was typed and understood is shown as the number that it came to. */
  leave: () => void;
}

/** What stands in a field: what is typed while it is being typed, what cannot be read until it is put right. */
export function useTyped(path: string, shown: string): Typed {
  const { draft } = useModelForm();
  const [typing, setTyping] = useState<string | null>(null);
  return {
    text: typing ?? draft.typed[path] ?? shown,
    type: setTyping,
    leave: () => setTyping(null),
  };
}
