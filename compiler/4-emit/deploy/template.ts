import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../package-root.ts";

/**
 * A file of `templates/deploy` with its places filled in: `{{name}}`. A line that is nothing but a place without
 * text goes. Throws for a place that has no value.
 */
export function fillTemplate(name: string, values: Readonly<Record<string, string>>): string {
  const text = readFileSync(join(packageRoot(), "templates/deploy", name), "utf8");
  return text
    .split("\n")
    .filter((line) => !isEmptyPlace(line, values))
    .join("\n")
    .replace(/\{\{(\w+)\}\}/g, (_, place: string) => {
      const value = values[place];
      if (value === undefined)
        throw new Error(`templates/deploy/${name} has a place ${place} without a value`);
      return value;
    });
}

function isEmptyPlace(line: string, values: Readonly<Record<string, string>>): boolean {
  const [, place] = /^\{\{(\w+)\}\}$/.exec(line) ?? [];
  return place !== undefined && values[place] === "";
}
