import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";

interface Facts {
  readonly scenes: readonly {
    readonly scene: number;
    readonly said: string | null;
    readonly textInPicture: string[];
  }[];
}

interface Asked {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly response_format?: { readonly type: string };
}

/** How the server answers: with a brief that can be used, with one whose evidence is made up, that it is away, or never. */
export type Manner = "right" | "made up" | "away" | "silent";

/** A server that speaks as OpenAI-compatible ones do, and keeps what it was asked. */
export async function startJudge() {
  const asked: Asked[] = [];
  /** What comes next; the last stays. */
  const manners: Manner[] = ["right"];
  const server = createServer(async (request, response) => {
    const question = (await json(request)) as Asked;
    asked.push(question);
    const manner = manners.length > 1 ? manners.shift() : manners[0];
    response.setHeader("content-type", "application/json");
    if (manner === "silent") return;
    if (manner === "away") {
      response.statusCode = 404;
      return void response.end(JSON.stringify({ error: { message: `model "${question.model}" not found` } }));
    }
    const facts = JSON.parse(question.messages.find(({ role }) => role === "user")?.content ?? "") as Facts;
    const content = JSON.stringify(briefOf(facts, manner === "made up" ? "nobody ever said this" : undefined));
    response.end(
      JSON.stringify({
        ...{ id: "1", object: "chat.completion", created: 1, model: question.model },
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    url: `http://127.0.0.1:${port}/v1`,
    /** How it answers from now on: each manner once, the last for ever. */
    answer: (...next: Manner[]) => void manners.splice(0, manners.length, ...next),
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** What a model would write that reads the facts: every claim with words of the first scene, or what is seen in it. */
function briefOf({ scenes }: Facts, madeUp: string | undefined) {
  const { scene = 0, said = null } = scenes[0] ?? {};
  const evidence = [{ scene, quote: madeUp ?? said?.split(" ").slice(0, 3).join(" ") ?? null }];
  return {
    title: { text: "A title by a model", evidence },
    summary: [{ text: "Something is shown.", evidence }],
    keyMoments: [{ scene, title: "The beginning", evidence }],
    ...{ topics: [], people: [], places: [], mood: null },
  };
}
