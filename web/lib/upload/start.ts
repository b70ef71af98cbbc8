import { useSyncExternalStore } from "react";

/** Files that wait for the uploader, which could not be fetched. */
export interface Unstarted {
  readonly folders: readonly (readonly File[])[];
  readonly problem: string;
}

let unstarted: Unstarted | undefined;
const listeners = new Set<() => void>();

/**
 * Begins to send the files of one folder, as `upload` of the uploader does, which is fetched at the first use: a page that sends nothing
 * does without it. When it cannot be fetched, the files wait, and `useUnstarted` tells of them. Does not reject.
 */
export async function startUpload(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  try {
    const { upload } = await import("./uploader.ts");
    await upload(files);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    change({ folders: [...(unstarted?.folders ?? []), files], problem });
  }
}

export const useUnstarted = (): Unstarted | undefined => useSyncExternalStore(subscribe, current, () => undefined);

/** Tries once more to send what waits. */
export function startAgain(): void {
  const folders = unstarted?.folders ?? [];
  change(undefined);
  for (const files of folders) void startUpload(files);
}

export const giveUpStarting = (): void => change(undefined);

const current = () => unstarted;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function change(next: Unstarted | undefined): void {
  unstarted = next;
  for (const notify of listeners) notify();
}
