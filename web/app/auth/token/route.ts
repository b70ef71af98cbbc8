import { type NextRequest, NextResponse } from "next/server";
import { accessCookie, refreshCookie, sessionCookies } from "#web/lib/session/cookies.ts";
import { renewedTokens } from "#web/lib/session/issuer.ts";
import { isOwnRequest, originOf } from "#web/lib/session/origin.ts";

/**
 * Gives a page of this app the access token with which it calls the API: good for some minutes, to be kept in memory. With
 * `?renew`, another than the session has now. 401 when the session is over.
 */
export async function GET(request: NextRequest) {
  if (!isOwnRequest(request.headers)) return answer({ code: "forbidden", message: "For pages of this app only" }, 403);
  const held = request.nextUrl.searchParams.has("renew") ? undefined : request.cookies.get(accessCookie())?.value;
  if (held) return answer({ token: held, expiresAt: expiryOf(held) });
  const refreshToken = request.cookies.get(refreshCookie())?.value;
  const tokens = refreshToken ? await renewedTokens(refreshToken) : undefined;
  const response = tokens
    ? answer({ token: tokens.access_token, expiresAt: expiryOf(tokens.access_token) })
    : answer({ code: "unauthorized", message: "The session is over: sign in again" }, 401);
  for (const cookie of sessionCookies(originOf(request.headers), tokens ?? null)) response.cookies.set(cookie);
  return response;
}

const answer = (body: object, status = 200) =>
  NextResponse.json(body, { status, headers: { "cache-control": "no-store" } });

/** Epoch milliseconds. */
function expiryOf(token: string): number {
  const claims = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as { exp: number };
  return claims.exp * 1000;
}
