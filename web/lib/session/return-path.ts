/** A path of this app to go back to; whatever would lead elsewhere is the library. */
export function returnPath(given: string | null | undefined): string {
  const base = "http://app.invalid";
  if (!given?.startsWith("/") || !URL.canParse(given, base)) return "/";
  const { origin, pathname, search } = new URL(given, base);
  return origin === base && !pathname.startsWith("//") ? pathname + search : "/";
}
