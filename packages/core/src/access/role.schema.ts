import * as z from "zod";

/**
 * What somebody may do in a workspace; each role may do what those before it may.
 * `viewer`  reads
 * `editor`  puts footage in, marks it, makes it again
 * `admin`   decides who comes in, what is chosen, and what is rebuilt
 */
export const Role = z.enum(["viewer", "editor", "admin"]).meta({ id: "Role" });
export type Role = z.infer<typeof Role>;

/** Whether a role may do what asks for at least another. */
export const suffices = (role: Role, least: Role): boolean => Role.options.indexOf(role) >= Role.options.indexOf(least);

/** The parts of the API, as they are its tags: what a key can be narrowed to. */
export const Scope = z
  .enum(["uploads", "assets", "cuts", "runs", "schemas", "search", "settings", "webhooks", "access", "system"])
  .meta({ id: "Scope" });
export type Scope = z.infer<typeof Scope>;
