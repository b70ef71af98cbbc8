import type { UploadItem } from "./store.ts";

const TITLES: Readonly<Record<UploadItem["state"], string>> = {
  waiting: "Waits for its turn",
  checking: "Comparing",
  known: "Is there already",
  sending: "Sending",
  paused: "Paused",
  completing: "Putting together",
  done: "In the queue",
  failed: "Could not be sent",
};

/** What a card says of a file that is on its way from this page, or from elsewhere, of which nothing is known here. */
export function cardTitle(upload: Pick<UploadItem, "state" | "stalled"> | undefined): string {
  if (!upload) return "On its way";
  return upload.stalled ? "No connection" : TITLES[upload.state];
}

/** Whether bytes of it are on their way: how many is said of no other. */
export const isMoving = ({ state }: Pick<UploadItem, "state">): boolean =>
  state === "sending" || state === "paused" || state === "completing";
