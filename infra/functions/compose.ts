import { bus } from "../events.ts";
import { askVectors, embedBy, judge, start, publish as tell } from "../grants.ts";
import { embedding, indexes, models, vectors } from "../search.ts";
import { render } from "../workflows/render.ts";
import { worker } from "./worker.ts";

/**
 * Reads every document of the footage once, and the words' index of the workspace: of ten hours they have some 50 MB. A model may be asked
 * what people mean by their notes.
 */
export const retrieve = worker("compose/retrieve", {
  ...{ media: "read", cuts: "write", link: [vectors, embedding] },
  ...{ permissions: [askVectors(indexes), embedBy(models), judge], timeout: "15 minutes", memory: "3008 MB" },
});

/** A model may think for minutes, three times. */
const thinker = {
  ...{ cuts: "write", permissions: [judge], timeout: "15 minutes", memory: "1769 MB" },
} satisfies Parameters<typeof worker>[1];

export const direct = worker("compose/direct", thinker);
export const edit = worker("compose/edit", thinker);
export const pack = worker("compose/pack", thinker);

const reckoner = { cuts: "write", timeout: "1 minute", memory: "1769 MB" } satisfies Parameters<typeof worker>[1];

export const frame = worker("compose/frame", reckoner);
export const sound = worker("compose/sound", reckoner);
export const story = worker("compose/story", reckoner);
export const pacing = worker("compose/pacing", reckoner);
export const facts = worker("compose/facts", reckoner);

/** Reads the documents of the assets that are in the cut, and asks for their originals. */
export const gate = worker("compose/gate", {
  ...{ originals: "read", media: "read", cuts: "write", timeout: "5 minutes", memory: "3008 MB" },
});

export const specify = worker("compose/specify", { cuts: "write", timeout: "1 minute", memory: "512 MB" });

/** The run's history goes into the media bucket. */
const last = {
  ...{ media: "write", cuts: "write", link: [bus], permissions: [tell(bus)] },
  ...{ timeout: "1 minute", memory: "512 MB" },
} satisfies Parameters<typeof worker>[1];

/** What passed is rendered at once, when it was ordered so. */
export const finish = worker("compose/finish", {
  ...last,
  link: [bus, render],
  permissions: [tell(bus), start(render)],
});
export const fail = worker("compose/fail", last);
