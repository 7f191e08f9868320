import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Simulator } from "../../simulator/index.ts";
import { type Built, run } from "../build/project.ts";
import { atEndOfTest } from "../support/at-end-of-test.ts";
import { PATIENCE } from "../support/eventually.ts";
import type { RunningBot } from "../support/running-bot.ts";
import { temporaryFolder } from "../support/temporary.ts";

/** Processes of one bot of two shards, one after another, with one folder for their sessions. */
export class Successors {
  readonly #folder = temporaryFolder();

  /** @param built the version that runs where none is named */
  constructor(
    readonly sim: Simulator,
    private readonly built: Built,
  ) {
    atEndOfTest(() => this.#folder.remove());
  }

  async start(
    { folder, report }: Built = this.built,
    environment: Readonly<Record<string, string>> = {},
  ): Promise<RunningBot> {
    cpSync(join(folder, "dist"), join(this.#folder.path, "dist"), { recursive: true });
    const bot = await run({ report, folder: this.#folder.path }, this.sim, undefined, environment);
    await this.sim.control.waitForSessions(2, PATIENCE);
    return bot;
  }
}

/** How the connected sessions came about. */
export async function sessions(sim: Simulator) {
  const all = await sim.control.sessions();
  return all.filter(({ connected }) => connected).map(({ identifies, resumes }) => ({ identifies, resumes }));
}
