import type { Credentials } from "@videoflow/client/client";
import { Resource } from "sst/resource";
import { accessCookie } from "#web/lib/session/cookies.ts";
import { workspaceCookie } from "#web/lib/session/workspace.ts";

/** Those of the request that is being answered: proxy.ts saw to it that they are good. */
export async function credentials(): Promise<Credentials | undefined> {
  // Not at the top: modules that pages share with the browser may not name it there.
  const { cookies } = await import("next/headers");
  const sent = await cookies();
  const token = sent.get(accessCookie())?.value;
  return token ? { token, workspace: sent.get(workspaceCookie(Resource.App.stage))?.value } : undefined;
}
