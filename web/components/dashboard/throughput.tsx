"use client";

import type { HealthHour } from "@videoflow/client/schema";
import { Section } from "#web/components/ui/section.tsx";
import { byDay, totalOf } from "#web/lib/throughput-bars.ts";
import { DurationLine } from "./duration-line.tsx";
import { EndBars } from "./end-bars.tsx";

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hour12: false });
const weekday = new Intl.DateTimeFormat("en", { weekday: "short", day: "numeric" });

/** How runs ended: a day by hours, a week by days, and how long they took. */
export function Throughput({ hours }: { readonly hours: readonly HealthHour[] }) {
  const day = hours.slice(-24);
  const week = byDay(hours).slice(-7);
  return (
    <Section title="Throughput" aside={<Legend />}>
      <div className="grid gap-x-8 gap-y-5 sm:grid-cols-2">
        <EndBars title="24 hours" bars={day} label={(at) => clock.format(new Date(at))} />
        <EndBars title="7 days" bars={week} label={(at) => weekday.format(new Date(at))} />
        <DurationLine title="What a run took, 24 hours" bars={day} label={(at) => clock.format(new Date(at))} />
        <DurationLine title="What a run took, 7 days" bars={week} label={(at) => weekday.format(new Date(at))} />
      </div>
      {day.every((hour) => totalOf(hour) === 0) && (
        <p className="mt-2 text-ink-soft">No run has ended in the last 24 hours.</p>
      )}
    </Section>
  );
}

function Legend() {
  return (
    <ul className="flex gap-3 text-ink-soft text-small">
      <li>
        <i className="mr-1 inline-block size-2 bg-line-strong" />
        done
      </li>
      <li>
        <i className="mr-1 inline-block size-2 bg-rejected" />
        rejected
      </li>
      <li>
        <i className="mr-1 inline-block size-2 bg-failed" />
        failed
      </li>
    </ul>
  );
}
