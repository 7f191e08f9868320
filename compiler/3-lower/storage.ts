import { environmentNames } from "../1-load/config/setting-texts.ts";
import type { ResolvedConfig } from "../1-load/index.ts";
import { configDefinitions } from "../language/config/registry.generated.ts";
import type { ConfigKeyDefinition } from "../language/config-key.ts";
import type { BotPart } from "../language/handler-kind.ts";
import { lowerStartValue, type StartValue } from "./bot.ts";
import { type Expression, ir } from "./ir.ts";
import type { Needs } from "./needs.ts";
import { nest, type Setting, settingName, settingValue } from "./setting-tree.ts";
import { startValue } from "./settings.ts";

const TYPE = "state.storage.type";
const GROUP = "state.storage.";

/** Where state is kept, as the configuration says. */
export interface StorageSettings {
  /** A kind of storage, or what names it when the bot starts. */
  readonly type: string | StartValue;
  readonly given: readonly Setting[];
}

/** The kinds of storage that there are. */
function storageTypes(): readonly string[] {
  const { type } = storageKeys().find(({ path }) => path === TYPE)!;
  return type.kind === "choice" ? type.values : [];
}

function storageKeys(): readonly ConfigKeyDefinition[] {
  return configDefinitions.flat().filter(({ path }) => path.startsWith(GROUP));
}

/** Reads what is written of `state.storage`. */
export function storageSettings(config: ResolvedConfig): StorageSettings {
  const { value } = config.get(TYPE);
  const given = storageKeys().flatMap((definition): Setting[] => {
    if (definition.onlyWith === undefined || !config.written.some((path) => path === definition.path))
      return [];
    return [{ definition, ...config.get(definition.path as "state.storage.url") }];
  });
  return { type: typeof value === "string" ? value : startValue(value), given };
}

/** What `startBot` opens: `redisStorage({ url: … })`. A bundle carries the drivers that are named there. */
export function storagePart({ type, given }: StorageSettings, needs: Needs): readonly BotPart[] {
  const open = (name: string) => opener(name, given);
  for (const { definition, node } of given) {
    // The driver says what is missing: a variable of its own may give the address instead.
    for (const name of node === undefined ? [] : environmentNames(node))
      needs.variable(name, false, `\`${definition.path}\``, node!.span);
  }
  // In memory is where state is when nothing is said.
  if (type === "memory") return [];
  if (typeof type === "string") return [{ key: "storage", value: open(type) }];
  const choices = storageTypes().map((name) => ({ key: name, value: open(name) }));
  const value = ir.call(ir.runtime("storageNamed"), [lowerStartValue(type), ir.object(choices)]);
  return [{ key: "storage", value }];
}

function opener(name: string, given: readonly Setting[]): Expression {
  const own = given.filter(({ definition }) => definition.onlyWith!.values.includes(name));
  const properties = nest(own.map((each) => [settingName(each.definition.path, GROUP), settingValue(each)]));
  return ir.call(ir.runtime(`${name}Storage`), properties.length === 0 ? [] : [ir.object(properties)]);
}
