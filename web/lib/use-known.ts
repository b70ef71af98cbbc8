import { useQueries } from "@tanstack/react-query";
import type { Derivative } from "@videoflow/client/schema";
import { documentQueries } from "#web/lib/queries/document.ts";
import type { Known } from "./timeline/lanes.ts";

/** What is known of footage so far, and what could not be read of it. */
export function useKnown(derivatives: readonly Derivative[]): { known: Known; errors: readonly Error[] } {
  return useQueries({
    queries: [
      documentQueries.scenes(derivatives),
      documentQueries.shots(derivatives),
      documentQueries.transcript(derivatives),
      documentQueries.seen(derivatives),
      documentQueries.checks(derivatives),
    ],
    combine: ([scenes, shots, transcript, seen, checks]) => ({
      known: {
        ...{ scenes: scenes.data, shots: shots.data, transcript: transcript.data },
        ...{ seen: seen.data, checks: checks.data },
      },
      errors: [scenes, shots, transcript, seen, checks].flatMap(({ error }) => error ?? []),
    }),
  });
}
