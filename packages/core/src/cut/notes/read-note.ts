import { isTelling, termsOf } from "../../text/terms.ts";
import type { NoteReading, NoteRequest, Place } from "./request.schema.ts";

/**
 * Reads what somebody says of a version, in the words of the field: see the rules below. A part of it either is a request as a whole, or
 * was not understood; what only looks like one is not guessed at.
 */
export function readNote(note: string): NoteReading {
  const reading: { requests: NoteReading["requests"]; notUnderstood: string[] } = { requests: [], notUnderstood: [] };
  for (const sentence of note.split(/[.!?…](?=\s|$)|[;\n]/)) {
    let before: NoteRequest | undefined;
    for (const words of partsOf(sentence)) {
      const request = requestOf(words) ?? goesOn(before, words);
      if (request) reading.requests.push({ words, request });
      else reading.notUnderstood.push(words);
      before = request;
    }
  }
  return reading;
}

/** Text in quotation marks stays whole, whatever is in it. */
const partsOf = (sentence: string): string[] => {
  const quotes: string[] = [];
  const kept = sentence.replace(/[“”"„]([^“”"„]*)[“”"„]/g, (_, quote: string) => `“${quotes.push(quote) - 1}”`);
  return kept
    .split(/\s*,\s*(?:and |but |then |also )?|\s+(?:and|but|then|or|also)\s+/i)
    .map((part) => part.replace(/“(\d+)”/g, (_, at: string) => `“${quotes[Number(at)] ?? ""}”`).trim())
    .filter((part) => part !== "");
};

const POLITE =
  /^(?:(?:please|and|but|then|also|now|just|can you|could you|would you|let us|let's|i want|i would like|i'd like|we want|we need|it needs|it should|it must|should|must|make it|make this|make the (?:cut|film|video)|let it|be|to be|to|it|have|has|give it|give us|show)\s+)+/i;
const AFTER = /\s+(?:please|now|again|overall|in general|in it|in the (?:cut|film|video))$/i;

function requestOf(part: string): NoteRequest | undefined {
  const bare = part.replace(/\s+/g, " ").replace(AFTER, "").trim();
  // As it was said first: “show” and “have” may be of the request itself.
  for (const text of [bare, bare.replace(POLITE, "")])
    for (const { says, means } of RULES) {
      const found = says.exec(text);
      const request = found && means(found.groups ?? {});
      if (request) return request;
    }
  return undefined;
}

/** `more of the mayor and the bridge`: what is but a thing is another one of the request before it. */
function goesOn(before: NoteRequest | undefined, part: string): NoteRequest | undefined {
  if (!before || !("what" in before) || before.ask === "start" || before.ask === "end") return undefined;
  const words = part.split(" ");
  const what = words.length <= 4 && words.every((word) => !NO_THING.has(word.toLowerCase())) && thingOf(part);
  return what ? { ask: before.ask, what } : undefined;
}

/** With one of these something is said, not named. */
const NO_THING = new Set(
  "i it its it's is are was were be been this that these those they we you he she there what why how when not no only very too so because has have had does do did can could would should will make".split(
    " ",
  ),
);

interface Rule {
  readonly says: RegExp;
  readonly means: (groups: Partial<Record<string, string>>) => NoteRequest | undefined;
}

const TIME = "(?<time>\\d+:\\d\\d(?:\\.\\d+)?|\\d+(?:[.,]\\d+)? ?(?:s|secs?|seconds?|m|mins?|minutes?))";
const PART = "(?:clips?|shots?|parts?|scenes?|items?)";
const NTH = "(?<nth>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|\\d{1,3}(?:st|nd|rd|th)?)";
const PLACE = `(?:the )?(?:${NTH} ${PART}|${PART} (?:no\\.? |number |#)?(?<number>\\d{1,3})|(?:${PART} |what is |what's )?at (?<at>\\d+:\\d\\d(?:\\.\\d+)?|\\d+(?:\\.\\d+)? ?s(?:econds?)?))`;
const CAPTIONS = "(?:captions?|subtitles?)";
const WHAT = "(?<what>.{1,80})";
const whole = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, "i");

