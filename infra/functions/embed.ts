import { embedBy, keepVectors, read, use, write } from "../grants.ts";
import { embedding, indexes, models, vectors } from "../search.ts";
import { media } from "../storage.ts";
import { table } from "../table.ts";

/** Ten hours of footage have some 5,000 scenes, and the model takes one text a call, sixteen calls at once. */
export const embed = new sst.aws.Function("UnderstandEmbed", {
  handler: "packages/functions/src/understand/embed.handler",
  link: [table, media, vectors, embedding],
  permissions: [use(table), read(media, "wsp_"), write(media, "wsp_"), keepVectors(indexes), embedBy(models)],
  timeout: "5 minutes",
  memory: "1769 MB",
});
