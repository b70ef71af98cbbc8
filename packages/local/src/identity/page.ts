/** A page for whoever comes without having been let in. Sentences are the caller's own, never a visitor's. */
export function page(title: string, sentences: readonly string[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 20vh auto 0; padding: 0 1.5rem }</style>
<h1>${title}</h1>
${sentences.map((sentence) => `<p>${sentence}</p>`).join("\n")}
</html>
`;
}
