/** Letters that are safe inside a quoted string for every client; some take a percent sign for the start of a code. */
const UNSAFE = /[^\x20-\x7e]|["\\%]/g;

/** What `encodeURIComponent` leaves as it is, and RFC 5987 wants encoded. */
const RESERVED = /['()*]/g;

/**
 * The `Content-Disposition` header by which a browser saves a file under `name`, whatever letters it has: a plain form for old
 * clients, and the exact one of RFC 5987 beside it, which all others prefer (RFC 6266).
 */
export function attachment(name: string): string {
  const exact = name.toWellFormed().replaceAll(/\p{Cc}/gu, "_");
  const encoded = encodeURIComponent(exact).replaceAll(
    RESERVED,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${exact.replaceAll(UNSAFE, "_")}"; filename*=UTF-8''${encoded}`;
}
