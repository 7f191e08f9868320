import { dirname, join, resolve } from "node:path";
import { build } from "../compiler/index.ts";
import { BuildError } from "./build-error.ts";
import { findBuilt } from "./find-built.ts";
import { projectEnvironment } from "./project-environment.ts";

/** A bot that can be run. */
export interface BuiltBundle {
  /** The bundle, absolute. */
  readonly path: string;
  /** Folder that the bot's own paths are relative to. */
  readonly cwd: string;
  /** The process's environment over `.env`, with the token. */
  readonly env: NodeJS.ProcessEnv;
  readonly token: string;
}

export interface BundleRequest {
  /** Path of the YAML file. */
  readonly entry: string;
  readonly token: string | undefined;
  /** Whether the bot is to have several shards, whatever its configuration says. */
  readonly sharded?: boolean;
}

/**
 * Builds a bot unless it is built already. Throws a BuildError that holds the diagnostics, and an Error when nothing
 * says the token.
 */
export async function builtBundle({ entry, token, sharded = false }: BundleRequest): Promise<BuiltBundle> {
  const file = resolve(entry);
  const environment = projectEnvironment(file);
  const known = token || environment["DISCORD_TOKEN"];
  if (!known) throw new Error("the token is not known: give `token`, or set DISCORD_TOKEN");
  const out = (await findBuilt(file, undefined, sharded))?.out ?? (await outOf(file, entry, sharded));
  return {
    path: join(out, "bot.mjs"),
    cwd: dirname(file),
    env: { ...environment, DISCORD_TOKEN: known },
    token: known,
  };
}

async function outOf(file: string, entry: string, sharded: boolean): Promise<string> {
  const { diagnostics, report, out } = await build({ entry: file, sharded });
  if (report === undefined || out === undefined) throw new BuildError(entry, diagnostics);
  return out;
}
