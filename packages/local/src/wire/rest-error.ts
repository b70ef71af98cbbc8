import type { AwsError } from "../error.ts";
import type { WireReply, WireRequest } from "./codec.ts";
import type { Protocol } from "./rest-document.ts";

/** Writes an error as each protocol's clients expect it. A HEAD request and a 304 have no body: there the status says it. */
export function writeError(error: AwsError, request: WireRequest, protocol: Protocol): WireReply {
  if (error.status === 304 || request.method === "HEAD") return { status: error.status, headers: {} };
  if (protocol === "xml") {
    return {
      status: error.status,
      headers: { "content-type": "application/xml" },
      body: xmlError(error, request.requestId),
    };
  }
  const body = JSON.stringify({ message: error.message, ...error.detail });
  return {
    status: error.status,
    headers: { "content-type": "application/json", "x-amzn-errortype": error.code },
    body,
  };
}

function xmlError(error: AwsError, requestId: string): string {
  const members = { Code: error.code, Message: error.message, ...error.detail, RequestId: requestId };
  const elements = Object.entries(members).map(([name, value]) => `<${name}>${escapeXml(String(value))}</${name}>`);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${elements.join("")}</Error>`;
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "\n": "&#10;" };

/** Characters that XML 1.0 cannot hold at all, such as NUL in a key that a client asked for, become U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replace(/[&<>\r\n]/g, (character) => escapes[character] ?? "")
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "\u{fffd}");
}
