import { answerParent, endWithParent } from "../../parent.ts";
import type { Question, Reply } from "./protocol.ts";

/** The life of an engine's process: it answers what its parent asks, and ends when its parent has gone. */
export function serve<Request, Answer>(answer: (request: Request) => Promise<Answer>): void {
  endWithParent();
  process.on("message", async ({ id, request }: Question<Request>) => {
    const reply: Reply<Answer> = await answer(request).then(
      (value) => ({ id, answer: value }),
      ({ name, message }: Error) => ({ id, error: { name, message } }),
    );
    answerParent(reply);
  });
}
