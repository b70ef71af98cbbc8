import type { ComponentProps } from "react";
import { fieldClass } from "#web/components/ui/field.ts";

/** What each role may do. */
export const ROLES = {
  viewer: "sees everything",
  editor: "also puts in, changes and deletes",
  admin: "also lets people and programs in",
} as const;
export type Role = keyof typeof ROLES;

export function RoleSelect(props: ComponentProps<"select">) {
  return (
    <select {...props} className={fieldClass}>
      {Object.entries(ROLES).map(([role, may]) => (
        <option key={role} value={role} title={may}>
          {role}
        </option>
      ))}
    </select>
  );
}
