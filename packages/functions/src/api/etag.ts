import { createHash } from "node:crypto";
import { AppError } from "@videoflow/core/error";
import type { Context, MiddlewareHandler } from "hono";
import { SECRET } from "./route.ts";

/**
 * Gives what is read an ETag, and answers 304 to who has it already. Its first part is the version of the resource, by which a
 * change can be made dependent on what was read (`If-Match`); the second is of every byte, signed URLs included. What nobody is to keep
 * has none.
 */
export const tagged: MiddlewareHandler = async (c, next) => {
  await next();
  const isJson = c.res.headers.get("content-type")?.startsWith("application/json") === true;
  const isKept = c.res.headers.get("cache-control") !== SECRET["cache-control"];
  if (c.req.method !== "GET" || c.res.status !== 200 || !isJson || !isKept) return;
  const body = await c.res.clone().text();
  const etag = etagOf(body);
  c.res.headers.set("etag", etag);
  // Asked for every time, transferred when it has changed; kept by nobody else.
  c.res.headers.set("cache-control", "private, no-cache");
  const known = c.req.header("if-none-match")?.split(",").map(bare) ?? [];
  if (!known.includes(bare(etag)) && !known.includes("*")) return;
  const { headers } = c.res;
  headers.delete("content-type");
  headers.delete("content-length");
  c.res = undefined;
  c.res = new Response(null, { status: 304, headers });
};

/** Without the sign that a proxy puts before it when it has compressed the body. */
const bare = (etag: string): string => etag.trim().replace(/^W\//, "");

function etagOf(body: string): string {
  const { updatedAt } = JSON.parse(body) as { updatedAt?: unknown };
  const version = typeof updatedAt === "string" ? Date.parse(updatedAt).toString(36) : "0";
  return `"${version}-${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
}

/**
 * When what the caller has read was last changed, if the change that is asked for depends on that. Throws `stale` for an
 * `If-Match` that no resource has.
 */
export function ifMatch(c: Context): { ifUpdatedAt?: string } {
  const given = c.req.header("if-match");
  if (given === undefined || given.trim() === "*") return {};
  const [, version = ""] = /^"([0-9a-z]{1,9})-[\w-]{22}"$/.exec(bare(given)) ?? [];
  const at = Number.parseInt(version, 36);
  if (!(at > 0)) throw new AppError("stale", "If-Match is no ETag that this resource has had: read it again");
  return { ifUpdatedAt: new Date(at).toISOString() };
}
