"use client";

import { useQuery } from "@tanstack/react-query";
import type { Run } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { runQueries } from "#web/lib/queries/run.ts";
import { stepTitle } from "#web/lib/step.ts";
import { AttemptPanel } from "./attempt-panel.tsx";

interface Props {
  readonly run: Run;
  readonly name: string;
  readonly onOpen: (step: string | null) => void;
}

/** Everything about one step of a run, attempt by attempt. */
export function StepInspector({ run, name, onOpen }: Props) {
  const known = run.steps.find((step) => step.name === name);
  const state = known?.attempts.map(({ status }) => status).join(" ") ?? "";
  const { data, error } = useQuery({ ...runQueries.step(run.runId, name, state), enabled: known !== undefined });
  const [chosen, setChosen] = useState<number>();
  const step = data?.name === name ? data : undefined;
  const attempt = step?.attempts.find((one) => one.attempt === chosen) ?? step?.attempts.at(-1);
  const parts = run.steps.filter((one) => name.includes(".") && one.name.split(".")[0] === name.split(".")[0]);
  const place = parts.findIndex((one) => one.name === name);

  return (
    <section
      aria-label={`Step ${stepTitle(name)}`}
      className="min-w-0 rounded-md border border-line bg-surface p-3 sm:p-4"
    >
      <div className="mb-3 flex items-center gap-2">
        <h2 className="font-bold text-lead">{stepTitle(name)}</h2>
        {parts.length > 1 && (
          <span className="flex items-center text-ink-soft">
            <Part to={parts[place - 1]?.name} label="The part before" onOpen={onOpen} back />
            {place + 1} of {parts.length}
            <Part to={parts[place + 1]?.name} label="The next part" onOpen={onOpen} />
          </span>
        )}
        <Button look="quiet" size="icon" className="ml-auto" aria-label="Close the step" onClick={() => onOpen(null)}>
          <X aria-hidden />
        </Button>
      </div>
      {step && step.attempts.length > 1 && (
        <fieldset className="mb-3 flex flex-wrap gap-1">
          <legend className="sr-only">Attempts</legend>
          {step.attempts.map((one) => (
            <Button
              key={one.attempt}
              size="sm"
              look={one === attempt ? "plain" : "quiet"}
              aria-pressed={one === attempt}
              onClick={() => setChosen(one.attempt)}
            >
              <span className={clsx(one.status === "failed" && "text-failed")}>Attempt {one.attempt}</span>
            </Button>
          ))}
        </fieldset>
      )}
      {step && attempt ? (
        <AttemptPanel key={`${name} ${attempt.attempt}`} runId={run.runId} step={step} attempt={attempt} />
      ) : (
        <Absent known={known !== undefined} error={error} />
      )}
    </section>
  );
}

function Absent({ known, error }: { readonly known: boolean; readonly error: Error | null }) {
  if (error) return <p className="text-failed">{error.message}</p>;
  if (!known) return <p className="text-ink-soft">The run has not come to this step.</p>;
  return (
    <div role="status" aria-label="Loading the step" className="breathe space-y-2">
      <div className="h-4 w-1/2 rounded-sm bg-hover" />
      <div className="h-24 rounded-sm bg-hover" />
    </div>
  );
}

interface PartProps {
  readonly to: string | undefined;
  readonly label: string;
  readonly back?: boolean;
  readonly onOpen: (step: string) => void;
}

function Part({ to, label, back = false, onOpen }: PartProps) {
  const Icon = back ? ChevronLeft : ChevronRight;
  return (
    <Button look="quiet" size="iconSm" aria-label={label} disabled={!to} onClick={() => to && onOpen(to)}>
      <Icon aria-hidden />
    </Button>
  );
}
