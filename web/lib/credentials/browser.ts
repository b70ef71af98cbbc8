import { ApiError, type Credentials } from "@videoflow/client/client";
import { workspaceCookie } from "#web/lib/session/workspace.ts";

interface Held {
  readonly token: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

const SPARE_MS = 20_000;

let held: Held | undefined;
let asking: Promise<Held> | undefined;

/**
 * The access token of the session, kept in memory. When the session is over, the page leaves for signing in and comes back.
 * Many that ask at once wait for one answer.
 */
export async function credentials(refused: boolean): Promise<Credentials> {
  if (refused || !held || held.expiresAt - SPARE_MS < Date.now())
    asking ??= ask(refused).finally(() => {
      asking = undefined;
    });
  held = asking ? await asking : (held as Held);
  return { token: held.token, workspace: chosenWorkspace() };
}

/** Fails as the API does, so that what waits for it to come back waits for this, too. */
async function ask(renew: boolean): Promise<Held> {
  const response = await fetch(renew ? "/auth/token?renew" : "/auth/token").catch((cause: Error) => {
    throw new ApiError(0, { code: "unreachable", message: `The web app does not answer: ${cause.message}` }, { cause });
  });
  if (response.ok) return (await response.json()) as Held;
  if (response.status === 401) return leave();
  throw new ApiError(response.status, { code: "session_unknown", message: "The session could not be asked for" });
}

/** Never resolves: the page is on its way out. */
function leave(): Promise<never> {
  const { pathname, search } = window.location;
  window.location.assign(`/auth/sign-in?${new URLSearchParams({ to: pathname + search })}`);
  return new Promise(() => {});
}

function chosenWorkspace(): string | undefined {
  const name = workspaceCookie(document.documentElement.dataset.stage ?? "");
  return document.cookie
    .split("; ")
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);
}
