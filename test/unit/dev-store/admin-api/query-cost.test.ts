import { buildSchema, Kind, parse } from "graphql";
import { describe, expect, it } from "vitest";

import { computeQueryCost, pageWeight } from "../../../../dev-store/admin-api/query-cost.ts";

const schema = buildSchema(`
  type Query { product: Product, orders(first: Int, last: Int): OrderConnection!, node: Node }
  type Mutation { tagsAdd: Payload }
  type Payload { node: Node, userErrors: [UserError!]! }
  type UserError { message: String! }
  interface Node { id: ID! }
  type Product implements Node { id: ID!, variants(first: Int): VariantConnection! }
  type VariantConnection { nodes: [Variant!]!, edges: [VariantEdge!]!, pageInfo: PageInfo! }
  type VariantEdge { node: Variant!, cursor: String! }
  type Variant { id: ID!, inventoryItem: Item }
  type Item { id: ID!, tracked: Boolean }
  type OrderConnection { nodes: [Order!]!, edges: [OrderEdge!]!, pageInfo: PageInfo! }
  type OrderEdge { node: Order! }
  type Order implements Node { id: ID!, price: MoneyV2! }
  type MoneyV2 { amount: String! }
  type PageInfo { hasNextPage: Boolean! }
`);

function costOf(
  text: string,
  options: { data?: unknown; variables?: Record<string, unknown> } = {},
) {
  const [operation] = parse(text).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error("not an operation");
  const input = { schema, operation, fragments: new Map(), variables: options.variables ?? {} };
  return "data" in options ? computeQueryCost(input, options.data) : computeQueryCost(input);
}

const VARIANTS = "{ product { variants(first: 250) { nodes { inventoryItem { id tracked } } } } }";

describe("points of a query", () => {
  it("gives what a live shop charged for a page of 250 variants: 25, and 1 when there was no product", () => {
    expect(costOf(VARIANTS)).toBe(25);
    expect(costOf(VARIANTS, { data: { product: null } })).toBe(1);
  });

  it("gives what a live shop charged for one order: 3", () => {
    expect(costOf("{ orders(first: 1) { edges { node { id price { amount } } } } }")).toBe(3);
  });

  it("charges edges and nodes alike, and a page's information nothing", () => {
    const edges = "{ orders(first: 50) { edges { node { id } } pageInfo { hasNextPage } } }";
    expect(costOf(edges)).toBe(costOf("{ orders(first: 50) { nodes { id } } }"));
  });

  it("reads the size from a variable", () => {
    const text = "query ($n: Int) { orders(first: $n) { nodes { id } } }";
    expect(costOf(text, { variables: { n: 250 } })).toBe(13);
  });

  it("charges what came, not what was asked for", () => {
    const text = "{ orders(first: 250) { nodes { id } } }";
    expect(costOf(text, { data: { orders: { nodes: [{ id: "1" }] } } })).toBe(3);
    expect(costOf(text, { data: { orders: { nodes: [] } } })).toBe(2);
  });

  it("charges 10 for each mutation, whatever it gives back, aliases included", () => {
    const one = "tagsAdd { node { id } userErrors { message } }";
    expect(costOf(`mutation { ${one} }`)).toBe(10);
    expect(costOf(`mutation { a: ${one} b: ${one} }`)).toBe(20);
  });

  it("takes the dearest of an interface's fragments", () => {
    const text =
      "{ node { id ... on Product { variants(first: 10) { nodes { id } } } ... on Order { id } } }";
    expect(costOf(text)).toBe(1 + 2 + pageWeight(10));
  });
});
