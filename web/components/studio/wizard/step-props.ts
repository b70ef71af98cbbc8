import type { Draft } from "#web/lib/cut/draft.ts";
import type { ChangeDraft } from "#web/lib/cut/use-draft.ts";

/** What every step of the wizard gets: what was written so far, and how to change it. */
export interface StepProps {
  readonly draft: Draft;
  readonly change: ChangeDraft;
  /** Forgets what was written. */
  readonly clear: () => void;
}
