import { authorize, owner } from "./auth.ts";
import { settle as derived } from "./derive.ts";
import { bus, undelivered } from "./events.ts";
import {
  control,
  count,
  drain,
  embedBy,
  inspect,
  invoke,
  keepVectors,
  listParts,
  publish,
  read,
  searchLogs,
  send,
  start,
  use,
  write,
} from "./grants.ts";
import { settle as heard } from "./hear.ts";
import { received, receivedDlq, receiver } from "./ingest.ts";
import { gatewayLimits, limits } from "./limits.ts";
import { notices, targets } from "./notify.ts";
import { embedding, indexes, models, vectors } from "./search.ts";
import { input, media, output } from "./storage.ts";
import { table } from "./table.ts";
import { purge } from "./trash.ts";
import { begin as understandable } from "./understand.ts";
import { compose } from "./workflows/compose.ts";
import { derive } from "./workflows/derive.ts";
import { ingest } from "./workflows/ingest.ts";
import { rebuild } from "./workflows/rebuild.ts";
import { reembed } from "./workflows/reembed.ts";
import { render } from "./workflows/render.ts";
import { understand } from "./workflows/understand.ts";

/** The one REST API. Files do not go through it: it gives signed URLs of the buckets. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  cors: {
    allowOrigins: ["*"],
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: [
      ...["authorization", "content-type", "videoflow-workspace"],
      ...["idempotency-key", "if-match", "if-none-match", "x-request-id"],
    ],
    exposeHeaders: ["etag", "idempotent-replayed", "retry-after", "x-request-id"],
    maxAge: "1 hour",
  },
  accessLog: { retention: "1 month" },
  transform: { stage: { defaultRouteSettings: gatewayLimits } },
});

/** It keeps the words' index of a workspace in memory: a hundred thousand scenes take some 400 MB. */
const handler = new sst.aws.Function("ApiHandler", {
  handler: "packages/functions/src/api/handler.handler",
  link: [
    ...[table, input, media, output, limits, vectors, embedding, bus, owner, targets, notices],
    ...[ingest, understand, compose, render, rebuild, reembed, received, receivedDlq, undelivered, receiver, purge],
  ],
  permissions: [
    use(table),
    read(input, "uploads/"),
    write(input, "uploads/"),
    listParts(input, "uploads/"),
    read(media, "wsp_"),
    // What is to outlive the table is told to the bucket: what a workspace chose, and the marks of an asset.
    write(media, "wsp_*/settings.json"),
    write(media, "wsp_*/searches.json"),
    write(media, "wsp_*/access.json"),
    write(media, "wsp_*/webhooks.json"),
    write(media, "wsp_*/manifest.json"),
    // Cuts: their specs, and what became of them.
    read(output, "wsp_"),
    write(output, "wsp_*/cut_*"),
    write(media, "wsp_*/purging/"),
    // A run that is cancelled ends here: its history, and news of it.
    write(media, "wsp_*/runs/"),
    publish(bus),
    ...[ingest, understand, compose, render, rebuild, reembed].flatMap((workflow) => [
      start(workflow),
      control(workflow),
      ...inspect(workflow),
    ]),
    ...inspect(derive),
    searchLogs(),
    // Dead letters: what they say, and the way to where they were to go.
    ...[count(received), send(received), drain(receivedDlq), drain(undelivered)],
    ...[derived, heard, understandable, purge].map(invoke),
    // Also to take out of the index what is deleted, and to put back what is restored.
    keepVectors(indexes),
    embedBy(models),
    send(notices),
  ],
  timeout: "29 seconds",
  memory: "1769 MB",
});

const signedIn = api.addAuthorizer({
  name: "SignedIn",
  lambda: { function: authorize.arn, response: "simple", ttl: "30 seconds" },
});

/** A route a method, and no `$default`: that one would ask browsers' preflights, too, who they are. */
for (const method of ["GET", "POST", "PUT", "PATCH", "DELETE"]) {
  api.route(`${method} /{proxy+}`, handler.arn, { auth: { lambda: signedIn.id } });
}

/** What anybody may know: that it is there, what it can do, and what a link that they were given shows. */
const open = [
  "/health",
  "/openapi.json",
  "/reference",
  "/shares/{token}",
  "/shares/{token}/streams/{variant}/{playlist}",
];
for (const path of open) api.route(`GET ${path}`, handler.arn);
