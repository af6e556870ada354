import { createHmac, randomUUID } from "node:crypto";

const WEBHOOK_ID = "01KP4928STE8FKCWB6WDHZ4ZB7";

export interface KlaviyoSending {
  shopId: number | string;
  /** With which it is signed. */
  key: string;
  sentAt: number;
  headers?: Record<string, string>;
}

/** Sends as Klaviyo does: the body and then the text of its time are signed. */
export function sendToKlaviyo(
  { appUrl }: { appUrl: string },
  body: unknown,
  { shopId, key, sentAt, headers = {} }: KlaviyoSending,
): Promise<Response> {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const timestamp = new Date(sentAt).toUTCString();
  return fetch(`${appUrl}/klaviyo/${shopId}`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "klaviyo-signature": createHmac("sha256", key).update(text).update(timestamp).digest("hex"),
      "klaviyo-timestamp": timestamp,
      "klaviyo-webhook-id": WEBHOOK_ID,
      ...headers,
    },
    body: text,
  });
}

/** @param told.at when it happened */
export const klaviyoEvent = (
  topic: string,
  told: { at: number; profile: object; properties?: object },
) => {
  const id = randomUUID();
  return {
    topic: `event:klaviyo.${topic}`,
    external_id: id,
    payload: {
      data: {
        ...{ type: "event", id },
        attributes: {
          datetime: new Date(told.at).toISOString(),
          event_properties: told.properties ?? {},
        },
      },
      included: [{ type: "profile", attributes: told.profile }],
    },
  };
};

export const klaviyoDelivery = (...data: object[]) => ({
  data,
  meta: { klaviyo_webhook_id: WEBHOOK_ID },
});
