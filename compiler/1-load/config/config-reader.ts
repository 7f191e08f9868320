import type { Diagnostics } from "../../diagnostics/diagnostics.ts";
import { type ConfigKeyDefinition, describeConfigType } from "../../language/config-key.ts";
import { sectionsDefinitions } from "../../language/sections/registry.generated.ts";
import {
  describeKind,
  type Entry,
  isNull,
  keyText,
  type MapNode,
  type Node,
  valueAt,
} from "../../source/node.ts";
import { describeFound, readConfigValue, readEnvironmentValue } from "./config-value.ts";
import { environmentIn, resolveEnvironment } from "./environment-reference.ts";
import type { ConfigSetting } from "./resolved-config.ts";
import { checkSettingTexts, environmentNames } from "./setting-texts.ts";

export interface ConfigReaderOptions {
  readonly definitions: readonly ConfigKeyDefinition[];
  /** Variables for keys that are needed at build time. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly diagnostics: Diagnostics;
}

/** Reads configuration from maps, the later ones winning key by key. */
export class ConfigReader {
  readonly settings = new Map<string, ConfigSetting<unknown>>();
  /** Environment variables that give keys with credentials their values. */
  readonly secrets = new Set<string>();
  readonly #byPath: ReadonlyMap<string, ConfigKeyDefinition>;
  /** Every path that has keys below it. */
  readonly #groups: ReadonlySet<string>;
  readonly #options: ConfigReaderOptions;

  constructor(options: ConfigReaderOptions) {
    this.#options = options;
    const paths = options.definitions.flatMap((definition) =>
      [definition.path, ...(definition.aliases ?? [])].map((path) => [path, definition] as const),
    );
    this.#byPath = new Map(paths);
    for (const { secret, environment } of options.definitions)
      if (secret !== undefined) for (const name of environment ?? []) this.secrets.add(name);
    this.#groups = new Set(paths.flatMap(([path]) => groupsAbove(path)));
  }

  /** Takes in the entries of a group such as `build`; `owned` says whether other keys in it are mistakes. */
  readGroup(group: string, node: Node, owned: boolean): void {
    if (isNull(node)) return;
    if (node.kind !== "map") {
      this.#reportKind(group, node);
      return;
    }
    for (const entry of node.entries) this.readEntry(pathBelow(group, entry), entry, node, owned);
  }

  /** Takes in one entry, a key or a group. */
  readEntry(path: string, entry: Entry, parent: MapNode, owned: boolean): void {
    const definition = this.#byPath.get(path);
    // `connection` may be an address, or a map of its parts.
    const isGroup = this.#groups.has(path) && entry.value.kind === "map";
    if (definition !== undefined && !isGroup) this.#readKey(definition, entry);
    // Within a group such as state.storage there is nothing but configuration.
    else if (this.#groups.has(path)) this.readGroup(path, entry.value, owned || path.includes("."));
    else if (owned) this.#reportUnknown(path, entry, parent);
  }

  /** Settles what other keys imply. To be called when all is read. */
  imply(): void {
    const { definitions, environment } = this.#options;
    for (const { path, impliedBy } of definitions) {
      if (impliedBy === undefined || this.settings.has(path)) continue;
      const { group, variable, value } = impliedBy;
      const isWritten = [...this.settings.keys()].some((each) => each.startsWith(`${group}.`));
      if (isWritten || (variable !== undefined && environment[variable]))
        this.settings.set(path, { value, node: undefined });
    }
  }

  /** Warns of keys that count only with other values of another key. To be called when all is read. */
  warnOfUnused(): void {
    for (const [path, { node }] of this.settings) {
      const lacking = node && this.#lacking(path);
      if (node === undefined || lacking === undefined) continue;
      const reason = `it counts only with \`${lacking.key}: ${lacking.values.join(" or ")}\``;
      const hint = `remove it, or set ${lacking.key}`;
      this.#options.diagnostics.report("no-effect", node.span, { key: path, reason, hint });
    }
  }

  /** What a key counts only with, and is otherwise: of another key, or of one that this counts only with. */
  #lacking(path: string): ConfigKeyDefinition["onlyWith"] {
    const { onlyWith } = this.#byPath.get(path)!;
    if (onlyWith === undefined) return undefined;
    const value = this.settings.get(onlyWith.key)?.value ?? this.#byPath.get(onlyWith.key)!.default;
    // What is only known at start may come to be any of them.
    const isOpen = typeof value !== "string" && typeof value !== "boolean";
    return isOpen || onlyWith.values.includes(value) ? this.#lacking(onlyWith.key) : onlyWith;
  }

