/** Where the browser sees the app: whoever stands before this server (CloudFront) says so. */
export function originOf(headers: Headers): string {
  const host = headers.get("x-forwarded-host") ?? headers.get("host") ?? "";
  return `${headers.get("x-forwarded-proto") ?? "http"}://${host}`;
}

/** Whether a page of this app sent the request: the browser says so, and no page can make it say otherwise. */
export const isOwnRequest = (headers: Headers): boolean => headers.get("sec-fetch-site") === "same-origin";
