import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Client } from "@videoflow/client/client";
import type { KnownFile } from "@videoflow/client/schema";

/**
 * The same bytes in the library or in its trash; undefined when they are not there. Files of the same size are asked for first: a file
 * of a new size need not be read to know that it is new.
 */
export async function findKnown(api: Client, file: string, bytes: number): Promise<KnownFile | undefined> {
  if (bytes === 0) return undefined;
  const { items } = await api.listKnownFiles({ bytes });
  if (items.length === 0) return undefined;
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(file, { highWaterMark: 2 ** 20 })) hash.update(chunk);
  const fingerprint = hash.digest("hex");
  return items.find((item) => item.fingerprint === fingerprint);
}
