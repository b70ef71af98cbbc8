"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { MadeKey } from "@videoflow/client/schema";
import { useState } from "react";
import { Age } from "#web/components/ui/age.tsx";
import { ConfirmButton } from "#web/components/ui/confirm-button.tsx";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { SecretNotice } from "#web/components/ui/secret-notice.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { accessMutations, accessQueries } from "#web/lib/queries/access.ts";
import { NewKeyForm } from "./new-key-form.tsx";

/** The keys of programs; a secret is shown once, when it is made. */
export function KeysSection() {
  const { data, error, refetch } = useQuery(accessQueries.keys());
  const revoke = useMutation(accessMutations.revokeKey(useQueryClient()));
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
      <ul>
        {data?.items.map(({ keyId, name, role, scopes, createdBy, expiresOn, lastUsedAt, revokedAt }) => (
          <li key={keyId} className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5">
            <div className="min-w-48 flex-1">
              <p className={revokedAt ? "text-ink-faint line-through" : undefined}>{name}</p>
              <p className="text-ink-faint text-small">
                {role}, {scopes ? `only for ${scopes.join(", ")}` : "for all of the API"}; made by {createdBy}
                {lastUsedAt && (
                  <>
                    ; used <Age at={lastUsedAt} />
                  </>
                )}
                {expiresOn && `; good until ${expiresOn.slice(0, 10)}`}
              </p>
            </div>
            {revokedAt ? (
              <span className="text-ink-soft">
                revoked <Age at={revokedAt} />
              </span>
            ) : (
              <ConfirmButton
                label="Revoke"
                name={`Revoke ${name}`}
                title={`Revoke ${name}?`}
                description="It is good for nothing, within half a minute and for ever: whatever uses it is refused."
                mutation={revoke}
                of={keyId}
              />
            )}
          </li>
        ))}
      </ul>
      {data && <NewKeyForm onMade={setMade} />}
    </Section>
  );
}
