import type { NextRequest } from "next/server";
import { accessCookie, type Cookie, refreshCookie, sessionCookies } from "./cookies.ts";
import { renewedTokens } from "./issuer.ts";
import { originOf } from "./origin.ts";

/** Whether the request comes with a session, and the cookies to set when it had to be renewed or is over. */
export interface Session {
  readonly isSignedIn: boolean;
  readonly cookies: readonly Cookie[];
}

export async function renewSession({ cookies, headers }: NextRequest): Promise<Session> {
  if (cookies.has(accessCookie())) return { isSignedIn: true, cookies: [] };
  const refreshToken = cookies.get(refreshCookie())?.value;
  if (!refreshToken) return { isSignedIn: false, cookies: [] };
  const tokens = await renewedTokens(refreshToken);
  return { isSignedIn: tokens !== undefined, cookies: sessionCookies(originOf(headers), tokens ?? null) };
}
