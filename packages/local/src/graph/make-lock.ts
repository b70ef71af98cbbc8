import { digestSources, type Lock } from "./lock.ts";
import { toPlaceholders } from "./placeholders.ts";
import type { FunctionSource, Graph, Resource } from "./resources.ts";
import type { Registered, SynthResult } from "./synth-program.ts";
import { TASK_DEFINITION, tasksOf, withoutLinks } from "./tasks.ts";

/** Made by the `sst` command for every function: keys for links that are encrypted on AWS. Here links come plain. */
const encryptedLinks = ["SST_KEY", "SST_KEY_FILE"];

/** Inputs, by type, that follow from the machine, the time or the code of SST, and not from infra. */
const transient: Readonly<Record<string, readonly string[]>> = {
  "command:local:Command": ["environment", "triggers"],
  "aws:lambda/invocation:Invocation": ["triggers"],
  "pulumi-nodejs:dynamic:Resource": ["__provider"],
  "docker-build:index:Image": ["registries", "secrets"],
};

/** The text of `stack.lock.json`: sorted, with placeholders, the same to the byte for the same infra. */
export function makeLock(root: string, result: SynthResult): string {
  const lock: Lock = {
    sources: digestSources(root),
    app: result.app.name,
    functions: Object.fromEntries(
      result.builds
        .map(({ functionID, handler, bundle, links, properties }): [string, FunctionSource] => [
          `${functionID}Function`,
          {
            handler,
            ...(bundle && { prebuilt: true as const }),
            links: Object.keys(links ?? {})
              .filter((name) => name !== "App")
              .sort(),
            ...(properties?.install && { install: Object.keys(properties.install).sort() }),
          },
        ])
        .sort(byFirst),
    ),
    tasks: Object.fromEntries(tasksOf(result).sort(byFirst)),
    links: Object.fromEntries([...linksInside(result.builds), ...linksOf(result.registered)].sort(byFirst)),
    secrets: Object.fromEntries(
      result.registered
        .filter(({ type }) => type === "sst:sst:Secret")
        .map(({ name, inputs }): [string, { default?: string }] => [
          name,
          typeof inputs.placeholder === "string" ? { default: inputs.placeholder } : {},
        ])
        .sort(byFirst),
    ),
    resources: result.registered
      .filter(({ type }) => !/^(sst:|pulumi:providers:)/.test(type))
      .map(clean)
      .sort(byTypeAndName),
  };
  // Files of the project are named from its root: the lock is the same wherever the checkout is.
  const text = JSON.stringify(lock, sortKeys, 2).replaceAll(`${root}/`, "").replaceAll(`"${root}"`, '"."');
  return `${toPlaceholders(text)}\n`;
}

/** What `Resource.X` will read. SST registers a reference per link; the component of that name tells the type. */
export function linksOf(registered: readonly Registered[]): [string, Record<string, unknown>][] {
  return registered
    .filter(({ type }) => type === "sst:sst:LinkRef")
    .map((reference) => {
      const name = reference.name.replace(/LinkRef$/, "");
      const component = registered.find((other) => other.name === name && other.type !== reference.type);
      if (!component) throw new Error(`Link ${name} refers to no component`);
      const properties = reference.inputs.properties as Record<string, unknown>;
      return [name, { ...properties, type: component.type.replaceAll(":", ".") }];
    });
}

/** What functions are linked to inside of components, such as the storage of `sst.aws.Auth`: SST registers no reference to it. */
const linksInside = (builds: SynthResult["builds"]) =>
  builds.flatMap(({ links = {} }) => Object.entries(links as Graph["links"]).filter(([name]) => name !== "App"));

function clean({ type, name, inputs }: Registered): Resource {
  const { code: _code, source: _source, ...kept } = inputs;
  const rest = Object.fromEntries(Object.entries(kept).filter(([key]) => !transient[type]?.includes(key)));
  if (type === TASK_DEFINITION) return { type, name, inputs: withoutLinks(rest) };
  const environment = rest.environment as { variables?: Record<string, string> } | undefined;
  if (!environment?.variables) return { type, name, inputs: rest };
  const variables = Object.fromEntries(
    Object.entries(environment.variables).filter(([key]) => !encryptedLinks.includes(key)),
  );
  return { type, name, inputs: { ...rest, environment: { variables } } };
}

function sortKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(byFirst));
}

function byFirst(
  [a]: readonly [string, ...unknown[]] | [string],
  [b]: readonly [string, ...unknown[]] | [string],
): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function byTypeAndName(a: Resource, b: Resource): number {
  return byFirst([`${a.type} ${a.name}`], [`${b.type} ${b.name}`]);
}
