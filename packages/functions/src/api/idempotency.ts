import { AppError, type ErrorBody } from "@videoflow/core/error";
import { type Answer, once } from "@videoflow/core/idempotency/idempotency";
import type { MiddlewareHandler } from "hono";
import type { StatusCode } from "hono/utils/http-status";

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Requests that make something and come with an `Idempotency-Key` make it once: the same request again gets the same answer.
 * For those who do not know whether a request that broke off was heard.
 */
export const idempotent: MiddlewareHandler = async (c, next) => {
  const key = c.req.header("idempotency-key");
  if (c.req.method !== "POST" || key === undefined) return next();
  if (!IDEMPOTENCY_KEY.test(key))
    throw new AppError("invalid", "Idempotency-Key is 1 to 255 visible ASCII characters without a space");
  const request = JSON.stringify([c.req.method, c.req.path, await c.req.text()]);
  const answer = await once(key, request, async () => {
    await next();
    return c.res.ok ? kept(c.res) : undefined;
  });
  if (!answer) return undefined;
  const { status, contentType, body } = answer;
  const headers = { "idempotent-replayed": "true", ...(contentType && { "content-type": contentType }) };
  return c.newResponse(body || null, status as StatusCode, headers);
};

/** What is answered to the same request after this. A secret is not kept, and so not shown again. */
async function kept(answer: Response): Promise<Answer> {
  if (answer.headers.get("cache-control") === "no-store") return SHOWN_ONCE;
  const contentType = answer.headers.get("content-type") ?? "";
  return { status: answer.status, contentType, body: await answer.clone().text() };
}

const SHOWN_ONCE: Answer = {
  status: 409,
  contentType: "application/json",
  body: JSON.stringify({
    code: "conflict",
    message: "This was done before with this Idempotency-Key, and the secret that it answered is shown once only",
  } satisfies ErrorBody),
};
