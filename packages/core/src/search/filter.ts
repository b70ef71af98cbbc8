import { normalWord } from "../text/words.ts";
import type { Document } from "./memory-index.ts";
import type { SearchFilter } from "./search.schema.ts";

/** Tells of a document whether a filter lets it through. */
export function admission(filter: SearchFilter): (document: Document) => boolean {
  const labels = filter.label.map(normal);
  const texts = filter.text.map(normal);
  const tests: ((document: Document) => boolean)[] = [];
  const on = (given: boolean, test: (document: Document) => boolean) => void (given && tests.push(test));
  on(labels.length > 0, ({ shown }) => {
    const seen = shown.labels.map(normal);
    return labels.every((label) => seen.includes(label));
  });
  on(texts.length > 0, ({ shown }) => {
    const lines = shown.texts.map(normal);
    return texts.every((text) => lines.some((line) => line.includes(text)));
  });
  on(filter.people !== undefined, ({ shown }) => shown.people >= (filter.people ?? 0));
  on(filter.speech !== undefined, ({ shown }) => String(shown.speech !== null) === filter.speech);
  on(filter.defect.length > 0, ({ shown }) =>
    filter.defect.every((kind) => (kind === "none" ? shown.defects.length === 0 : shown.defects.includes(kind))),
  );
  on(filter.minDurationMs !== undefined, ({ asset }) => asset.durationMs >= (filter.minDurationMs ?? 0));
  on(filter.maxDurationMs !== undefined, ({ asset }) => asset.durationMs <= (filter.maxDurationMs ?? 0));
  // ISO times sort as text; a mere day stands for its beginning.
  on(filter.after !== undefined, ({ asset }) => asset.createdAt >= (filter.after ?? ""));
  on(filter.before !== undefined, ({ asset }) => asset.createdAt < (filter.before ?? ""));
  on(filter.tag.length > 0, ({ asset }) => filter.tag.every((tag) => asset.tags.includes(tag)));
  on(filter.collection.length > 0, ({ asset }) =>
    filter.collection.every((collection) => asset.collections.includes(collection)),
  );
  on(filter.assetId !== undefined, ({ assetId }) => assetId === filter.assetId);
  return (document) => tests.every((test) => test(document));
}

const normal = (text: string): string => text.split(/\s+/).map(normalWord).join(" ");
