import { keyText, type MapNode, type Node, synthetic, valueAt } from "../source/node.ts";
import { union } from "./section-merge.ts";

/** What a theme holds besides colours. */
const OTHER_FIELDS: ReadonlySet<string> = new Set(["colors", "embeds", "default_footer", "default_author"]);

/** `{primary: "#…"}` stands for `{colors: {primary: "#…"}}`. */
export function normaliseTheme(theme: Node): Node {
  if (theme.kind !== "map") return theme;
  const flat = theme.entries.filter((entry) => !OTHER_FIELDS.has(keyText(entry)));
  if (flat.length === 0) return theme;
  const flatColors: MapNode = { kind: "map", entries: flat, span: theme.span };
  const written = valueAt(theme, "colors");
  const colors = written === undefined ? flatColors : union(flatColors, written);
  const others = theme.entries.filter(
    (entry) => OTHER_FIELDS.has(keyText(entry)) && keyText(entry) !== "colors",
  );
  const key = synthetic.scalar("colors", theme.span);
  return { kind: "map", entries: [{ key, value: colors }, ...others], span: theme.span };
}
