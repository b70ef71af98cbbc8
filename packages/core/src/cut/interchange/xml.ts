/** Attributes of an element; those without a value are left out. */
type Attributes = Readonly<Record<string, string | number | undefined>>;

/** An element of XML with its children, which are elements already, indented by the depth at which they stand. */
export function element(name: string, attributes: Attributes = {}, children: readonly string[] = []): string {
  const told = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escaped(String(value))}"`)
    .join("");
  if (children.length === 0) return `<${name}${told}/>`;
  return `<${name}${told}>\n${children.join("\n").replace(/^/gm, "  ")}\n</${name}>`;
}

/** An element that holds text and nothing else. */
export const textElement = (name: string, attributes: Attributes, text: string): string =>
  element(name, attributes).replace(/\/>$/, () => `>${escaped(text)}</${name}>`);

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** XML 1.0 has no control characters, not even escaped ones; a line break in a text is told as a reference. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "")
    .replace(/[&<>"]/g, (letter) => ESCAPES[letter] ?? letter)
    .replace(/[\t\n\r]/g, (letter) => `&#${letter.charCodeAt(0)};`);
