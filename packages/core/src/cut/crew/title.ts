import { USE_CASE_TITLES } from "../craft.ts";
import type { Material } from "./material.schema.ts";

const LONGEST = 60;

/** As ordered; else what the brief says first. */
export function titleOf({ order }: Pick<Material, "order">): string {
  const first =
    order.brief
      .split(/(?<=[.!?\u2026])\s|\n/)[0]
      ?.replace(/[.\s]+$/, "")
      .trim() ?? "";
  if (order.title) return order.title;
  return first !== "" && first.length <= LONGEST ? first : USE_CASE_TITLES[order.useCase];
}
