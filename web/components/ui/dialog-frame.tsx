"use client";

import { AlertDialog } from "@base-ui/react/alert-dialog";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button.tsx";

interface Props {
  readonly trigger: ReactElement;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  /** What will happen. */
  readonly description: string;
  readonly children?: ReactNode;
  /** Why what was asked for could not be done. */
  readonly error?: string | undefined;
  /** The button that does it. */
  readonly action: ReactNode;
}

/** Asks before something is done that cannot be taken back. */
export function DialogFrame({ trigger, open, onOpenChange, title, description, children, error, action }: Props) {
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Trigger render={trigger} />
      <AlertDialog.Portal>
        <AlertDialog.Backdrop className="fixed inset-0 z-40 bg-scrim" />
        <AlertDialog.Popup className="-translate-x-1/2 fixed top-[12vh] left-1/2 z-40 max-h-[80vh] w-[min(34rem,calc(100vw-2rem))] overflow-auto rounded-lg border border-line bg-raised p-4 shadow-float outline-none">
          <AlertDialog.Title className="font-bold text-lead">{title}</AlertDialog.Title>
          <AlertDialog.Description className="mt-1 text-ink-soft">{description}</AlertDialog.Description>
          {children}
          {error && (
            <p role="alert" className="mt-3 break-words text-failed">
              {error}
            </p>
          )}
          <div className="mt-4 flex flex-wrap justify-end gap-2">
            <AlertDialog.Close render={<Button />}>Not now</AlertDialog.Close>
            {action}
          </div>
        </AlertDialog.Popup>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
