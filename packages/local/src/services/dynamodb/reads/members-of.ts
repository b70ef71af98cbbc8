const [QUOTE, BACKSLASH] = [34, 92];
const [OBJECT, END_OF_OBJECT, LIST, END_OF_LIST] = [123, 125, 91, 93];

/**
 * The text of a JSON object, as JSON.stringify writes it, with those of its members that have one of these names. What is left out is
 * passed over and not parsed: for a few attributes of large items that takes half the time.
 */
export function membersOf(json: string, names: ReadonlySet<string>): string {
  const members: string[] = [];
  let at = 1;
  while (at < json.length - 1) {
    const colon = endOfString(json, at);
    const end = endOfValue(json, colon + 1);
    if (names.has(nameIn(json.slice(at + 1, colon - 1)))) members.push(json.slice(at, end));
    at = end + 1;
  }
  return `{${members.join(",")}}`;
}

const nameIn = (written: string): string => (written.includes("\\") ? JSON.parse(`"${written}"`) : written);

/** Behind the string that begins at `at`. */
function endOfString(json: string, at: number): number {
  for (let end = json.indexOf('"', at + 1); ; end = json.indexOf('"', end + 1)) {
    let escapes = 0;
    while (json.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++;
    if (escapes % 2 === 0) return end + 1;
  }
}

/** Behind the object or list that begins at `at`: an attribute's value is an object. */
function endOfValue(json: string, at: number): number {
  let depth = 0;
  for (let end = at; ; end++) {
    const letter = json.charCodeAt(end);
    if (letter === QUOTE) end = endOfString(json, end) - 1;
    else if (letter === OBJECT || letter === LIST) depth++;
    else if ((letter === END_OF_OBJECT || letter === END_OF_LIST) && --depth === 0) return end + 1;
  }
}
