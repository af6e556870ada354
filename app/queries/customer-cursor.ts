/** A place in a list of customers: what it is sorted by (null = unknown, which comes last) and the profile that breaks ties. */
export interface CustomerCursor {
  rank: number | null;
  profileId: number;
}

export function encodeCursor({ rank, profileId }: CustomerCursor): string {
  return `${rank ?? "none"}_${profileId}`;
}

/** @returns null for no cursor and for one that is not ours: people edit addresses */
export function decodeCursor(text: string | undefined): CustomerCursor | null {
  const match = /^(none|-?\d{1,16}(?:\.\d{1,20})?(?:e-?\d{1,3})?)_(\d{1,15})$/.exec(text ?? "");
  if (match === null) return null;
  return { rank: match[1] === "none" ? null : Number(match[1]), profileId: Number(match[2]) };
}
