import { bus } from "../events.ts";
import { publish as tell } from "../grants.ts";
import { ffmpeg, lettering } from "../media.ts";
import { input } from "../storage.ts";
import { worker } from "./worker.ts";

const nodejs = { install: lettering };

/** Two cores: render/cost.ts of core reckons with them. */
const renderer = {
  cuts: "write",
  layers: [ffmpeg.arn],
  timeout: "15 minutes",
  memory: "3538 MB",
} satisfies Parameters<typeof worker>[1];

/**
 * How long a unit may take in a function, as it is reckoned: what is reckoned is not what it takes, and the function has 15 minutes. A longer
 * one is made in a container (render-task.ts).
 */
const units = new sst.Linkable("RenderUnits", { properties: { functionSeconds: 600 } });

/** Asks for every file of a cut whether it is there, and which ffmpeg and which letters there are. */
export const plan = worker("render/plan", {
  ...{ originals: "read", cuts: "write", layers: [ffmpeg.arn], nodejs, link: [units] },
  ...{ timeout: "5 minutes", memory: "1769 MB" },
});

/** The originals are read where they lie; of each, what is between two key pictures. */
export const unit = worker("render/unit", { ...renderer, originals: "read", storage: "2 GB", nodejs });

/** Holds the sound of an hour. */
export const sound = worker("render/sound", { ...renderer, originals: "read", memory: "7076 MB" });

/** An hour of one format has some 3 GB, and is written from its parts. */
export const assemble = worker("render/assemble", { ...renderer, storage: "10 GB" });
export const verify = worker("render/verify", { ...renderer, media: "read", storage: "10 GB" });

/** Timelines for other programs name the originals. */
export const publish = worker("render/publish", {
  media: "read",
  cuts: "write",
  link: [input],
  timeout: "5 minutes",
  memory: "1769 MB",
});

/** The run's history goes into the media bucket. */
const last = {
  ...{ media: "write", cuts: "write", link: [bus], permissions: [tell(bus)] },
  ...{ timeout: "1 minute", memory: "512 MB" },
} satisfies Parameters<typeof worker>[1];

export const finish = worker("render/finish", last);
export const fail = worker("render/fail", last);
