import { Resource } from "sst/resource";

/**
 * Cookies do not tell ports apart: two stages side by side on one machine must not share a name. One build serves every stage,
 * so it is told at run time which one this is.
 */
const named = (name: string) => () => `${name}-${Resource.App.stage}`;

export const accessCookie = named("access");
export const refreshCookie = named("refresh");
const journeyName = named("sign-in");

/** What is kept while somebody is away to sign in. */
export interface Journey {
  readonly state: string;
  readonly verifier: string;
  /** The path that they wanted to see. */
  readonly to: string;
}

/** As OAuth's token endpoint answers. */
export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  /** Seconds. */
  readonly expires_in: number;
}

export interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly httpOnly: true;
  /** Other sites' requests come without it, but for the navigation that brings somebody back from signing in. */
  readonly sameSite: "lax";
  readonly secure: boolean;
  readonly path: string;
  /** Seconds; 0 takes the cookie away. */
  readonly maxAge: number;
}

const REFRESH_S = 30 * 24 * 3600;
const JOURNEY_S = 600;
/** A token that is about to expire is not begun with. */
const SPARE_S = 30;

/** A session as cookies that no script can read; `null` ends it. `origin` is where the browser sees the app. */
export function sessionCookies(origin: string, tokens: Tokens | null): Cookie[] {
  return [
    cookie(origin, accessCookie(), tokens?.access_token ?? "", tokens ? tokens.expires_in - SPARE_S : 0),
    cookie(origin, refreshCookie(), tokens?.refresh_token ?? "", tokens ? REFRESH_S : 0),
  ];
}

export function journeyCookie(origin: string, journey: Journey | null): Cookie {
  const value = journey ? JSON.stringify(journey) : "";
  return { ...cookie(origin, journeyName(), value, journey ? JOURNEY_S : 0), path: "/auth/callback" };
}

export function readJourney(cookies: {
  get(name: string): { readonly value: string } | undefined;
}): Journey | undefined {
  const value = cookies.get(journeyName())?.value;
  return value ? (JSON.parse(value) as Journey) : undefined;
}

function cookie(origin: string, name: string, value: string, maxAge: number): Cookie {
  return { name, value, httpOnly: true, sameSite: "lax", secure: origin.startsWith("https:"), path: "/", maxAge };
}
