"use client";

import { clsx } from "clsx";
import { ArrowLeft, ArrowRight, Check } from "lucide-react";
import { useQueryStates } from "nuqs";
import { Button } from "#web/components/ui/button.tsx";
import { problemOf, STEP_NAMES, STEPS, type Step } from "#web/lib/cut/draft.ts";
import { wizardParams } from "#web/lib/cut/params.ts";
import { useDraft } from "#web/lib/cut/use-draft.ts";
import { BrandStep } from "./wizard/brand-step.tsx";
import { BriefStep } from "./wizard/brief-step.tsx";
import { FootageStep } from "./wizard/footage-step.tsx";
import { FormatsStep } from "./wizard/formats-step.tsx";
import { ReviewStep } from "./wizard/review-step.tsx";
import { UseCaseStep } from "./wizard/use-case-step.tsx";

const CONTENTS = {
  "use-case": UseCaseStep,
  footage: FootageStep,
  brief: BriefStep,
  formats: FormatsStep,
  brand: BrandStep,
  review: ReviewStep,
} as const satisfies Record<Step, unknown>;

/** Orders a cut, step by step. Which step is in the address; what is written is kept until it is ordered. */
export function WizardView() {
  const [{ step }, setParams] = useQueryStates(wizardParams, { history: "push" });
  const { draft, change, clear } = useDraft();
  const index = STEP_NAMES.indexOf(step);
  const Content = CONTENTS[step];
  const [before, after] = [STEP_NAMES[index - 1], STEP_NAMES[index + 1]];
  const problem = problemOf(step, draft);
  const go = (next: Step) => void setParams({ step: next });

  return (
    <div className="max-w-4xl px-4 pb-24 sm:px-6">
      <h1 className="pt-4 pb-3 font-bold text-title tracking-tight">New cut</h1>
      <nav aria-label="Steps" className="-mx-4 mb-5 overflow-x-auto px-4 [scrollbar-width:none] sm:mx-0 sm:px-0">
        <ol className="flex gap-1 border-line border-b">
          {STEP_NAMES.map((name, place) => (
            <li key={name}>
              <button
                type="button"
                aria-current={name === step ? "step" : undefined}
                onClick={() => go(name)}
                className={clsx(
                  "relative flex h-9 items-center gap-1.5 whitespace-nowrap px-2 focus-visible:-outline-offset-2",
                  name === step
                    ? "text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:bg-accent"
                    : "text-ink-soft hover:text-ink",
                )}
              >
                {name !== "review" && place < index && !problemOf(name, draft) && (
                  <Check aria-label="Done:" className="size-3.5 text-ready" />
                )}
                {STEPS[name]}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (after && !problem) go(after);
        }}
      >
        <Content draft={draft} change={change} clear={clear} />
        <div className="mt-6 flex flex-wrap items-center gap-2 border-line border-t pt-4">
          {before && (
            <Button look="quiet" onClick={() => go(before)}>
              <ArrowLeft aria-hidden />
              {STEPS[before]}
            </Button>
          )}
          {after && (
            <Button type="submit" look="primary" disabled={problem !== undefined}>
              {STEPS[after]}
              <ArrowRight aria-hidden />
            </Button>
          )}
          <p role="status" className="text-ink-soft">
            {after && problem}
          </p>
        </div>
      </form>
    </div>
  );
}
