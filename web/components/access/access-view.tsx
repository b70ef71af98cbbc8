"use client";

import { KeysSection } from "./keys-section.tsx";
import { OperatorsSection } from "./operators-section.tsx";

/** Who may come into the workspace: people, and programs with a key. */
export function AccessView() {
  return (
    <div className="max-w-4xl space-y-8 px-4 pb-24 sm:px-6">
      <h1 className="pt-4 font-bold text-title tracking-tight">Access</h1>
      <OperatorsSection />
      <KeysSection />
    </div>
  );
}