/** In this order: what is said of music, captions, cards and parts is not of a thing that is seen. */
const RULES: readonly Rule[] = [
  { says: whole(`(?<how>shorter|longer)(?: by ${TIME})?`), means: ({ how, time }) => lengthBy(how, time) },
  { says: whole(`${TIME} (?<how>shorter|longer)`), means: ({ how, time }) => lengthBy(how, time) },
  {
    says: whole(`(?<how>shorten|cut|trim|extend|lengthen)(?: it| this| down| it down)? by ${TIME}`),
    means: ({ how = "", time }) => lengthBy(/extend|lengthen/i.test(how) ? "longer" : "shorter", time),
  },
  {
    says: whole(
      `(?:shorter,? to|longer,? to|(?:shorten|cut|trim|extend|lengthen|bring)(?: it| this| down| it down)? to|exactly) ${TIME}(?: long)?`,
    ),
    means: ({ time }) => lengthOf(time),
  },
  { says: whole(`${TIME} long`), means: ({ time }) => lengthOf(time) },
  {
    says: whole("(?<how>faster|quicker|snappier|slower|calmer)(?: (?:cuts?|cutting|pace|pacing|edit))?"),
    means: ({ how = "" }) => ({
      ...{ ask: "pace", pace: /calmer/i.test(how) ? "calmer" : /slower/i.test(how) ? "slower" : "faster" },
    }),
  },
  { says: whole("(?:more pace|shorter (?:clips|shots))"), means: () => ({ ask: "pace", pace: "faster" }) },
  { says: whole("(?:less pace|longer (?:clips|shots))"), means: () => ({ ask: "pace", pace: "slower" }) },
  { says: whole(offOf("music")), means: () => ({ ask: "music", music: "off" }) },
  { says: whole(onOf("music")), means: () => ({ ask: "music", music: "on" }) },
  {
    says: whole("(?:quieter|softer|lower) music|(?:the )?music (?:quieter|softer|lower)|less music"),
    means: () => ({ ask: "music", music: "quieter" }),
  },
  {
    says: whole("louder music|(?:the )?music louder|more music"),
    means: () => ({ ask: "music", music: "louder" }),
  },
  { says: whole(offOf(CAPTIONS)), means: () => ({ ask: "captions", captions: "off" }) },
  { says: whole(onOf(CAPTIONS)), means: () => ({ ask: "captions", captions: "on" }) },
  { says: whole(offOf("(?:title |number |chapter )?cards?")), means: () => ({ ask: "cards", cards: "off" }) },
  {
    says: whole(`(?:remove|drop|delete|cut|cut out|take out|lose|without|no) ${PLACE}`),
    means: (groups) => placed("remove", groups),
  },
  { says: whole(`(?:keep|leave) ${PLACE}`), means: (groups) => placed("keep", groups) },
  { says: whole(`(?:start|begin|open)(?:s)? with ${WHAT}`), means: about("start") },
  { says: whole(`(?:end|finish|close)(?:s)? (?:with|on) ${WHAT}`), means: about("end") },
  { says: whole(`(?:show )?more (?:of )?${WHAT}`), means: about("more") },
  { says: whole(`(?:show )?(?:less|fewer) (?:of )?${WHAT}`), means: about("less") },
  { says: whole(`(?:without|no more|no|remove|drop|take out) ${WHAT}`), means: about("without") },
];

/** Ways to say that there is to be none of something, or some. */
function offOf(thing: string): string {
  return `(?:no|without|remove|drop|take out|turn off|switch off) (?:any |the |all )?${thing}|(?:the )?${thing} off`;
}
function onOf(thing: string): string {
  return `(?:with|add|turn on|switch on) (?:some |the )?${thing}|(?:the )?${thing} on`;
}

const lengthBy = (how = "", time?: string): NoteRequest | undefined => {
  const byMs = time === undefined ? null : msOf(time);
  return byMs === 0 ? undefined : { ask: /longer/i.test(how) ? "longer" : "shorter", byMs };
};

const lengthOf = (time = ""): NoteRequest | undefined =>
  msOf(time) > 0 ? { ask: "as_long_as", toMs: msOf(time) } : undefined;

/** `1:30`, `12.5 s`, `2 minutes`. */
function msOf(time: string): number {
  const [, minutes, seconds] = /^(\d+):(\d\d(?:\.\d+)?)$/.exec(time) ?? [];
  if (minutes !== undefined) return Math.round((Number(minutes) * 60 + Number(seconds)) * 1000);
  const [, amount = "0", unit = "s"] = /^(\d+(?:[.,]\d+)?) ?([a-z]+)$/i.exec(time) ?? [];
  return Math.round(Number(amount.replace(",", ".")) * (/^m/i.test(unit) ? 60_000 : 1000));
}

const ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split(" ");

function placed(
  ask: "remove" | "keep",
  { nth, number = nth, at }: Partial<Record<string, string>>,
): NoteRequest | undefined {
  if (at !== undefined) return { ask, place: { atMs: msOf(at) } };
  const word = (number ?? "").toLowerCase();
  const ordinal = ORDINALS.indexOf(word) + 1;
  const counted: Place = { nth: word === "last" ? "last" : ordinal || Number.parseInt(word, 10) };
  return counted.nth === 0 ? undefined : { ask, place: counted };
}

function about(ask: "more" | "less" | "without" | "start" | "end") {
  return ({ what = "" }: Partial<Record<string, string>>): NoteRequest | undefined => {
    const thing = thingOf(what);
    return thing ? { ask, what: thing } : undefined;
  };
}

/** Parts of a film: nobody means them as something that is seen in it. */
const OF_THE_FILM =
  /^(?:titles?|lower thirds?|clips?|shots?|cuts?|scenes?|parts?|fades?|cross-?fades?|effects?|sounds?|noise|speech|talking|text|logo|pace|colou?rs?|time|words|music|energy|emotion|fun|boring|cards?|(?:clip|shot|item) \d+)$/i;

/** What is meant, without articles and marks; undefined where it says nothing that could be looked for. */
function thingOf(said: string): string | undefined {
  const what = said
    .replace(/[“”"„]/g, "")
    .replace(/^(?:(?:the|a|an|any|all|some|so many|so much|that|those|these|of|shots of|pictures of)\s+)+/i, "")
    .trim();
  const tells = termsOf(what).some(({ term }) => isTelling(term) || /\d/.test(term));
  return tells && !OF_THE_FILM.test(what) ? what : undefined;
}
