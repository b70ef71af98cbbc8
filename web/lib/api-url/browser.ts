/** Base address of the REST API, as the root layout wrote it into the page: one build serves every stage. */
export function apiUrl(): string {
  const url = document.documentElement.dataset.api;
  if (!url) throw new Error("The page does not say where the API is: the root layout must set data-api on <html>");
  return url;
}
