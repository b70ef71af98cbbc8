import { type NextRequest, NextResponse } from "next/server";
import { Resource } from "sst/resource";
import { sessionCookies } from "#web/lib/session/cookies.ts";
import { isOwnRequest, originOf } from "#web/lib/session/origin.ts";
import { workspaceCookie } from "#web/lib/session/workspace.ts";

/** A GET, as CloudFront does not sign bodies; a link on another site cannot send it. */
export function GET(request: NextRequest) {
  if (!isOwnRequest(request.headers)) return new NextResponse(null, { status: 403 });
  const origin = originOf(request.headers);
  const response = NextResponse.redirect(new URL("/sign-in", origin));
  for (const cookie of sessionCookies(origin, null)) response.cookies.set(cookie);
  response.cookies.delete(workspaceCookie(Resource.App.stage));
  return response;
}
