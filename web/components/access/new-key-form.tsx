"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MadeKey } from "@videoflow/client/schema";
import { type FormEvent, useId, useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { expiryOf, LIVES } from "#web/lib/key-state.ts";
import { accessMutations } from "#web/lib/queries/access.ts";
import { type Role, RoleSelect } from "./role-select.tsx";
import { ScopeChoice, scopesOf } from "./scope-choice.tsx";

/** Makes a key: what it is for, what it may do, in which parts of the API, and for how long. */
export function NewKeyForm({ onMade }: { readonly onMade: (made: MadeKey) => void }) {
  const { mutate, error, isPending } = useMutation(accessMutations.makeKey(useQueryClient()));
  const roleId = useId();
  const [narrowed, setNarrowed] = useState(false);
  const [problem, setProblem] = useState<string>();

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const scopes = scopesOf(fields);
    const isNothing = narrowed && scopes.length === 0;
    setProblem(isNothing ? "Choose at least one part, or let it be for all of the API." : undefined);
    if (isNothing) return;
    const days = Number(fields.get("days"));
    mutate(
      {
        ...{ name: String(fields.get("name")), role: fields.get("role") as Role },
        ...(narrowed && { scopes }),
        ...(days > 0 && { expiresOn: expiryOf(days, Date.now()) }),
      },
      {
        onSuccess(made) {
          form.reset();
          setNarrowed(false);
          onMade(made);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2">
      <label className="flex min-w-0 basis-72 flex-col gap-1">
        What it is for
        <input name="name" required maxLength={64} autoComplete="off" className={`${fieldClass} w-full`} />
      </label>
      <div className="flex flex-col gap-1">
        <label htmlFor={roleId}>Role</label>
        <RoleSelect id={roleId} name="role" defaultValue="viewer" />
      </div>
      <label className="flex flex-col gap-1">
        Good for
        <select name="days" defaultValue="90" className={fieldClass}>
          {LIVES.map(({ days, title }) => (
            <option key={title} value={days ?? ""}>
              {title}
            </option>
          ))}
        </select>
      </label>
      <label className="flex flex-col gap-1">
        Parts of the API
        <select
          value={narrowed ? "some" : "all"}
          onChange={({ currentTarget }) => setNarrowed(currentTarget.value === "some")}
          className={fieldClass}
        >
          <option value="all">all</option>
          <option value="some">only some</option>
        </select>
      </label>
      {narrowed && <ScopeChoice />}
      <Button type="submit" disabled={isPending}>
        Make a key
      </Button>
      {(problem ?? error) && (
        <p role="alert" className="basis-full text-failed">
          {problem ?? error?.message}
        </p>
      )}
    </form>
  );
}
