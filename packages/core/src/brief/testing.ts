import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import type { Material } from "../scene/material.ts";
import { scenesOf } from "../scene/scenes.ts";
import { materialFor, shotsOf, spoken, visionOf } from "../scene/testing.ts";
import type { BriefMaterial } from "./material.ts";

export const briefMaterial = (material: Material): BriefMaterial => ({
  durationMs: material.durationMs,
  scenes: scenesOf(material),
  words: material.transcript?.words ?? [],
  vision: material.vision,
});

/** A reporter before the city hall, then cars. */
export const report = (shown = "CITY HALL"): BriefMaterial =>
  briefMaterial(
    materialFor({
      durationMs: 40_000,
      shots: shotsOf(20_000, 20_000),
      vision: visionOf(
        { atMs: 0, people: 1, texts: [shown, "Anna Kovacs"], colour: "#336699" },
        { atMs: 20_000, labels: { Car: 0.9, Truck: 0.7 }, colour: "#eeeeee" },
      ),
      transcript: spoken("Good evening from Budapest where the flood protection budget was voted tonight.", 1000),
    }),
  );

/** An OpenAI-compatible server that answers with the given texts, one after another, and keeps what it was asked. */
export async function modelServer(...answers: string[]) {
  const asked: { messages: { role: string; content: string }[]; response_format?: object }[] = [];
  const server: Server = createServer(async (request, response) => {
    asked.push((await json(request)) as (typeof asked)[number]);
    const content = answers[Math.min(asked.length, answers.length) - 1];
    response.setHeader("content-type", "application/json");
    response.end(
      JSON.stringify({
        ...{ id: "1", object: "chat.completion", created: 1, model: "test" },
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: "stop" }],
        usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const judge = { provider: "openai-compatible", baseUrl: `http://127.0.0.1:${port}/v1`, model: "test" } as const;
  return { asked, judge, close: () => server.close() };
}
