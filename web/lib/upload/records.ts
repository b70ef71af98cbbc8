import { workspaceCookie } from "../session/workspace.ts";

/** What outlives the page of a file that was to be sent: all but its bytes, which a browser does not keep. */
interface UploadRecord {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  readonly lastModified: number;
  /** There once the upload was begun. */
  readonly assetId?: string;
}

interface Kept extends UploadRecord {
  readonly page: string;
}

const PREFIX = "upload:";
/** This page, as long as it is open. */
const page = crypto.randomUUID();
// The browser lets go of a page's locks when the page goes, however it goes.
void navigator.locks.request(lockOf(page), () => new Promise(() => {}));

export function keepRecord({ id, name, bytes, lastModified, assetId }: UploadRecord): void {
  const record: Kept = { id, name, bytes, lastModified, page, ...(assetId && { assetId }) };
  try {
    localStorage.setItem(`${place()}${id}`, JSON.stringify(record));
  } catch (error) {
    // A browser keeps some ten thousand of them. A file beyond that is sent as well, and only forgotten with the page.
    if ((error as Error).name !== "QuotaExceededError") throw error;
  }
}

export const forgetRecord = (id: string): void => localStorage.removeItem(`${place()}${id}`);

/** What pages that are no longer open have left unfinished. It is this page's from now on. */
export async function takeOver(): Promise<UploadRecord[]> {
  const { held = [] } = await navigator.locks.query();
  const pages = new Set(held.map(({ name }) => name));
  const left = Object.keys(localStorage)
    .filter((key) => key.startsWith(place()))
    .map((key) => JSON.parse(String(localStorage.getItem(key))) as Kept)
    .filter((record) => !pages.has(lockOf(record.page)));
  for (const record of left) keepRecord(record);
  return left;
}

function lockOf(of: string): string {
  return `${PREFIX}${of}`;
}

/** Each stage on this machine, and each workspace, has its own. */
function place(): string {
  const cookie = `${workspaceCookie(document.documentElement.dataset.stage ?? "")}=`;
  const workspace = document.cookie.split("; ").find((pair) => pair.startsWith(cookie));
  return `${PREFIX}${workspace ?? cookie}:`;
}
