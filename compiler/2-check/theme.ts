import { parseColor, rgb } from "../../runtime-lib/messages/color.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import type { Namespace } from "../expression/scope.ts";
import { typedLiteral } from "../expression/typed.ts";
import { describeKind, keyText, type MapNode, type Node, valueAt } from "../source/node.ts";

/** The generated file with the theme's colours. */
export const THEME_MODULE = "theme.ts";

/** What embeds share (spec.md §14). */
export interface Theme {
  /** The number of a colour that the theme names; `danger` and `error` stand for each other. */
  color(name: string): number | undefined;
  names(): readonly string[];
  /** Values as written, for expressions: `theme.primary`, `theme.colors.primary`. */
  readonly namespace: Namespace;
  /** What embeds get that have none of their own, as written. */
  readonly defaultAuthor: Node | undefined;
  readonly defaultFooter: Node | undefined;
}

interface ThemeColor {
  readonly written: string | number;
  readonly value: number;
}

/** Reads the theme of a document: its section, or the part of `embeds` that is one. */
export function checkTheme(document: MapNode, diagnostics: Diagnostics): Theme {
  const embeds = valueAt(document, "embeds");
  const inEmbeds = embeds?.kind === "map" ? valueAt(embeds, "theme") : undefined;
  // What stands first wins: the section of its own.
  const themes = [valueAt(document, "theme"), inEmbeds].filter((node) => node?.kind === "map") as MapNode[];
  const colors = new Map<string, ThemeColor>();
  for (const theme of [...themes].reverse()) readColors(valueAt(theme, "colors"), colors, diagnostics);
  const first = (key: string) =>
    themes.map((theme) => valueAt(theme, key)).find((node) => node !== undefined);
  const find = (name: string) => findColor(name, colors);
  return {
    color: (name) => find(name)?.value,
    names: () => [...colors.keys()],
    namespace: themeNamespace(find, colors, true),
    defaultAuthor: first("default_author"),
    defaultFooter: first("default_footer"),
  };
}

function readColors(node: Node | undefined, colors: Map<string, ThemeColor>, diagnostics: Diagnostics): void {
  if (node?.kind !== "map") return;
  for (const entry of node.entries) {
    const { value } = entry;
    const written = value.kind === "scalar" ? value.value : fixedParts(value);
    if (typeof written !== "string" && typeof written !== "number") {
      const found = describeKind(value);
      diagnostics.report("wrong-kind", value.span, { expected: 'a colour such as "#5865F2"', found });
      continue;
    }
    const number = typeof written === "number" ? written : parseColor(written);
    if (number === undefined)
      diagnostics.report("unknown-color", value.span, { text: String(written), suggestion: undefined });
    else colors.set(keyText(entry), { written, value: number });
  }
}

/** `{r, g, b}` as a number; undefined unless all three are written out. */
function fixedParts(node: Node): number | undefined {
  if (node.kind !== "map" || node.entries.length !== 3) return undefined;
  const [r, g, b] = ["r", "g", "b"].map((key) => {
    const part = valueAt(node, key);
    return part?.kind === "scalar" && typeof part.value === "number" ? part.value : Number.NaN;
  });
  return [r, g, b].some(Number.isNaN) ? undefined : rgb(r!, g!, b!);
}

const SYNONYMS: Readonly<Record<string, string>> = { danger: "error", error: "danger" };

function findColor(name: string, colors: ReadonlyMap<string, ThemeColor>): ThemeColor | undefined {
  const synonym = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : undefined;
  return colors.get(name) ?? (synonym === undefined ? undefined : colors.get(synonym));
}

function themeNamespace(
  find: (name: string) => ThemeColor | undefined,
  colors: ReadonlyMap<string, ThemeColor>,
  outermost: boolean,
): Namespace {
  return {
    member(name, span) {
      const color = find(name);
      return color && typedLiteral(color.written, span);
    },
    inner: (name) => (outermost && name === "colors" ? themeNamespace(find, colors, false) : undefined),
    names: () => colors.keys(),
  };
}
