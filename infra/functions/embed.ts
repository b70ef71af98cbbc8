import { embedBy, keepVectors } from "../grants.ts";
import { embedding, indexes, models, vectors } from "../search.ts";
import { worker } from "./worker.ts";

/** Ten hours of footage have some 5,000 scenes, and the model takes one text a call, sixteen calls at once. */
export const embed = worker("understand/embed", {
  media: "write",
  link: [vectors, embedding],
  permissions: [keepVectors(indexes), embedBy(models)],
  timeout: "5 minutes",
  memory: "1769 MB",
});
