/** A place in a list of customers: the rank it is sorted by (-1 = unknown) and the profile that breaks ties. */
export interface CustomerCursor {
  rank: number;
  profileId: number;
}

export function encodeCursor({ rank, profileId }: CustomerCursor): string {
  return `${rank}_${profileId}`;
}

/** @returns null for no cursor and for one that is not ours: people edit addresses */
export function decodeCursor(text: string | undefined): CustomerCursor | null {
  const match = /^(-1|\d{1,9})_(\d{1,15})$/.exec(text ?? "");
  return match ? { rank: Number(match[1]), profileId: Number(match[2]) } : null;
}
