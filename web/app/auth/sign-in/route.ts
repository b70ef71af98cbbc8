import { type NextRequest, NextResponse } from "next/server";
import { journeyCookie } from "#web/lib/session/cookies.ts";
import { beginSignIn } from "#web/lib/session/issuer.ts";
import { originOf } from "#web/lib/session/origin.ts";
import { returnPath } from "#web/lib/session/return-path.ts";

/** Sends somebody away to sign in; `to` is the path that they wanted to see. */
export async function GET(request: NextRequest) {
  const origin = originOf(request.headers);
  const { location, journey } = await beginSignIn(origin, returnPath(request.nextUrl.searchParams.get("to")));
  const response = NextResponse.redirect(location);
  response.cookies.set(journeyCookie(origin, journey));
  return response;
}
