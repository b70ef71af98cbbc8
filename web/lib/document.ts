/**
 * Reads a JSON document of the media bucket from a signed address. Whoever wrote it held it against its schema; what can differ
 * is the version, which must be the one that this page was built for.
 */
export async function readDocument<Document extends { readonly version: number }>(
  url: string,
  name: string,
  version: Document["version"],
  signal: AbortSignal,
): Promise<Document> {
  const response = await readFile(url, name, signal);
  const document = (await response.json()) as Document;
  if (document.version !== version) {
    throw new Error(`The ${name} is of version ${document.version}, this page reads ${version}: reload the page`);
  }
  return document;
}

/** Fetches a file of the media bucket from a signed address. Throws when it cannot be had. */
export async function readFile(url: string, name: string, signal: AbortSignal): Promise<Response> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`The ${name} could not be read: the bucket answered ${response.status}`);
  return response;
}
