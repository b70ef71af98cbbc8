/** A placeholder: `<name>`. */
const PLACEHOLDER = /<([\w.-]+)>/g;

interface Hole {
  readonly name: string;
  /** Whether it stands inside of a JSON string. */
  readonly quoted: boolean;
}

/** A template taken apart: `texts` has one entry more than `holes`, and they alternate. */
export interface Template {
  readonly texts: readonly string[];
  readonly holes: readonly Hole[];
  /** Whether the result is a JSON document, and not just text. */
  readonly json: boolean;
}

export function parseTemplate(template: string): Template {
  const texts: string[] = [];
  const holes: Hole[] = [];
  let from = 0;
  let quoted = false;
  for (const found of template.matchAll(PLACEHOLDER)) {
    const text = template.slice(from, found.index);
    texts.push(text);
    if (quotesIn(text) % 2 === 1) quoted = !quoted;
    holes.push({ name: found[1] ?? "", quoted });
    from = found.index + found[0].length;
  }
  texts.push(template.slice(from));
  return { texts, holes, json: /^\s*[[{]/.test(template) };
}

/**
 * Fills a template. In JSON outside of quotes a value stands as JSON. Inside of quotes, and in text, it stands as it is and
 * is not escaped; an object or list loses its quotes there. What has no value is an empty string.
 * Throws SyntaxError when the result was to be JSON and is not.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function fill(template: Template, resolve: (name: string) => unknown): string {
  const filled = template.texts.map((text, index) => {
    const hole = template.holes[index];
    if (!hole) return text;
    const value = resolve(hole.name) ?? "";
    return text + (template.json && !hole.quoted ? JSON.stringify(value) : plain(value));
  });
  const result = filled.join("");
  return template.json ? JSON.stringify(JSON.parse(result)) : result;
}

function plain(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value).replaceAll('"', "") : String(value);
}

function quotesIn(text: string): number {
  return text.replace(/\\./g, "").split('"').length - 1;
}
