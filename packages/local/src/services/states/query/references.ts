import type jsonata from "jsonata";

type Node = jsonata.ExprNode & {
  readonly body?: Node;
  readonly condition?: Node;
  readonly then?: Node;
  readonly else?: Node;
  readonly expression?: Node;
};

/**
 * Names that an expression reads from the context item, of which there is none in a state machine: `{% items %}` instead
 * of `{% $states.input.items %}`. AWS refuses them when the machine is created. Names in later steps of a path, in its
 * predicates and groupings have a context and are right.
 */
export function topLevelReferences(node: Node | undefined): string[] {
  if (node?.type === "name") return [String(node.value)];
  if (node?.type === "variable") return node.value === "$" ? ["$$"] : [];
  if (node?.steps) return topLevelReferences(node.steps[0] as Node | undefined);
  return node ? childrenOf(node).flatMap(topLevelReferences) : [];
}

/** The parts of a node that see the same context item as the node itself. */
function childrenOf(node: Node): (Node | undefined)[] {
  if (node.type === "transform") return [];
  if (node.type === "lambda") return [node.body];
  const sides = [node.lhs, node.rhs].flat(2) as (Node | undefined)[];
  const lists = [...((node.arguments ?? []) as Node[]), ...((node.expressions ?? []) as Node[])];
  return [
    ...sides,
    ...lists,
    node.procedure as Node | undefined,
    node.expression,
    node.condition,
    node.then,
    node.else,
  ];
}
