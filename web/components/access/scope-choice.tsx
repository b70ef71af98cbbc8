import { Scope } from "@videoflow/core/access/role.schema";

/** What each part of the API is about. */
const SCOPES: Record<Scope, string> = {
  uploads: "puts footage in",
  assets: "lists, marks, deletes it",
  search: "finds moments",
  cuts: "orders, reviews, shares cuts",
  runs: "follows and repeats work",
  webhooks: "says whom events are told",
  schemas: "what events look like",
  settings: "who judges",
  access: "lets people and programs in",
  system: "health, costs, rebuild",
};

/** The parts of the API that a key is narrowed to; none chosen is not valid. */
export function ScopeChoice() {
  return (
    <fieldset className="basis-full">
      <legend className="mb-1">Only for these parts</legend>
      <div className="grid gap-x-4 gap-y-0.5 rounded-md bg-sunken p-2 sm:grid-cols-2 lg:grid-cols-3">
        {Object.entries(SCOPES).map(([scope, does]) => (
          <label key={scope} className="flex cursor-pointer items-baseline gap-2 rounded-sm px-1 py-0.5 hover:bg-hover">
            <input type="checkbox" name="scopes" value={scope} className="size-3.5 translate-y-0.5 accent-ink" />
            <span>
              {scope} <span className="text-ink-soft text-small">{does}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The parts that are chosen in a form. */
export const scopesOf = (form: FormData): Scope[] => form.getAll("scopes").map((scope) => Scope.parse(scope));
