import { sayKeptReason } from "../components/segments/say-reason.ts";
import { englishWords } from "./english-words.ts";

const words = englishWords("conditions");

/** A stored reason as other systems are told it. */
export const englishReason = (kept: string): string => sayKeptReason(words, kept);
