import { isIP } from "node:net";
import type { ConfigType } from "../../language/config-key.ts";
import { parseDuration } from "../../source/duration.ts";
import { describeKind, type Node, type ScalarValue, toPlain } from "../../source/node.ts";

/** A name of a host: labels of letters, digits and hyphens. */
const HOST_NAME = /^(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*$/i;

/** A value as read; undefined when it does not fit the type. */
export function readConfigValue(node: Node, type: ConfigType): unknown {
  if (type.kind === "list" || type.kind === "map") return node.kind === type.kind ? toPlain(node) : undefined;
  if (type.kind === "either") {
    return type.types.map((option) => readConfigValue(node, option)).find((value) => value !== undefined);
  }
  return node.kind === "scalar" ? readScalar(node.value, type) : undefined;
}

/** A value from an environment variable, where everything is text. */
export function readEnvironmentValue(text: string, type: ConfigType): unknown {
  switch (type.kind) {
    case "boolean":
      return text === "true" ? true : text === "false" ? false : undefined;
    case "number":
      return text.trim() === "" ? undefined : readScalar(Number(text), type);
    case "either":
      return type.types
        .map((option) => readEnvironmentValue(text, option))
        .find((value) => value !== undefined);
    default:
      return readScalar(text, type);
  }
}

/** What was found instead of what the type expects, for messages. */
export function describeFound(node: Node): string {
  return node.kind === "scalar" && node.value !== null ? String(node.value) : describeKind(node);
}

function readScalar(value: ScalarValue, type: ConfigType): unknown {
  switch (type.kind) {
    case "text":
    case "path":
      return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
    case "url":
      return typeof value === "string" && URL.canParse(value) ? value : undefined;
    case "host":
      return typeof value === "string" && isHost(value) ? value : undefined;
    case "boolean":
      return typeof value === "boolean" ? value : undefined;
    case "duration":
      return typeof value === "string" || typeof value === "number" ? parseDuration(value) : undefined;
    case "choice":
      return type.values.includes(String(value)) ? String(value) : undefined;
    case "number":
      return isNumberOf(value, type) ? value : undefined;
    default:
      return undefined;
  }
}

function isHost(text: string): boolean {
  return isIP(text) !== 0 || (text.length <= 253 && HOST_NAME.test(text));
}

function isNumberOf(value: ScalarValue, type: Extract<ConfigType, { kind: "number" }>): boolean {
  if (typeof value !== "number" || !Number.isFinite(value)) return false;
  const { minimum = Number.NEGATIVE_INFINITY, maximum = Number.POSITIVE_INFINITY, whole = false } = type;
  return value >= minimum && value <= maximum && (!whole || Number.isInteger(value));
}
