import { billOf } from "../cost/bill.ts";
import type { ModelJudge } from "./ask.ts";

/** Letters of English in a token, fewer than there mostly are. */
const LETTERS = 3.5;

/**
 * What a question to a model will cost, in millionths of a US dollar: `letters` are read, and `answered` are written, once. Nothing for
 * models that no price is known of: other providers than AWS, and those that are not on its list.
 */
export function estimateOf(judge: ModelJudge, { letters, answered }: { letters: number; answered: number }): number {
  if (judge.provider !== "bedrock") return 0;
  const { nanoUsd } = billOf({
    [`bedrock.inputTokens/${judge.model}`]: letters / LETTERS,
    [`bedrock.outputTokens/${judge.model}`]: answered / LETTERS,
  });
  return Math.ceil(nanoUsd / 1000);
}
