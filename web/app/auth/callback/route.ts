import { type NextRequest, NextResponse } from "next/server";
import { journeyCookie, readJourney, sessionCookies } from "#web/lib/session/cookies.ts";
import { tokensOfCode } from "#web/lib/session/issuer.ts";
import { originOf } from "#web/lib/session/origin.ts";
import { returnPath } from "#web/lib/session/return-path.ts";

/** Where somebody comes back to who was away to sign in. A code counts only for the browser that was sent away for it. */
export async function GET(request: NextRequest) {
  const origin = originOf(request.headers);
  const { searchParams } = request.nextUrl;
  const journey = readJourney(request.cookies);
  const [code, state, error] = ["code", "state", "error"].map((name) => searchParams.get(name));
  const isOurs = journey !== undefined && state === journey.state;
  const tokens = isOurs && code ? await tokensOfCode(origin, code, journey.verifier) : undefined;
  const to = returnPath(journey?.to);
  const problem = error === "access_denied" ? "denied" : "failed";
  const path = tokens ? to : `/sign-in?${new URLSearchParams({ problem, to })}`;
  const response = NextResponse.redirect(new URL(path, origin));
  response.cookies.set(journeyCookie(origin, null));
  if (tokens) for (const cookie of sessionCookies(origin, tokens)) response.cookies.set(cookie);
  return response;
}