  #readKey(definition: ConfigKeyDefinition, { key, value: node }: Entry): void {
    if (isNull(node)) return;
    for (const name of secretNames(definition, node)) this.secrets.add(name);
    if (definition.expressions !== true) checkSettingTexts(node, this.#options.diagnostics);
    const value = this.#read(definition, node);
    const { path, withoutEffect: reason } = definition;
    if (reason !== undefined) {
      this.#options.diagnostics.report("no-effect", key.span, { key: path, reason, hint: "remove it" });
    }
    if (value !== undefined) this.settings.set(path, { value, node });
  }

  /** The value, or the reference to the environment that gives it at start; undefined after a report. */
  #read(definition: ConfigKeyDefinition, node: Node): unknown {
    const { diagnostics, environment } = this.#options;
    const reference = environmentIn(node);
    if (reference !== undefined && definition.when === "start") return reference;
    let value: unknown;
    if (reference === undefined) value = readConfigValue(node, definition.type);
    else {
      const resolved = resolveEnvironment(reference, environment);
      if ("missing" in resolved) {
        const parameters = { key: definition.path, name: resolved.missing };
        diagnostics.report("config-env-missing", node.span, parameters);
        return undefined;
      }
      value = readEnvironmentValue(resolved.text, definition.type);
    }
    if (value === undefined) this.#reportValue(definition, node);
    return value;
  }

  #reportValue({ path, type }: ConfigKeyDefinition, node: Node): void {
    const parameters = { key: path, expected: describeConfigType(type), found: describeFound(node) };
    this.#options.diagnostics.report("config-value", node.span, parameters);
  }

  #reportKind(group: string, node: Node): void {
    const parameters = { key: group, expected: "a map", found: describeKind(node) };
    this.#options.diagnostics.report("config-value", node.span, parameters);
  }

  #reportUnknown(path: string, entry: Entry, parent: MapNode): void {
    const prefix = path.slice(0, path.length - keyText(entry).length);
    const siblings = [...this.#byPath.keys(), ...this.#groups]
      .filter((candidate) => candidate.startsWith(prefix))
      .map((candidate) => candidate.slice(prefix.length).split(".")[0]!);
    const names = path.split(".");
    const written = new Set(parent.entries.map(keyText));
    this.#options.diagnostics.report("config-unknown-key", entry.key.span, {
      key: path,
      candidates: [...new Set(siblings)].filter((candidate) => !written.has(candidate)),
      belongs: names.length <= 2 && sectionsDefinitions.some(({ name }) => name === names[0]),
    });
  }
}

/** The environment variables that give a key its credentials. */
function secretNames({ secret }: ConfigKeyDefinition, node: Node): string[] {
  if (secret === undefined) return [];
  if (secret === true) return environmentNames(node);
  const items = node.kind === "list" ? node.items.filter((item) => item.kind === "map") : [];
  const values = items.flatMap((item) => secret.map((field) => valueAt(item, field)));
  return values.flatMap((value) => (value === undefined ? [] : environmentNames(value)));
}

function pathBelow(group: string, entry: Entry): string {
  return group === "" ? keyText(entry) : `${group}.${keyText(entry)}`;
}

/** `a.b.c` → `a`, `a.b`. */
function groupsAbove(path: string): string[] {
  const names = path.split(".");
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join("."));
}
