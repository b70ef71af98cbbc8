import * as z from "zod";
import { Ms } from "../../span.ts";

/** A part of a version, as a person names it: the first, the last, a number that counts from 1 as on the page, or by the time. */
export const Place = z.union([
  z.object({ nth: z.union([z.int().positive().max(2000), z.literal("last")]) }),
  z.object({ atMs: Ms.max(3_600_000) }),
]);
export type Place = z.infer<typeof Place>;

/** What the picture shows or somebody says: a person, a label, words. */
const what = z.string().trim().min(1).max(80);

/**
 * Something that a person asks of the next version of a cut.
 * `shorter`, `longer`           by so much; null for a fifth of what it is
 * `as_long_as`                  a length
 * `pace`                        shorter clips or longer ones; calmer is slower, and less lively
 * `more`, `less`, `without`     of something: than now, or none of it
 * `start`, `end`                the first clip is about something, or the last
 * `remove`, `keep`              a part is not to be seen again, or is to stay
 * `music`, `captions`, `cards`  whether there are any, and how loud
 */
export const NoteRequest = z
  .discriminatedUnion("ask", [
    z.object({ ask: z.enum(["shorter", "longer"]), byMs: Ms.positive().nullable() }),
    z.object({ ask: z.literal("as_long_as"), toMs: Ms.positive() }),
    z.object({ ask: z.literal("pace"), pace: z.enum(["faster", "slower", "calmer"]) }),
    z.object({ ask: z.enum(["more", "less", "without", "start", "end"]), what }),
    z.object({ ask: z.enum(["remove", "keep"]), place: Place }),
    z.object({ ask: z.literal("music"), music: z.enum(["on", "off", "quieter", "louder"]) }),
    z.object({ ask: z.literal("captions"), captions: z.enum(["on", "off"]) }),
    z.object({ ask: z.literal("cards"), cards: z.literal("off") }),
  ])
  .meta({ id: "NoteRequest" });
export type NoteRequest = z.infer<typeof NoteRequest>;

/** What was understood of a note, with the words that it was read from, and what was not. */
export const NoteReading = z
  .object({
    requests: z.array(z.object({ words: z.string().min(1), request: NoteRequest })),
    notUnderstood: z.array(z.string().min(1)),
  })
  .meta({ id: "NoteReading" });
export type NoteReading = z.infer<typeof NoteReading>;
