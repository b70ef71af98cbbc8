import { bus } from "../events.ts";
import { embedBy, keepVectors, publish } from "../grants.ts";
import { embedding, indexes, models, vectors } from "../search.ts";
import { worker } from "./worker.ts";

export const scan = worker("reembed/scan", { timeout: "15 minutes", memory: "512 MB" });

/** Embeds ten assets, mostly waiting for the model, and holds four of them: of ten hours each has some 5,000 scenes. */
const filler = {
  media: "write",
  link: [vectors, embedding],
  permissions: [keepVectors(indexes), embedBy(models)],
  timeout: "15 minutes",
  memory: "1769 MB",
} satisfies Parameters<typeof worker>[1];

export const fill = worker("reembed/fill", filler);
/** Fills what came since its batch was filled. */
export const verify = worker("reembed/verify", filler);

export const switchOver = worker("reembed/switch-over", { timeout: "1 minute", memory: "512 MB" });

export const finish = worker("reembed/finish", {
  media: "write",
  link: [bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});

export const fail = worker("reembed/fail", {
  media: "write",
  link: [bus],
  permissions: [publish(bus)],
  timeout: "1 minute",
  memory: "512 MB",
});
