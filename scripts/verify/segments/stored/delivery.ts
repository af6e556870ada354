/** What reaches the app's services, with the instant at which it does. */
export type Delivery = { at: number; person: number | null } & (
  | { kind: "webhook"; id: string; topic: string; body: object }
  | { kind: "embed"; customerId: string | null; body: object }
  | { kind: "pixel"; body: object }
  | { kind: "message"; body: object }
);

export const iso = (at: number): string => new Date(at).toISOString();
