import type { ActionFunctionArgs } from "@remix-run/node";
import { json } from "@remix-run/node";
import { authenticateShop } from "../authenticate-shop.server.ts";
import { getPool } from "../db/pool.server.ts";
import { EmbedNoteSchema, noteEmbed } from "../services/note-embed.ts";

/** What the admin told the browser of the theme's embed, when that is news to the page. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await authenticateShop(request);
  const note = EmbedNoteSchema.safeParse(await request.json());
  if (!note.success) throw new Response("Expected a status, active or inactive.", { status: 400 });
  return json(await noteEmbed({ pool: getPool(), shopId, note: note.data }));
}
