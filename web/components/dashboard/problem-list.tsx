"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import type { Problem } from "@videoflow/client/schema";
import Link from "next/link";
import { Age } from "#web/components/ui/age.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { StatusMark } from "#web/components/ui/status-mark.tsx";
import { healthQueries } from "#web/lib/queries/health.ts";
import { assetStatuses } from "#web/lib/status.ts";
import { stepTitle } from "#web/lib/step.ts";

/** What went wrong and still is, by what it was. */
export function ProblemList() {
  const { data } = useSuspenseQuery(healthQueries.problems());
  return (
    <div className="mt-7">
      <Section title="Problems">
        {data.items.length === 0 && <p className="text-ink-soft">Nothing is wrong.</p>}
        <ul>
          {data.items.map((problem) => (
            <ProblemItem
              key={[problem.kind, problem.workflow, problem.step, problem.code].join(" ")}
              problem={problem}
            />
          ))}
        </ul>
        {data.more && <p className="mt-2 text-ink-faint">Older ones were not looked at.</p>}
      </Section>
    </div>
  );
}

function ProblemItem({ problem }: { readonly problem: Problem }) {
  const { kind, code, step, workflow, count, lastAt, examples } = problem;
  return (
    <li className="border-line border-b last:border-b-0">
      <details className="group">
        <summary className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-2 hover:bg-hover">
          <StatusMark {...assetStatuses[kind]} />
          <span className="font-bold">{stepTitle(step)}</span>
          <span className="text-ink-faint">{workflow}</span>
          <code className="font-mono text-small">{code}</code>
          <span className="basis-full truncate text-ink-soft sm:flex-1 sm:basis-0">{examples[0]?.message}</span>
          <span className="whitespace-nowrap">
            {count === 1 ? "once" : `${count} times`}
            <span className="text-ink-faint">
              , <Age at={lastAt} />
            </span>
          </span>
        </summary>
        <ul className="pb-2 pl-3.5">
          {examples.map((example) => (
            <li key={example.runId ?? example.assetId} className="flex flex-wrap items-baseline gap-x-3 py-0.5">
              {example.runId ? (
                <Link
                  href={`/runs/${example.runId}${example.step ? `?step=${encodeURIComponent(example.step)}` : ""}`}
                  prefetch={false}
                  className="break-all underline decoration-line-strong underline-offset-4 hover:decoration-current"
                >
                  {example.assetName ?? example.runId}
                </Link>
              ) : (
                <span>{example.assetName ?? example.assetId}</span>
              )}
              <span className="min-w-0 flex-1 basis-60 break-words text-ink-soft">{example.message}</span>
              <span className="text-ink-faint">
                <Age at={example.at} />
              </span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
