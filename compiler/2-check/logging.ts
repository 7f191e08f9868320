import type { ResolvedConfig } from "../1-load/index.ts";
import type { Diagnostics } from "../diagnostics/diagnostics.ts";
import { parseDuration } from "../source/duration.ts";
import { describeKind, isNull, type MapNode, type Node, valueAt } from "../source/node.ts";
import { type FieldRule, MapFields, textOf, wholeNumber } from "./deploy/fields.ts";

const KEY = "logging.outputs";

/** The fields of an output beside its type, by that. */
const FIELDS = {
  console: [],
  file: ["path", "rotate", "size", "keep"],
  loki: ["url", "labels", "batch", "buffer"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

type OutputType = keyof typeof FIELDS;

export const ROTATIONS = ["daily", "hourly", "size"] as const;

/** An output of the log, as the configuration says it. */
export type CheckedOutput =
  | { readonly type: "console" }
  | {
      readonly type: "file";
      /** Text that may name environment variables. */
      readonly path: Node;
      readonly rotate: (typeof ROTATIONS)[number] | undefined;
      /** Bytes. */
      readonly size: number | undefined;
      readonly keep: number | undefined;
    }
  | {
      readonly type: "loki";
      /** Text that may name environment variables. */
      readonly url: Node | undefined;
      /** Texts that may name environment variables. */
      readonly labels: MapNode | undefined;
      /** Milliseconds. */
      readonly batch: number | undefined;
      /** Lines. */
      readonly buffer: number | undefined;
    };

/** Reads where the log goes; undefined where nothing is written of that. */
export function checkLogOutputs(
  config: ResolvedConfig,
  diagnostics: Diagnostics,
): readonly CheckedOutput[] | undefined {
  const { node } = config.get(KEY);
  if (node?.kind !== "list") return undefined;
  const taken = new Set<string>();
  return node.items.flatMap((item) => {
    const output = checkOutput(item, diagnostics);
    if (output === undefined) return [];
    const place = placeOf(output);
    if (taken.has(place)) diagnostics.report("log-output-twice", item.span, { place });
    taken.add(place);
    return [output];
  });
}

/** Where an output's lines end up: two of the same would disturb each other. */
function placeOf(output: CheckedOutput): string {
  const node = output.type === "file" ? output.path : output.type === "loki" ? output.url : undefined;
  return node?.kind === "scalar" ? String(node.value) : output.type;
}

function checkOutput(item: Node, diagnostics: Diagnostics): CheckedOutput | undefined {
  if (item.kind !== "map") {
    const parameters = { key: KEY, expected: "a map with `type`", found: describeKind(item) };
    diagnostics.report("config-value", item.span, parameters);
    return undefined;
  }
  const fields = new MapFields(item, KEY, diagnostics);
  const type = fields.required("type", oneOf(Object.keys(FIELDS) as OutputType[]));
  if (type === undefined) return undefined;
  fields.only(["type", ...FIELDS[type]]);
  switch (type) {
    case "console":
      return { type };
    case "file":
      return checkFile(fields, diagnostics);
    case "loki":
      return {
        type,
        url: textNode(fields, "url"),
        labels: labelsOf(fields, diagnostics),
        batch: fields.optional("batch", DURATION),
        buffer: fields.optional("buffer", wholeNumber(1, 1_000_000)),
      };
  }
}

function checkFile(fields: MapFields, diagnostics: Diagnostics): CheckedOutput | undefined {
  const hasPath = fields.required("path", textOf("a path", /./)) !== undefined;
  const rotate = fields.optional("rotate", oneOf(ROTATIONS));
  const size = fields.optional("size", SIZE);
  const keep = fields.optional("keep", wholeNumber(0, 10_000));
  const idle = rotate === "size" ? undefined : valueAt(fields.node, "size");
  if (idle !== undefined) {
    const reason = "it counts only with `rotate: size`";
    const hint = "remove it, or write `rotate: size`";
    diagnostics.report("no-effect", idle.span, { key: `${KEY}.size`, reason, hint });
  }
  return hasPath ? { type: "file", path: valueAt(fields.node, "path")!, rotate, size, keep } : undefined;
}

/** A text that may name environment variables; undefined where there is none, and after a report. */
function textNode(fields: MapFields, name: string): Node | undefined {
  const isText = fields.optional(name, URL_TEXT) !== undefined;
  return isText ? valueAt(fields.node, name) : undefined;
}

/** Labels of a stream of lines: texts by names that Loki takes. */
function labelsOf(fields: MapFields, diagnostics: Diagnostics): MapNode | undefined {
  const labels = fields.map("labels");
  for (const { key, value } of labels?.node.entries ?? []) {
    const path = `${KEY}.labels.${String(key.value)}`;
    const report = (node: Node, expected: string, found: string) =>
      diagnostics.report("config-value", node.span, { key: path, expected, found });
    if (!LABEL.test(String(key.value))) report(key, "a name of letters, digits and _", String(key.value));
    if (value.kind !== "scalar" || isNull(value)) report(value, "text", describeKind(value));
  }
  return labels?.node;
}

const LABEL = /^[a-zA-Z_]\w*$/;

function oneOf<const V extends string>(values: readonly V[]): FieldRule<V> {
  return {
    expected: values.join(" or "),
    read: (written) => values.find((value) => value === written),
  };
}

const URL_TEXT: FieldRule<string> = {
  expected: "an address such as http://loki:3100",
  read: (written) =>
    typeof written === "string" && (written.includes("${") || written.startsWith("$env.") || isHttp(written))
      ? written
      : undefined,
};

function isHttp(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

const DURATION: FieldRule<number> = {
  expected: "a duration such as 1s",
  read: (written) =>
    typeof written === "string" || typeof written === "number" ? parseDuration(written) : undefined,
};

const UNITS: Readonly<Record<string, number>> = {
  "": 1,
  KB: 1e3,
  MB: 1e6,
  GB: 1e9,
  KiB: 1024,
  MiB: 1024 ** 2,
  GiB: 1024 ** 3,
};

/** The smallest size of a file: one of a few lines would be renamed at every turn. */
const SMALLEST = 1_000; /* bytes */

const SIZE: FieldRule<number> = {
  expected: "a size of at least 1KB, such as 10MB",
  read(written) {
    const [, number, unit] = /^(\d+(?:\.\d+)?)\s*(|[KMG]i?B)$/.exec(String(written)) ?? [];
    const bytes = Math.round(Number(number) * UNITS[unit ?? ""]!);
    return bytes >= SMALLEST ? bytes : undefined;
  },
};
