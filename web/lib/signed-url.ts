const RENEW_BEFORE_MS = 60_000;

const held = new Map<string, { readonly url: string; readonly until: number }>();

/**
 * The same signed address for the same object as long as it is valid. The API signs anew with every answer, and a browser
 * takes another signature for another file: without this, each poll would load every picture again.
 *
 * An address that is not signed in the way of AWS Signature Version 4 is returned as it is.
 */
export function steadyUrl(url: string, now = Date.now()): string {
  const parsed = new URL(url);
  const signedAt = parsed.searchParams.get("X-Amz-Date");
  const validFor = parsed.searchParams.get("X-Amz-Expires");
  if (!signedAt || !validFor) return url;
  const key = keyOf(parsed);
  const known = held.get(key);
  if (known && now < known.until) return known.url;
  held.set(key, { url, until: basicTime(signedAt) + Number(validFor) * 1000 - RENEW_BEFORE_MS });
  return url;
}

/** What the address asks for, without when and by whom it was signed. */
function keyOf(url: URL): string {
  const rest = [...url.searchParams].filter(([name]) => !name.startsWith("X-Amz-"));
  return `${url.origin}${url.pathname}?${new URLSearchParams(rest)}`;
}

/** Milliseconds of a time in ISO 8601's basic format, as in `X-Amz-Date=20260102T030405Z`. */
function basicTime(time: string): number {
  return Date.parse(time.replace(/^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/, "$1-$2-$3T$4:$5:$6Z"));
}
