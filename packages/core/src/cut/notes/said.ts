import type { Review } from "../cut.schema.ts";
import type { Said } from "./measure.ts";
import { readNote } from "./read-note.ts";

/** A part of a note, and of which revision it was said. */
export interface Unread {
  readonly revision: number;
  readonly words: string;
}

/** All that people said when they sent revisions back, in that order. */
export interface AllSaid {
  readonly requests: readonly Said[];
  readonly notUnderstood: readonly Unread[];
}

export function saidOf(reviews: readonly Review[]): AllSaid {
  const back = reviews.filter(({ verdict, note }) => verdict === "sent_back" && note !== "");
  // Reviews of before notes were read have no reading.
  const read = back.map(({ revision, note, reading = readNote(note) }) => ({ revision, ...reading }));
  return {
    requests: read.flatMap(({ revision, requests }) => requests.map((one) => ({ revision, ...one }))),
    notUnderstood: read.flatMap(({ revision, notUnderstood }) => notUnderstood.map((words) => ({ revision, words }))),
  };
}
