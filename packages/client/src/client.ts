import { operations } from "./operations.ts";
import type { Failure, Operations } from "./schema.ts";

type Name = keyof Operations;

/** No input need be given where every field of it may be left out. */
type Arguments<Input> =
  Record<never, never> extends Input ? [input?: Input, init?: RequestOptions] : [input: Input, init?: RequestOptions];

export interface RequestOptions {
  readonly signal?: AbortSignal;
}

/** A method for every operation of the API, by its operation id. */
export type Client = {
  readonly [N in Name]: (...call: Arguments<Operations[N]["input"]>) => Promise<Operations[N]["result"]>;
};

/** With what a request is sent. */
export interface Credentials {
  /** An access token or an API key. */
  readonly token: string;
  /** The workspace that the request is about, for who is at home in several. */
  readonly workspace?: string | undefined;
}

export interface ClientOptions {
  /** Asked before every request; after its answer was refused once more, with `true`: then for others. */
  readonly credentials?: (refused: boolean) => Promise<Credentials | undefined>;
}

/** An answer that is not a success. `status` is 0 when there was no answer at all. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly issues: NonNullable<Failure["issues"]>;

  constructor(status: number, body: Failure, options?: ErrorOptions) {
    super(body.message, options);
    this.name = "ApiError";
    this.status = status;
    this.code = body.code;
    this.issues = body.issues ?? [];
  }
}

/** Makes a client of the API at `baseUrl`. Its methods throw ApiError. */
export function createClient(baseUrl: string, options: ClientOptions = {}): Client {
  const root = baseUrl.replace(/\/$/, "");
  const method = (name: Name) => (input?: object, init?: RequestOptions) => request(root, options, name, input, init);
  return Object.fromEntries(Object.keys(operations).map((name) => [name, method(name as Name)])) as unknown as Client;
}

async function request(
  root: string,
  { credentials }: ClientOptions,
  name: Name,
  input: object = {},
  init: RequestOptions = {},
): Promise<unknown> {
  const { url, body } = locate(name, input);
  const { method } = operations[name];
  const send = async (refused: boolean): Promise<Response> => {
    const { token, workspace } = (await credentials?.(refused)) ?? {};
    const headers = {
      ...(body && { "content-type": "application/json" }),
      ...(token && { authorization: `Bearer ${token}` }),
      ...(workspace && { "videoflow-workspace": workspace }),
    };
    return fetch(root + url, { ...init, method, headers, ...(body && { body: JSON.stringify(body) }) }).catch(
      (cause: Error) => {
        if (cause.name === "AbortError") throw cause;
        throw new ApiError(0, { code: "unreachable", message: `${root} does not answer: ${cause.message}` }, { cause });
      },
    );
  };
  let response = await send(false);
  if (response.status === 401 && credentials) response = await send(true);
  for (let tries = 0; response.status === 429 && tries < MOST_WAITS; tries++) {
    await pause(waitOf(response, tries), init.signal);
    response = await send(false);
  }
  if (!response.ok) throw new ApiError(response.status, await failureOf(response));
  if (response.status === 204) return undefined;
  return response.headers.get("content-type")?.includes("json") ? response.json() : response.text();
}

/** How often a request waits for its turn. What was refused for being one too many has done nothing. */
const MOST_WAITS = 3;
const LONGEST_WAIT_MS = 30_000;

/** As long as is asked for; the gateway asks for nothing, and is left alone longer each time. Not all who wait come back at once. */
function waitOf(response: Response, tries: number): number {
  const asked = Number(response.headers.get("retry-after") ?? 0) * 1000;
  return Math.min(asked || 500 * 2 ** tries, LONGEST_WAIT_MS) + Math.random() * 250;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const aborted = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", aborted);
      resolve();
    }, ms);
    signal?.addEventListener("abort", aborted, { once: true });
  });
}

/** Puts each field of the input where it belongs: into the path, the query, or the body. */
function locate(name: Name, input: object): { url: string; body: object | undefined } {
  const { method, path, query } = operations[name];
  const rest = new Map<string, unknown>(
    Object.entries(input).filter(([, value]) => value !== undefined && value !== null),
  );
  const take = (key: string): unknown => {
    const value = rest.get(key);
    rest.delete(key);
    return value;
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(String(take(key))));
  // A list is a parameter that is given once for each of its values.
  const asked = query
    .filter((key) => rest.has(key))
    .flatMap((key) => [take(key)].flat().map((value): [string, string] => [key, String(value)]));
  const url = asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled;
  return { url, body: method === "GET" || method === "DELETE" ? undefined : Object.fromEntries(rest) };
}

/** What the gateway before the API refuses, in the one word that it has for it. */
const GATEWAY: Readonly<Record<string, Failure>> = {
  Unauthorized: { code: "unauthorized", message: "Nobody is signed in, or not any more: sign in, or send an API key" },
  "Too Many Requests": { code: "too_many", message: "The API has more to do than it can: try again in a moment" },
  Forbidden: { code: "forbidden", message: "You are at home in no workspace: ask an admin to invite you" },
};

/** Also what stands before the API (a gateway, a proxy) can refuse, in words of its own. */
async function failureOf(response: Response): Promise<Failure> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<Failure>;
    const refusal = GATEWAY[body.message ?? ""];
    if (!body.code && refusal) return refusal;
    if (body.code && body.message) return { ...body, code: body.code, message: body.message };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return { code: "unexpected", message: `${response.status} ${response.statusText} ${text.slice(0, 200)}`.trim() };
}
