import type { KnownFile } from "@videoflow/client/schema";
import { api } from "../api.ts";
import { fingerprintOf } from "./fingerprint.ts";
import { persist } from "./persist.ts";

interface Options {
  readonly signal: AbortSignal;
  readonly onStall: (stalled: boolean) => void;
  /** Called when the file has to be read to know. */
  readonly onCompare: () => void;
}

/**
 * The same bytes in the library or in its trash; undefined when they are not there. It asks for files of the same size first, so that a
 * new file costs one small question and is not read twice: of footage, two files of one size to the byte are nearly always the same.
 */
export async function findKnown(file: File, { signal, onStall, onCompare }: Options): Promise<KnownFile | undefined> {
  if (file.size === 0) return undefined;
  const { items } = await persist(() => api().listKnownFiles({ bytes: file.size }, { signal }), signal, onStall);
  if (items.length === 0) return undefined;
  onCompare();
  const fingerprint = await fingerprintOf(file, signal);
  return items.find((item) => item.fingerprint === fingerprint);
}
