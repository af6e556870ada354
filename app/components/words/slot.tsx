import type { ReactNode } from "react";

/**
 * What stands at a place of a sentence: `<Trans components={{ name: <Slot of={…} /> }} />`. Trans puts the words between
 * a tag's ends in the place of an element's children, so what has children of its own must not show them to it.
 */
export const Slot = ({ of }: { of: ReactNode }) => <>{of}</>;
