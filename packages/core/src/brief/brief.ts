import { AppError } from "../error.ts";
import type { Judge } from "../setting/setting.schema.ts";
import type { BriefContent } from "./brief.schema.ts";
import type { BriefMaterial } from "./material.ts";
import { briefByRules } from "./rules.ts";
import { faultsOf } from "./verify.ts";

/**
 * Writes the brief of footage of which something can be said. Throws `judge_failed` when the judge gives nothing that its
 * evidence bears out.
 */
export async function briefOf(material: BriefMaterial, judge: Judge): Promise<BriefContent> {
  if (judge.provider !== "rules") {
    const { briefByModel } = await import("./model.ts");
    return briefByModel(material, judge);
  }
  const content = briefByRules(material);
  const faults = faultsOf(content, material);
  if (faults.length === 0) return content;
  throw new AppError("judge_failed", `The rules wrote a brief without evidence: ${faults.join("; ")}`);
}
