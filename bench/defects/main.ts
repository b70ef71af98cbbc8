import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Figure } from "../figure.ts";
import { makeCase, PICTURE_KINDS, SOUND_KINDS } from "./case.ts";
import { type Proof, prove } from "./prove.ts";
import { precision, recall, scoreOf } from "./score.ts";

/** Thresholds were chosen by looking at seeds 1, 4, 5, 7, 101 and 102, and 8, 9 and 10 were looked at since, 14 to 18 and 20 to 29 for blockiness, 11, 15, 16, 17, 30 and 31 for blur; of coarse pictures, which are made otherwise now, 1, 7 and 8. Of others only the scores are looked at. */
const SEED = 19;
const CASES = 50;
const PARALLEL = 2;
const LEAST = 0.95;

/**
 * Footage with known faults, 50 of each kind, and 50 clips without any go through the proxy and the check. Needs no product.
 * `VIDEOFLOW_DEFECT_CASES` takes fewer of each, `VIDEOFLOW_DEFECT_SEED` makes other footage.
 */
export async function measure(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "videoflow-defects-"));
  try {
    const { VIDEOFLOW_DEFECT_CASES = CASES, VIDEOFLOW_DEFECT_SEED = SEED } = process.env;
    const proofs = await proveAll(Number(VIDEOFLOW_DEFECT_CASES), Number(VIDEOFLOW_DEFECT_SEED), folder);
    return [...PICTURE_KINDS, ...SOUND_KINDS].flatMap((kind) => {
      const score = scoreOf(kind, proofs);
      const detail = `${score.found} found, ${score.missed} missed, ${score.falseAlarms} false in ${proofs.length} clips`;
      const limit = { least: LEAST };
      return [
        { name: `${kind}, precision`, value: precision(score), unit: "", limit, detail },
        { name: `${kind}, recall`, value: recall(score), unit: "", limit },
      ];
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function proveAll(each: number, seed: number, folder: string): Promise<Proof[]> {
  const kinds = [...PICTURE_KINDS, "clean"] as const;
  const cases = kinds.flatMap((kind) => Array.from({ length: each }, (_, index) => makeCase(kind, index, seed)));
  const waiting = cases.values();
  const proofs: Proof[] = [];
  const work = async () => {
    for (const footage of waiting) proofs.push(await prove(footage, folder));
  };
  await Promise.all(Array.from({ length: PARALLEL }, work));
  return proofs;
}
