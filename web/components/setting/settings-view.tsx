"use client";

import { useSuspenseQuery } from "@tanstack/react-query";
import { Section } from "#web/components/ui/section.tsx";
import { settingQueries } from "#web/lib/queries/setting.ts";
import { JudgeForm } from "./judge-form.tsx";

/** What this workspace has chosen. */
export function SettingsView() {
  const { data } = useSuspenseQuery(settingQueries.current());
  return (
    <div className="max-w-2xl px-4 pb-24 sm:px-6">
      <h1 className="pt-4 pb-4 font-bold text-title tracking-tight">Settings</h1>
      <Section title="Who writes the briefs">
        <JudgeForm judge={data.judge} />
      </Section>
    </div>
  );
}
