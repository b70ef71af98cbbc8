"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Key } from "@videoflow/client/schema";
import { clsx } from "clsx";
import { Age } from "#web/components/ui/age.tsx";
import { ConfirmButton } from "#web/components/ui/confirm-button.tsx";
import { formatDay } from "#web/lib/format.ts";
import { keyState } from "#web/lib/key-state.ts";
import { accessMutations } from "#web/lib/queries/access.ts";
import { useNow } from "#web/lib/use-now.ts";

/** A key: what it is good for and until when, and whether anything still uses it. */
export function KeyRow({ apiKey }: { readonly apiKey: Key }) {
  const { keyId, name, role, scopes, createdBy, createdAt, expiresOn, lastUsedAt, revokedAt } = apiKey;
  const revoke = useMutation(accessMutations.revokeKey(useQueryClient()));
  const state = keyState(apiKey, useNow());
  const isOver = state === "expired" || state === "revoked";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-line border-b py-2">
      <div className="min-w-56 flex-1">
        <p className={clsx("break-words", isOver && "text-ink-faint line-through")}>{name}</p>
        <p className="text-ink-faint text-small">
          {role}, {scopes ? `only for ${scopes.join(", ")}` : "for all of the API"}; made by {createdBy}{" "}
          <Age at={createdAt} />
        </p>
      </div>
      <p className="grow basis-40 text-small sm:grow-0">
        <span className={clsx("block", state === "ending" && "text-rejected", isOver && "text-ink-soft")}>
          {state === "revoked" && revokedAt && (
            <>
              revoked <Age at={revokedAt} />
            </>
          )}
          {state === "expired" && expiresOn && (
            <>
              expired <Age at={expiresOn} />
            </>
          )}
          {!isOver && (expiresOn ? `good until ${formatDay(expiresOn)}` : "good until revoked")}
        </span>
        <span className="block text-ink-faint">
          {lastUsedAt ? (
            <>
              last used <Age at={lastUsedAt} />
            </>
          ) : (
            "never used"
          )}
        </span>
      </p>
      <div className="text-right sm:w-16">
        {!isOver && (
          <ConfirmButton
            label="Revoke"
            name={`Revoke ${name}`}
            title={`Revoke ${name}?`}
            description="It is good for nothing, within half a minute and for ever: whatever uses it is refused."
            mutation={revoke}
            of={keyId}
          />
        )}
      </div>
    </li>
  );
}
