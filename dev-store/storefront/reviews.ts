import { createHash } from "node:crypto";
import type { Product } from "../state/types.ts";

export interface Review {
  author: string;
  stars: number;
  text: string;
}

const AUTHORS = ["Ines", "Tom", "Aylin", "Jonas", "Mara", "Priya", "Luc", "Hanna"];
const TEXTS = [
  "Sits well in the hand and survives the dishwasher.",
  "A little smaller than I had thought, and I would buy it again.",
  "Bought it as a present, now I need one for myself.",
  "The color is warmer than in the picture. I like it.",
  "Does what it should. Came well wrapped.",
  "Heavier than it looks, in a good way.",
];

/** What people say of a product: made up, and always the same for the same product. */
export function listReviews({ handle }: Product): Review[] {
  const bytes = createHash("sha256").update(`reviews ${handle}`).digest();
  const pick = <T>(list: T[], index: number, fallback: T): T =>
    list[(bytes[index] ?? 0) % list.length] ?? fallback;
  return Array.from({ length: 3 + ((bytes[0] ?? 0) % 3) }, (_, index) => ({
    author: pick(AUTHORS, index + 1, "Ines"),
    stars: 3 + ((bytes[index + 9] ?? 0) % 3),
    text: pick(TEXTS, index + 17, "Good."),
  }));
}

export function averageStars(reviews: Review[]): string {
  return (reviews.reduce((sum, { stars }) => sum + stars, 0) / reviews.length).toFixed(1);
}
