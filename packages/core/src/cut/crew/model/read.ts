import * as z from "zod";
import type { ModelJudge } from "../../../judge/ask.ts";
import { NoteRequest } from "../../notes/request.schema.ts";
import type { AllSaid } from "../../notes/said.ts";
import { type Allow, askCrew } from "./ask-crew.ts";

const Draft = z.object({
  requests: z
    .array(z.object({ note: z.int().nonnegative().describe("number of the note"), request: NoteRequest }))
    .max(40),
});

const INSTRUCTIONS = `An editor made a short film, and somebody who watched it wrote notes. Say which changes of the film each note asks for, as requests of
the given kinds: these are read by others, you do none of them. A thing is named by one to four words of the note. A note that asks for nothing
of these kinds has no request: an empty list is a good answer.`;

/** Has a model read what the rules did not understand; it fills the same requests. What it does not understand either stays so. */
export function readByModel(said: AllSaid, judge: ModelJudge, allow: Allow): Promise<AllSaid> {
  const { notUnderstood } = said;
  return askCrew(judge, allow, {
    ...{ what: "list of requests", instructions: INSTRUCTIONS, schema: Draft },
    facts: JSON.stringify({ notes: notUnderstood.map(({ words }, note) => ({ note, words })) }),
    check: ({ requests }) => ({
      result: {
        requests: [
          ...said.requests,
          ...requests.flatMap(({ note, request }) => {
            const of = notUnderstood[note];
            return of ? [{ ...of, request }] : [];
          }),
          // The last word holds, whoever read it.
        ].toSorted((a, b) => a.revision - b.revision),
        notUnderstood: notUnderstood.filter((_, at) => !requests.some(({ note }) => note === at)),
      },
      faults: requests.flatMap(({ note, request }) => faultsOf(request, notUnderstood[note]?.words, note)),
    }),
  });
}

function faultsOf(request: NoteRequest, words: string | undefined, note: number): string[] {
  if (words === undefined) return [`There is no note ${note}`];
  const isNamed = !("what" in request) || words.toLowerCase().includes(request.what.toLowerCase());
  return isNamed ? [] : [`“${request.what}” is not in note ${note}: name it in the words of the note`];
}
