"use client";

import { useQuery } from "@tanstack/react-query";
import type { MadeKey } from "@videoflow/client/schema";
import { useState } from "react";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { SecretNotice } from "#web/components/ui/secret-notice.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { accessQueries } from "#web/lib/queries/access.ts";
import { KeyRow } from "./key-row.tsx";
import { NewKeyForm } from "./new-key-form.tsx";

/** The keys of programs; a secret is shown once, when it is made. */
export function KeysSection() {
  const { data, error, refetch } = useQuery(accessQueries.keys());
  const [made, setMade] = useState<MadeKey>();
  return (
    <Section title="API keys">
      {made && (
        <SecretNotice of={made.key.name} secret={made.secret} onDone={() => setMade(undefined)}>
          A program sends it with each request: <code className="font-mono">Authorization: Bearer …</code>
        </SecretNotice>
      )}
      {error && <Unread {...{ error, refetch }} className="space-y-2" />}
      {!data && !error && <ListSkeleton label="Loading the keys" />}
      {data?.items.length === 0 && <p className="text-ink-soft">No program has a key.</p>}
      <ul aria-label="API keys">
        {data?.items.map((key) => (
          <KeyRow key={key.keyId} apiKey={key} />
        ))}
      </ul>
      {data && <NewKeyForm onMade={setMade} />}
    </Section>
  );
}
