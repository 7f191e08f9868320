import { basename, relative } from "node:path";
import type { DiscordJs, PluginFile } from "../1-load/index.ts";
import { identifierFor } from "../2-check/identifiers.ts";
import type { BotPart } from "../language/handler-kind.ts";
import type { Language } from "../language/language.ts";
import { pluginReads } from "../language/plugin-api.ts";
import { type Expression, ir } from "./ir.ts";
import type { Needs } from "./needs.ts";

/** The TypeScript of a bot, as its generated code finds it. */
export interface PluginSettings {
  readonly files: readonly PluginFile[];
  /** Folder of the generated code, absolute. */
  readonly from: string;
  /** What they get a Client of. */
  readonly discordJs?: DiscordJs | undefined;
}

/**
 * What `startBot` is told of plugins: `plugins([announce])`, and the modules they import that have functions for every
 * shard. With a discord.js Client: `discordPlugins([announce], () => import("discord.js"))`.
 */
export function pluginsPart(
  { files, from, discordJs }: PluginSettings,
  language: Language,
  needs: Needs,
): BotPart[] {
  const named = files.filter(({ span }) => span !== undefined);
  if (named.length === 0) return [];
  noteReads(files, language, needs);
  const taken = new Set(["plugins"]);
  const moduleOf = ({ file, span }: PluginFile): Expression => {
    const as = identifierFor(basename(file.path).replace(/\.\w+$/, ""), taken);
    taken.add(as);
    const module = relative(from, file.absolutePath).replaceAll("\\", "/");
    return { ...ir.ref({ module, name: "*", as }), span };
  };
  const helpers = files.filter(({ span, broadcasts }) => span === undefined && broadcasts.length > 0);
  const [modules, ...imported] = [named, ...(helpers.length === 0 ? [] : [helpers])].map((each) =>
    ir.array(each.map(moduleOf)),
  );
  const loads = discordJs === undefined ? [] : [discordLoader(discordJs, needs)];
  const open = ir.runtime(discordJs === undefined ? "plugins" : "discordPlugins");
  return [{ key: "plugins", value: ir.call(open, [modules!, ...loads, ...imported]) }];
}

/** `() => import("discord.js")`: commands that need no plugin do not load it. */
function discordLoader({ what, span, manifest }: DiscordJs, needs: Needs): Expression {
  needs.intent("guilds", `the discord.js Client: ${what}`, span);
  needs.note(
    "plugins have a discord.js Client: where a process takes a shard over, it begins a new session (IDENTIFY)",
    { what, span },
  );
  needs.readFiles.add(manifest);
  const dynamicImport = ir.ref({ module: "", name: "import" });
  return ir.arrow([], ir.call(dynamicImport, [ir.literal("discord.js")]));
}

/** Has the caches keep what plugins may read. */
function noteReads(files: readonly PluginFile[], language: Language, needs: Needs): void {
  for (const { names, caches } of pluginReads) {
    const places = names.map((name) => placeOf(name, files));
    const span = places.at(-1);
    if (places.includes(undefined) || span === undefined) continue;
    needs.caches(caches, language, { what: `\`${names.at(-1)}\` in ${span.file.path}`, span });
  }
}

function placeOf(name: string, files: readonly PluginFile[]) {
  for (const { file } of files) {
    const at = new RegExp(`\\b${name}\\b`).exec(file.text)?.index;
    if (at !== undefined) return file.span(at, at + name.length);
  }
  return undefined;
}
