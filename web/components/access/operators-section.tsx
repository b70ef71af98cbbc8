"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { ListSkeleton } from "#web/components/ui/list-skeleton.tsx";
import { Section } from "#web/components/ui/section.tsx";
import { Unread } from "#web/components/ui/unread.tsx";
import { accessMutations, accessQueries } from "#web/lib/queries/access.ts";
import { OperatorRow } from "./operator-row.tsx";
import { ROLES, type Role, RoleSelect } from "./role-select.tsx";

/** The people of the workspace, and a way in for others. */
export function OperatorsSection() {
  const { data, error, refetch } = useQuery(accessQueries.operators());
  const invite = useMutation(accessMutations.invite(useQueryClient()));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    invite.mutate(
      { email: String(fields.get("email")), role: fields.get("role") as Role },
      { onSuccess: () => form.reset() },
    );
  }

  return (
    <Section title="People">
      {error && <Unread {...{ error, refetch }} className="space-y-2" />}
      {!data && !error && <ListSkeleton label="Loading the people" />}
      {data && (
        <ul>
          {data.items.map((operator) => (
            <OperatorRow key={operator.operatorId} operator={operator} />
          ))}
        </ul>
      )}
      {data && (
        <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2">
          <label className="flex flex-col gap-1">
            Email, as the identity provider knows it
            <input name="email" type="email" required autoComplete="off" className={`${fieldClass} w-72`} />
          </label>
          <RoleSelect name="role" aria-label="Role" defaultValue="editor" />
          <Button type="submit" disabled={invite.isPending}>
            Let in
          </Button>
          {invite.error && (
            <p role="alert" className="basis-full text-failed">
              {invite.error.message}
            </p>
          )}
        </form>
      )}
      <p className="mt-2 text-ink-faint text-small">
        {Object.entries(ROLES)
          .map(([role, may]) => `${role}: ${may}`)
          .join(" · ")}
      </p>
    </Section>
  );
}
