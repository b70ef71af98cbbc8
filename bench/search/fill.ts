import type { Scene } from "@videoflow/core/scene/scene.schema";

/** A scene of ten seconds in which somebody says `text`. */
export const sceneOf = (text: string, index = 0): Scene => ({
  ...{ index, startMs: index * 10_000, endMs: (index + 1) * 10_000, shots: null, description: text, evidence: [] },
  speech: { from: 0, to: 1, text, confidence: 1, quotable: true },
  ...{ labels: [], people: 0, faces: 0, texts: [], colours: [], defects: [], posterFrame: null },
});

interface Filled {
  readonly assetId: string;
  readonly scenes: readonly Scene[];
  readonly vectors: readonly (readonly number[])[];
}

/** Puts scenes into both indexes of the actor's workspace, as the steps Embed and Index do. */
export async function fill({ assetId, scenes, vectors }: Filled): Promise<void> {
  const { useActor } = await import("@videoflow/core/actor");
  const { publish } = await import("@videoflow/core/search/publish");
  const { segmentOf } = await import("@videoflow/core/search/segment");
  const { sceneFacts } = await import("@videoflow/core/search/scene-facts");
  const SearchIndexes = await import("@videoflow/core/search/search-index");
  const { putVectors } = await import("@videoflow/core/search/vectors");
  const { workspaceId } = useActor();
  const whole = { createdAt: "2026-01-01T00:00:00.000Z", durationMs: scenes.length * 10_000 };
  const { index } = await SearchIndexes.serving();
  const facts = scenes.map((scene) => sceneFacts(scene, { ...whole, workspaceId, assetId }));
  await putVectors(
    index,
    facts.map((of, at) => ({ facts: of, vector: vectors[at] ?? [] })),
  );
  await publish(segmentOf(assetId, scenes), { ...whole, name: `${assetId}.mov`, tags: [], collections: [] });
}

/** Runs `work` for 0 to `count` - 1, `parallel` at a time. */
export async function inParallel(count: number, parallel: number, work: (at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const run = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: parallel }, run));
}
