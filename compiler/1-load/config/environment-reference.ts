import { isText, type Node } from "../../source/node.ts";

/** A value that an environment variable holds, as a whole. */
export interface EnvironmentReference {
  readonly env: string;
}

/** Text with environment variables in it. */
export interface EnvironmentTemplate {
  readonly parts: readonly (string | EnvironmentReference)[];
}

const REFERENCE = /\$\{\s*env\.(\w+)\s*\}|\$env\.(\w+)/gi;

/** The environment variables that a value names with `${env.NAME}` or `$env.NAME`; undefined when it names none. */
export function environmentIn(node: Node): EnvironmentReference | EnvironmentTemplate | undefined {
  if (!isText(node)) return undefined;
  const parts: (string | EnvironmentReference)[] = [];
  let end = 0;
  for (const match of node.value.matchAll(REFERENCE)) {
    if (match.index > end) parts.push(node.value.slice(end, match.index));
    parts.push({ env: match[1] ?? match[2]! });
    end = match.index + match[0].length;
  }
  if (end === 0) return undefined;
  if (end < node.value.length) parts.push(node.value.slice(end));
  const [first] = parts;
  return parts.length === 1 && typeof first === "object" ? first : { parts };
}

/** The text of a reference with the variables' values, or the first variable that is not set. */
export function resolveEnvironment(
  reference: EnvironmentReference | EnvironmentTemplate,
  environment: Readonly<Record<string, string | undefined>>,
): { text: string } | { missing: string } {
  const parts = "env" in reference ? [reference] : reference.parts;
  let text = "";
  for (const part of parts) {
    const value = typeof part === "string" ? part : environment[part.env];
    if (value === undefined) return { missing: (part as EnvironmentReference).env };
    text += value;
  }
  return { text };
}
