import { type AttributeType, attributeTypes } from "../values/attribute-value.ts";
import {
  expectBoolean,
  expectBytes,
  expectList,
  expectMap,
  expectStructure,
  expectText,
  type Place,
} from "./json-types.ts";
import type { Shape } from "./shape.ts";

const known: ReadonlySet<string> = new Set(attributeTypes);

/** An attribute value: a member by one of the known types. Which values are allowed is checked when they are used. */
export const attributeValue: Shape = (value, _path, _problems, place) => checkTypes(value, place);

/** Attribute values by name. */
export const attributes: Shape = (value) => checkMap(value);

/** Members that are null or unknown are as good as absent. Bytes that came as such become base64. */
function checkTypes(value: unknown, place: Place): void {
  // What is null in a list or map is refused later, with a better message.
  if (value === null) return;
  const members = expectStructure(value, "AttributeValue", place);
  for (const type in members) {
    const member = members[type];
    if (member === null || !known.has(type)) delete members[type];
    else members[type] = checked(member, type as AttributeType);
  }
}

function checked(member: unknown, type: AttributeType): unknown {
  switch (type) {
    case "S":
    case "N":
      return expectText(member);
    case "B":
      return expectBytes(member);
    case "BOOL":
    case "NULL":
      return expectBoolean(member);
    case "SS":
    case "NS":
      expectList(member).forEach(expectText);
      return member;
    case "BS":
      return expectList(member).map(expectBytes);
    case "L":
      for (const each of expectList(member)) checkTypes(each, "member");
      return member;
    case "M":
      checkMap(member);
      return member;
  }
}

function checkMap(value: unknown): void {
  const map = expectMap(value, "AttributeValue");
  for (const name in map) checkTypes(map[name], "member");
}
