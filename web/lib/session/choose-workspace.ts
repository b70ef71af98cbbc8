import { workspaceCookie } from "./workspace.ts";

const YEAR_IN_SECONDS = 31_536_000;

/** Shows another workspace, from its library on: nothing of the one before stays in memory. */
export function chooseWorkspace(stage: string, workspaceId: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that the app supports.
  document.cookie = `${workspaceCookie(stage)}=${workspaceId}; path=/; max-age=${YEAR_IN_SECONDS}; samesite=lax`;
  window.location.assign("/");
}
