import { createServer, type IncomingHttpHeaders } from "node:http";
import { afterAll, beforeAll, beforeEach } from "vitest";
import { z } from "zod";
import { parsePixelBatch } from "../../app/pipeline/capture/parse-storefront-batch.ts";

const id = z.string().regex(/^\d{1,20}$/);
const token = z.string().regex(/^[A-Za-z0-9_-]{1,255}$/);
const instant = z.iso.datetime();

const EventSchema = z.strictObject({
  kind: z.enum([
    "page_viewed",
    "product_viewed",
    "collection_viewed",
    "search_submitted",
    "cart_viewed",
    "product_added_to_cart",
    "product_removed_from_cart",
    "checkout_started",
    "checkout_contact_info_submitted",
    "checkout_address_info_submitted",
    "checkout_shipping_info_submitted",
    "payment_info_submitted",
    "checkout_completed",
  ]),
  occurredAt: instant,
  path: z.string().startsWith("/").optional(),
  productId: id.optional(),
  variantId: id.optional(),
  collectionId: id.optional(),
  checkoutToken: token.optional(),
  cartToken: token.optional(),
});

/** The contract of test/fixtures/pixel-events.json: these keys and no others. */
const PixelBatchSchema = z.strictObject({
  shopToken: z.string().regex(/^\d+\.[A-Za-z0-9_-]{22}$/),
  clientId: z.uuid(),
  shopifyClientId: z.uuid(),
  consent: z.strictObject({ analytics: z.literal(true), marketing: z.boolean() }),
  sentAt: instant,
  events: z.array(EventSchema).min(1).max(50),
});

export type RecordedBatch = z.infer<typeof PixelBatchSchema>;

export interface PixelRecorder {
  /** Where a pixel is to send to. */
  readonly endpoint: string;
  readonly batches: RecordedBatch[];
  readonly requests: { method: string; headers: IncomingHttpHeaders }[];
  /** All events so far, in the order of their arrival. */
  events(): RecordedBatch["events"];
}

/** An endpoint of another origin that keeps what it is sent, anew for each test. What breaks the contract throws. */
export function usePixelRecorder(): PixelRecorder {
  const batches: RecordedBatch[] = [];
  const requests: PixelRecorder["requests"] = [];
  let endpoint = "";
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests.push({ method: request.method ?? "", headers: request.headers });
      response.setHeader("access-control-allow-origin", "*");
      const body = Buffer.concat(chunks).toString("utf8");
      const parsed = PixelBatchSchema.safeParse(JSON.parse(body));
      const taken = parsePixelBatch({ body });
      if (!parsed.success)
        console.error(`a batch breaks the contract: ${z.prettifyError(parsed.error)}`);
      else if (taken.outcome !== "accepted" || taken.refused.length > 0)
        console.error(`the app would refuse a batch: ${JSON.stringify(taken)}`);
      else batches.push(parsed.data);
      response.writeHead(204).end();
    });
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    endpoint = `http://127.0.0.1:${address.port}/pixel/events`;
  });
  beforeEach(() => {
    batches.length = 0;
    requests.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    get endpoint() {
      return endpoint;
    },
    batches,
    requests,
    events: () => batches.flatMap(({ events }) => events),
  };
}
