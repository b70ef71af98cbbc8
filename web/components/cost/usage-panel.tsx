"use client";

import { useQuery } from "@tanstack/react-query";
import type { UsageReport } from "@videoflow/client/schema";
import { Section } from "#web/components/ui/section.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { formatUsd } from "#web/lib/format.ts";
import { usageQueries } from "#web/lib/queries/usage.ts";
import { PricesNote } from "./prices-note.tsx";

/** What runs cost in the last 30 days, by day and by service. */
export function UsagePanel() {
  const { data: report, error, refetch } = useQuery(usageQueries.lately());
  return (
    <Section title="Cost of runs, 30 days" aside={report && <strong>{formatUsd(report.nanoUsd)}</strong>}>
      {report ? (
        <Report report={report} />
      ) : error ? (
        <Unread {...{ error, refetch }} className="space-y-2" />
      ) : (
        <Outline />
      )}
    </Section>
  );
}

function Report({ report: { days, services, nanoUsd, prices } }: { readonly report: UsageReport }) {
  return (
    <>
      <DayBars days={days} />
      <ul className="mt-3 grid gap-x-6 sm:grid-cols-2">
        {services.map((spent) => (
          <li key={spent.service} className="flex items-baseline justify-between gap-4 border-line border-b py-1">
            <span>{spent.service}</span>
            <span className="tabular-nums">
              {formatUsd(spent.nanoUsd)}
              <span className="ml-2 text-ink-faint text-small">
                {Math.round((spent.nanoUsd / Math.max(nanoUsd, 1)) * 100)} %
              </span>
            </span>
          </li>
        ))}
      </ul>
      {services.length === 0 && <p className="text-ink-soft">No run has ended in these days.</p>}
      <PricesNote prices={prices} />
    </>
  );
}

const HEIGHT = 56;

/** A column a day; to who does not see it, the days that cost something are read out. */
function DayBars({ days }: Pick<UsageReport, "days">) {
  const most = Math.max(...days.map(({ nanoUsd }) => nanoUsd), 1);
  const told = days.filter(({ nanoUsd }) => nanoUsd > 0).map(({ day, nanoUsd }) => `${day}: ${formatUsd(nanoUsd)}`);
  return (
    <figure>
      <svg
        viewBox={`0 0 ${days.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`Cost by day: ${told.join(", ") || "none"}`}
        className="block h-14 w-full border-line border-b"
      >
        {days.map(({ day, nanoUsd }, index) => {
          const height = (nanoUsd / most) * (HEIGHT - 2);
          return (
            <g key={day}>
              <title>{`${day}: ${formatUsd(nanoUsd)}`}</title>
              <rect x={index} y={0} width={1} height={HEIGHT} className="fill-transparent hover:fill-hover" />
              <rect x={index + 0.1} y={HEIGHT - height} width={0.8} height={height} className="fill-line-strong" />
            </g>
          );
        })}
      </svg>
      <figcaption className="flex justify-between text-ink-faint text-small">
        <span>{days[0]?.day}</span>
        <span>today, {formatUsd(days.at(-1)?.nanoUsd ?? 0)}</span>
      </figcaption>
    </figure>
  );
}

function Outline() {
  return (
    <div role="status" aria-label="Loading the costs" className="breathe space-y-2">
      <div className="h-14 rounded-sm bg-hover" />
      <div className="h-4 w-1/2 rounded-sm bg-hover" />
    </div>
  );
}
