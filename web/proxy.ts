import { type NextRequest, NextResponse } from "next/server";
import { contentSecurityPolicy } from "#web/lib/content-security-policy.ts";
import { originOf } from "#web/lib/session/origin.ts";
import { renewSession } from "#web/lib/session/renew.ts";

/** Pages that are there for everybody. */
const isOpen = (pathname: string): boolean => pathname === "/sign-in" || pathname.startsWith("/share/");

/**
 * Lets pages be seen by who is signed in, and gives each a content security policy with a nonce of its own; Next puts the
 * nonce on its scripts. A session is renewed here, before the page is made with it.
 */
export async function proxy(request: NextRequest) {
  const { pathname, search } = request.nextUrl;
  const session = isOpen(pathname) ? { isSignedIn: true, cookies: [] } : await renewSession(request);
  const response = session.isSignedIn ? page(request, session.cookies) : signIn(request, pathname + search);
  for (const cookie of session.cookies) response.cookies.set(cookie);
  return response;
}

function page(request: NextRequest, cookies: Awaited<ReturnType<typeof renewSession>>["cookies"]): NextResponse {
  const policy = contentSecurityPolicy(crypto.randomUUID());
  for (const { name, value } of cookies) request.cookies.set(name, value);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

function signIn(request: NextRequest, to: string): NextResponse {
  const response = NextResponse.redirect(new URL(`/sign-in?${new URLSearchParams({ to })}`, originOf(request.headers)));
  response.headers.set("cache-control", "no-store");
  return response;
}

/** Not for files of the build, nor for the routes by which one signs in: those are no pages. */
export const config = { matcher: "/((?!_next/static|icon.svg|auth/).*)" };
