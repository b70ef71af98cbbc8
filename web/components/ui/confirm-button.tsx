"use client";

import type { UseMutationResult } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { DialogFrame } from "./dialog-frame.tsx";

interface Props<What> {
  readonly label: string;
  /** The label with what it is about, for who does not see the row. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly mutation: UseMutationResult<unknown, Error, What>;
  /** What it is done with. */
  readonly of: What;
  /** More about what it means; asked for once somebody is about to do it. */
  readonly children?: ReactNode;
}

/** A deed that cannot be taken back, once it is said what that means. */
export function ConfirmButton<What>({ label, name, title, description, mutation, of, children }: Props<What>) {
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
    >
      {children}
    </DialogFrame>
  );
}
