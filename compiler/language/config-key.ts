/** The environment variable with the bot's token. */
export const TOKEN_VARIABLE = "DISCORD_TOKEN";

/** What a configuration key may hold. Lists and maps are checked by the phase that implements the key. */
export type ConfigType =
  | { readonly kind: "text" | "path" | "url" | "boolean" | "list" | "map" }
  /** A name of a host, or an address as IPv4 or IPv6. */
  | { readonly kind: "host" }
  /** Written as in limits.md §3, known as milliseconds. */
  | { readonly kind: "duration" }
  | {
      readonly kind: "number";
      readonly minimum?: number;
      readonly maximum?: number;
      readonly whole?: boolean;
    }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  | { readonly kind: "either"; readonly types: readonly ConfigType[] };

/** The type of a key's values once read. */
export type ConfigValueOf<T extends ConfigType> = T extends { kind: "text" | "path" | "url" | "host" }
  ? string
  : T extends { kind: "boolean" }
    ? boolean
    : T extends { kind: "number" | "duration" }
      ? number
      : T extends { kind: "choice"; values: readonly (infer V)[] }
        ? V
        : T extends { kind: "either"; types: readonly (infer E extends ConfigType)[] }
          ? ConfigValueOf<E>
          : unknown;

/** A key of `furlow.config.yaml` (config.md). One file a section in `config/`. */
export interface ConfigKeyDefinition {
  /** From the top, such as `build.out`. */
  readonly path: string;
  readonly type: ConfigType;
  /** What holds when nothing is written; undefined when that depends on other things. */
  readonly default: string | number | boolean | undefined;
  /** Whether the value is read when the bot is built or when it starts. */
  readonly when: "build" | "start";
  /** Environment variables that override the key at start, the first that is set winning. */
  readonly environment?: readonly string[];
  /**
   * True where the value may hold credentials: no expression can read the variables that it comes from. Of a list of maps
   * the fields that may.
   */
  readonly secret?: true | readonly string[];
  /** True where texts are templates of the language, and not only references to the environment. */
  readonly expressions?: true;
  /** Other paths at which the key may stand. */
  readonly aliases?: readonly string[];
  /** One sentence for docs and completion. */
  readonly summary: string;
  /** For a key that is accepted and changes nothing: why. Its use is then a warning. */
  readonly withoutEffect?: string;
  /**
   * What holds where nothing is written of the key, but something of a group of others, or where an environment
   * variable is set when the bot is built.
   */
  readonly impliedBy?: {
    readonly group: string;
    readonly variable?: string;
    readonly value: string | number | boolean;
  };
  /** The values of another key with which this one counts; with others it has no effect, and its use is a warning. */
  readonly onlyWith?: { readonly key: string; readonly values: readonly (string | boolean)[] };
}

export function defineConfigKey<const D extends ConfigKeyDefinition>(definition: D): D {
  return definition;
}

/** What is expected of a key's value, for messages. */
export function describeConfigType(type: ConfigType): string {
  switch (type.kind) {
    case "text":
      return "text";
    case "path":
      return "a path";
    case "url":
      return "an address such as https://example.org";
    case "host":
      return "a host such as 127.0.0.1 or example.org";
    case "boolean":
      return "true or false";
    case "list":
      return "a list";
    case "map":
      return "a map";
    case "duration":
      return "a duration such as 30s or 1h30m";
    case "number":
      return describeNumber(type.minimum, type.maximum, type.whole === true);
    case "choice":
      return type.values.join(" or ");
    case "either":
      return type.types.map(describeConfigType).join(" or ");
  }
}

function describeNumber(minimum: number | undefined, maximum: number | undefined, whole: boolean): string {
  const noun = whole ? "a whole number" : "a number";
  if (minimum !== undefined && maximum !== undefined) return `${noun} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${noun} of at least ${minimum}`;
  return maximum === undefined ? noun : `${noun} of at most ${maximum}`;
}
