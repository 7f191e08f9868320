import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../package-root.ts";

/** What a page of `templates/ops` is filled with. */
export interface PageValues {
  /** Texts by the names of their places: `{{name}}`. */
  readonly places: Readonly<Record<string, string>>;
  /** Whether what stands between `<!-- if name -->` and `<!-- end -->` is kept. */
  readonly conditions: Readonly<Record<string, boolean>>;
}

/** Names of the alerts that there is a page for, sorted. */
export function runbookNames(): string[] {
  return readdirSync(join(templates(), "runbooks"))
    .map((file) => file.replace(/\.md$/, ""))
    .sort();
}

/** The title line of each page is its alert's name; what follows says what has happened, in one sentence. */
export function runbookSummary(text: string): string {
  const [, paragraph = ""] = /^# .+\n\n([\s\S]+?)\n\n/.exec(text) ?? [];
  return paragraph
    .replaceAll("\n", " ")
    .replace(/^(.+?[.:]) .*$/, "$1")
    .replace(/:$/, ".");
}

/** A page of `templates/ops`, filled. Throws for a place or a condition that has no value. */
export function opsPage(path: string, values: PageValues): string {
  const text = readFileSync(join(templates(), path), "utf8");
  return renumbered(filled(chosen(text, path, values.conditions), path, values.places));
}

function templates(): string {
  return join(packageRoot(), "templates/ops");
}

/** Leaves out what the bot does not have. */
function chosen(text: string, path: string, conditions: PageValues["conditions"]): string {
  let isKept = true;
  return text
    .split("\n")
    .filter((line) => {
      const [mark, name] = /^\s*<!-- (?:if (\w+)|end) -->$/.exec(line) ?? [];
      if (mark === undefined) return isKept;
      if (name !== undefined && conditions[name] === undefined)
        throw new Error(`templates/ops/${path} has a condition ${name} without a value`);
      isKept = name === undefined || conditions[name] === true;
      return false;
    })
    .join("\n")
    .replace(/\n{3,}/g, "\n\n");
}

function filled(text: string, path: string, places: PageValues["places"]): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, place: string) => {
    const value = places[place];
    if (value === undefined) throw new Error(`templates/ops/${path} has a place ${place} without a value`);
    return value;
  });
}

/** Steps count from 1, whichever of them are left. */
function renumbered(text: string): string {
  let step = 0;
  return text
    .split("\n")
    .map((line) => {
      if (line.startsWith("#")) step = 0;
      return line.replace(/^\d+\. /, () => `${++step}. `);
    })
    .join("\n");
}
