import { bus } from "../events.ts";
import { judge, publish } from "../grants.ts";
import { input } from "../storage.ts";
import { worker } from "./worker.ts";

/** Reads every document of an asset; of ten hours of footage they have some 50 MB. */
export const scenes = worker("understand/scenes", { media: "write", timeout: "5 minutes", memory: "1769 MB" });

/** A model may think for minutes, three times. */
export const brief = worker("understand/brief", {
  media: "write",
  permissions: [judge],
  timeout: "15 minutes",
  memory: "1769 MB",
});

export const index = worker("understand/index-scenes", {
  name: "UnderstandIndex",
  media: "write",
  timeout: "5 minutes",
  memory: "1769 MB",
});

export const finish = worker("understand/finish", {
  media: "write",
  link: [input, bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = worker("understand/fail", {
  media: "write",
  link: [bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});
