"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { MadeKey } from "@videoflow/client/schema";
import type { FormEvent } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { accessMutations } from "#web/lib/queries/access.ts";
import { type Role, RoleSelect } from "./role-select.tsx";

export function NewKeyForm({ onMade }: { readonly onMade: (made: MadeKey) => void }) {
  const { mutate, error, isPending } = useMutation(accessMutations.makeKey(useQueryClient()));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    mutate(
      { name: String(fields.get("name")), role: fields.get("role") as Role },
      {
        onSuccess(made) {
          form.reset();
          onMade(made);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="mt-3 flex flex-wrap items-end gap-2">
      <label className="flex flex-col gap-1">
        What it is for
        <input name="name" required maxLength={64} autoComplete="off" className={`${fieldClass} w-72`} />
      </label>
      <RoleSelect name="role" aria-label="Role" defaultValue="viewer" />
      <Button type="submit" disabled={isPending}>
        Make a key
      </Button>
      {error && (
        <p role="alert" className="basis-full text-failed">
          {error.message}
        </p>
      )}
    </form>
  );
}
