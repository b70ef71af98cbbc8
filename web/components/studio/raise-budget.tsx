import { useMutation } from "@tanstack/react-query";
import type { Cut } from "@videoflow/client/schema";
import { useState } from "react";
import { Button } from "#web/components/ui/button.tsx";
import { fieldClass } from "#web/components/ui/field.ts";
import { cutMutations } from "#web/lib/mutations/cut.ts";

/** A cut that its budget has ended goes on from there with a larger one. */
export function RaiseBudget({ cut: { cutId, order, budgetMicroUsd } }: { readonly cut: Cut }) {
  const budget = (budgetMicroUsd ?? order.budgetMicroUsd ?? 0) / 1e6;
  const [dollars, setDollars] = useState("");
  const raise = useMutation(cutMutations.setBudget(cutId));
  const wanted = Number(dollars);
  return (
    <form
      className="mt-2 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        raise.mutate(Math.round(wanted * 1e6));
      }}
    >
      <label>
        <span className="mb-1 block text-ink-soft">Budget in dollars, now {budget}</span>
        <input
          inputMode="decimal"
          value={dollars}
          onChange={({ target }) => setDollars(target.value)}
          className={`${fieldClass} w-40`}
        />
      </label>
      <Button type="submit" look="primary" disabled={!(wanted > budget) || raise.isPending}>
        Raise it and go on
      </Button>
      {raise.error && (
        <p role="alert" className="basis-full text-failed">
          {raise.error.message}
        </p>
      )}
    </form>
  );
}
