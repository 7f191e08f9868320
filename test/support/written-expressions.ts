import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from "yaml";

/** An expression as it stands in a file. */
export interface WrittenExpression {
  /** 1-based. */
  readonly line: number;
  /** The whole stretch that can be replaced: inside `${` and `}`, or a whole value without its quotes. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** `template`: within `${}`; `raw`: the whole value; `value`: text that may be an expression. */
  readonly kind: "template" | "raw" | "value";
}

/** Keys whose whole text is an expression. */
const RAW_KEYS = [
  "when",
  "condition",
  "if",
  "while",
  "expr",
  "not",
  "items",
  "filter",
  "script",
  "expression",
];
/** Lists of conditions. */
const RAW_LISTS = ["all", "any"];
/** Comparisons: the first item is an expression. */
const PAIRS = ["eq", "ne", "gt", "gte", "lt", "lte", "in", "match"];
/** Keys under which every text may be an expression. */
const VALUE_KEYS = ["value", "args", "data", "where", "body"];

/** Finds every expression of a YAML file by its text, without the compiler's help. */
export function writtenExpressions(text: string): WrittenExpression[] {
  const lines = new LineCounter();
  const found: WrittenExpression[] = [];
  const add = (start: number, end: number, kind: WrittenExpression["kind"]) => {
    found.push({ line: lines.linePos(start).line, start, end, text: text.slice(start, end), kind });
  };
  let insideActions = 0;
  const visit = (node: ParsedNode | null, kind: "raw" | "value" | undefined): void => {
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        const name = isScalar(key) ? String(key.value) : "";
        visit(key, undefined);
        if (name === "actions") insideActions++;
        visitEntry(name, value, kind);
        if (name === "actions") insideActions--;
      }
    } else if (isSeq(node)) for (const item of node.items) visit(item as ParsedNode, kind);
    else if (isScalar(node)) visitScalar(node, kind);
  };
  const visitEntry = (name: string, value: ParsedNode | null, kind: "raw" | "value" | undefined): void => {
    if (insideActions > 0 && VALUE_KEYS.includes(name) && kind === undefined) visit(value, "value");
    else if ((RAW_KEYS.includes(name) && isScalar(value)) || RAW_LISTS.includes(name)) visit(value, "raw");
    else if (PAIRS.includes(name) && isSeq(value)) visit(value.items[0] as ParsedNode, "raw");
    else visit(value, kind === "value" ? "value" : undefined);
  };
  const visitScalar = (node: ParsedNode, kind: "raw" | "value" | undefined): void => {
    const [start, end] = node.range!;
    const templates = templatesIn(text, start, end);
    for (const each of templates) add(each.start, each.end, "template");
    if (templates.length > 0 || kind === undefined || !isScalar(node)) return;
    if (typeof node.value !== "string" || node.value === "" || /^(true|false)$/.test(node.value)) return;
    const quoted = /^["']/.test(text.slice(start, end));
    add(quoted ? start + 1 : start, quoted ? end - 1 : end, kind);
  };
  visit(parseDocument(text, { lineCounter: lines }).contents, undefined);
  return found;
}

/** The stretches between `${` and its `}`, through braces and quotes. */
function templatesIn(text: string, from: number, to: number): { start: number; end: number }[] {
  const found: { start: number; end: number }[] = [];
  for (let at = text.indexOf("${", from); at !== -1 && at < to; at = text.indexOf("${", at + 1)) {
    const end = closingBrace(text, at + 2, to);
    if (end !== undefined) found.push({ start: at + 2, end });
    at = end ?? at;
  }
  return found;
}

function closingBrace(text: string, from: number, to: number): number | undefined {
  let depth = 1;
  let quote: string | undefined;
  for (let i = from; i < to; i++) {
    const character = text[i]!;
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
    } else if (character === "'") quote = character;
    else if (character === "{") depth++;
    else if (character === "}" && --depth === 0) return i;
  }
  return undefined;
}
