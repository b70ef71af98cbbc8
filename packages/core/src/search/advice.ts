import type { SearchIndex, VectorIndex } from "./search-index.schema.ts";

/** What an operator has to do about the search index; undefined when it is what is deployed. */
export function adviceOn({ current, next, filledBy }: SearchIndex, deployed: VectorIndex): string | undefined {
  if (isSame(current, deployed)) return undefined;
  if (next && filledBy)
    return `Run ${filledBy} fills index ${next.index}: ./videoflow run ${filledBy} shows how far it is`;
  const wanted = `What is deployed needs vectors by ${describe(deployed)}; index ${current.index} holds those by ${describe(current)}`;
  if (current.index === deployed.index)
    return `${wanted}. Declare another index in infra/search.ts, deploy, then: ./videoflow reembed`;
  return `${wanted}. Embed all scenes anew with: ./videoflow reembed`;
}

const describe = ({ model, textVersion }: VectorIndex): string =>
  `${model.name} (${model.dimensions} dimensions, scene texts of version ${textVersion})`;

export const isSame = (one: VectorIndex, other: VectorIndex): boolean =>
  one.index === other.index &&
  one.textVersion === other.textVersion &&
  one.model.id === other.model.id &&
  one.model.name === other.model.name &&
  one.model.dimensions === other.model.dimensions;
