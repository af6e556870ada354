import { createHash } from "node:crypto";

const SIZE = 800;
/** Glazes, woods and linens. */
const COLORS = [
  "#8c5a3c",
  "#c98f5a",
  "#5f6f52",
  "#3f5c63",
  "#a44a3f",
  "#d7b98e",
  "#6b5b73",
  "#2f3e46",
];

/**
 * A picture of a product, an SVG: there are no photographs of what does not exist. The same for the same seed;
 * `view` turns it, as the pictures of a gallery do.
 */
export function drawProduct(seed: string, view: number): string {
  const bytes = createHash("sha256").update(seed).digest();
  const color = (index: number): string => COLORS[(bytes[index] ?? 0) % COLORS.length] ?? "#8c5a3c";
  const turn = view * 24 + ((bytes[2] ?? 0) % 20) - 10;
  const round = 40 + ((bytes[3] ?? 0) % 180);
  const width = 240 + ((bytes[4] ?? 0) % 160);
  const height = 260 + ((bytes[5] ?? 0) % 200);
  const x = (SIZE - width) / 2;
  const y = SIZE - 150 - height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">
<rect width="${SIZE}" height="${SIZE}" fill="#f1ece2"/>
<ellipse cx="400" cy="650" rx="${width * 0.75}" ry="34" fill="#d9d0bf"/>
<g transform="rotate(${turn / 4} 400 500)">
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="${color(0)}"/>
<rect x="${x}" y="${y + height * 0.35}" width="${width}" height="${height * 0.22}" fill="${color(1)}" opacity="0.85"/>
<circle cx="${400 + width / 2 + 26}" cy="${y + height * 0.45}" r="${40 + view * 4}" fill="none" stroke="${color(0)}" stroke-width="22"/>
<rect x="${x + 24}" y="${y + 24}" width="22" height="${height * 0.7}" rx="11" fill="#ffffff" opacity="0.25"/>
</g>
</svg>
`;
}
