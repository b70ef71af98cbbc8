"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { DialogFrame } from "#web/components/ui/dialog-frame.tsx";

interface Props {
  readonly label: string;
  /** The label with what it is about, for who does not see the row. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mutation: UseMutationResult<unknown, Error, string>;
  /** Id of what it is done with. */
  readonly of: string;
}

/** A deed that takes access away, once it is said what that means. */
export function ConfirmButton({ label, name, title, description, mutation, of }: Props) {
  const [open, setOpen] = useState(false);
  return (
    <DialogFrame
      trigger={
        <Button size="sm" look="quiet" aria-label={name}>
          {label}
        </Button>
      }
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        mutation.reset();
      }}
      title={title}
      description={description}
      error={mutation.error?.message}
      action={
        <Button
          look="primary"
          disabled={mutation.isPending}
          onClick={() => mutation.mutate(of, { onSuccess: () => setOpen(false) })}
        >
          {label}
        </Button>
      }
    />
  );
}
