import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { describeKind, isNull, isText, type MapNode, type ScalarNode, valueAt } from "../source/node.ts";

/** Discord's rule for names of commands and options. */
const NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const NAME_RULE = "use 1 to 32 lower-case letters, digits, - or _";
const MAXIMUM_DESCRIPTION = 100;

/** The name of a command or option; undefined after reporting why there is none. */
export function requiredName(
  node: MapNode,
  what: string,
  diagnostics: Diagnostics,
): (ScalarNode & { value: string }) | undefined {
  const name = valueAt(node, "name");
  if (name === undefined || name.kind !== "scalar" || name.value === null) {
    diagnostics.report("missing-field", node.span, { field: "name", owner: what });
    return undefined;
  }
  const text = String(name.value);
  if (!NAME.test(text) || text !== text.toLowerCase()) {
    diagnostics.report("invalid-name", name.span, {
      what: /^[aeiou]/.test(what) ? `an ${what}` : `a ${what}`,
      name: text,
      rule: NAME_RULE,
    });
    return undefined;
  }
  return { ...name, value: text };
}

/** A command's description; the name, with a warning, where there is none (spec.md §9). */
export function commandDescription(
  node: MapNode,
  name: ScalarNode & { value: string },
  diagnostics: Diagnostics,
): string {
  const description = valueAt(node, "description");
  const isEmpty = description?.kind === "scalar" && (description.value === null || description.value === "");
  if (description === undefined || isEmpty)
    diagnostics.report("no-description", description?.span ?? name.span, { name: name.value });
  return descriptionOf(node, name, diagnostics);
}

/** What Discord shows beside the name; the name itself where nothing is written. */
export function descriptionOf(
  node: MapNode,
  name: ScalarNode & { value: string },
  diagnostics: Diagnostics,
): string {
  const description = valueAt(node, "description");
  if (description === undefined || !isText(description) || description.value === "") return name.value;
  const { length } = [...description.value];
  if (length > MAXIMUM_DESCRIPTION) {
    diagnostics.report("too-long", description.span, {
      what: "the description",
      length,
      limit: MAXIMUM_DESCRIPTION,
    });
  }
  return description.value;
}

/** A key that is true or false; undefined when it is neither. */
export function flag(node: MapNode, key: string): boolean | undefined {
  const value = valueAt(node, key);
  return value?.kind === "scalar" && typeof value.value === "boolean" ? value.value : undefined;
}

/** The same, with a report where something else is written. */
export function checkFlag(node: MapNode, key: string, diagnostics: Diagnostics): boolean | undefined {
  const value = valueAt(node, key);
  if (value !== undefined && !isNull(value) && flag(node, key) === undefined)
    diagnostics.report("wrong-kind", value.span, { expected: "true or false", found: describeKind(value) });
  return flag(node, key);
}
