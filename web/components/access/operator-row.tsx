"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { OperatorInfo } from "@videoflow/client/schema";
import { ConfirmButton } from "#web/components/ui/confirm-button.tsx";
import { accessMutations } from "#web/lib/queries/access.ts";
import { type Role, RoleSelect } from "./role-select.tsx";

export function OperatorRow({ operator: { operatorId, email, role } }: { readonly operator: OperatorInfo }) {
  const client = useQueryClient();
  const change = useMutation(accessMutations.change(client));
  const remove = useMutation(accessMutations.remove(client));
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b py-1.5">
      <span className="min-w-40 flex-1 break-all">{email}</span>
      <RoleSelect
        aria-label={`Role of ${email}`}
        value={role}
        disabled={change.isPending}
        onChange={({ currentTarget }) => change.mutate({ operatorId, role: currentTarget.value as Role })}
      />
      <ConfirmButton
        label="Remove"
        name={`Remove ${email}`}
        title={`Remove ${email}?`}
        description="They are let in no more, within half a minute. What they did stays."
        mutation={remove}
        of={operatorId}
      />
      {change.error && (
        <p role="alert" className="basis-full text-failed">
          {change.error.message}
        </p>
      )}
    </li>
  );
}
