import type { Step } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { formatElapsed, formatUsd } from "#web/lib/format.ts";
import { runStatuses } from "#web/lib/status.ts";
import { stepTitle } from "#web/lib/step.ts";
import { StepBar } from "./step-bar.tsx";

interface Props {
  readonly step: Step;
  /** Start and length of the whole run, which the bars are drawn in. */
  readonly startedAt: number;
  readonly lengthMs: number;
  readonly now: number;
  readonly isOpen?: boolean;
  /** Looks at the step. */
  readonly onOpen?: () => void;
}

/** Until where the last attempt would go if it took as long as usually. */
function UsualMark({ startedAt, usualMs, lengthMs }: { startedAt: number; usualMs: number; lengthMs: number }) {
  const left = Math.min(((startedAt + usualMs) / lengthMs) * 100, 100);
  return (
    <i
      title={`Usually ${formatElapsed(usualMs)}`}
      className="-inset-y-0.5 absolute w-px bg-ink-faint"
      style={{ left: `min(${left}%, 100% - 1px)` }}
    />
  );
}

export function StepRow({ step, startedAt, lengthMs, now, isOpen = false, onOpen }: Props) {
  const { name, status, attempts, percent, usualMs, nanoUsd } = step;
  const first = attempts[0];
  const last = attempts.at(-1);
  const endedAt = last?.endedAt ? Date.parse(last.endedAt) : now;
  const tookMs = Math.max(endedAt - Date.parse(first?.startedAt ?? step.startedAt), 0);
  const failures = attempts.filter(({ error }) => error !== undefined);

  return (
    <li className={clsx("relative border-line border-b py-1.5 last:border-b-0", onOpen && "hover:bg-hover")}>
      <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 sm:grid-cols-[11rem_minmax(0,1fr)_5rem_4.5rem]">
        <span className="flex min-w-0 items-center gap-2">
          <StatusMark {...runStatuses[status]} quiet />
          {onOpen ? (
            // The button's field is the whole row.
            <button
              type="button"
              aria-pressed={isOpen}
              onClick={onOpen}
              className={clsx("truncate text-left after:absolute after:inset-0", isOpen && "font-bold")}
            >
              {stepTitle(name)}
            </button>
          ) : (
            <span className="truncate">{stepTitle(name)}</span>
          )}
          {attempts.length > 1 && (
            <span className="whitespace-nowrap text-ink-faint text-small">{attempts.length} attempts</span>
          )}
        </span>
        <span className="order-last col-span-2 sm:order-none sm:col-span-1">
          <span className="relative block h-3">
            {usualMs !== undefined && (
              <UsualMark startedAt={Date.parse(step.startedAt) - startedAt} usualMs={usualMs} lengthMs={lengthMs} />
            )}
            {attempts.map((attempt) => (
              <StepBar key={attempt.attempt} attempt={attempt} startedAt={startedAt} lengthMs={lengthMs} now={now} />
            ))}
          </span>
        </span>
        <span className="whitespace-nowrap text-right text-ink-soft">
          {status === "running" && percent !== undefined ? `${Math.floor(percent)}%` : formatElapsed(tookMs)}
          {usualMs !== undefined && <span className="sr-only">, usually {formatElapsed(usualMs)}</span>}
        </span>
        <span className="hidden whitespace-nowrap text-right text-ink-faint text-small sm:block">
          {formatUsd(nanoUsd)}
        </span>
      </div>
      {failures.length > 0 && (
        <ul className="mt-1 space-y-0.5 pl-4 text-small">
          {failures.map(({ attempt, error }) => (
            <li key={attempt} className="break-words text-ink-soft">
              <span className={status === "failed" ? "text-failed" : "text-ink-faint"}>Attempt {attempt}</span>{" "}
              {error?.message} <code className="font-mono text-ink-faint">{error?.code}</code>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
