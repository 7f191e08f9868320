import type { Supervision } from "../manager/supervision.ts";
import { botHealth } from "./bot-health.ts";
import type { CheckName } from "./checks.ts";
import type { BotParts, ProcessHealth } from "./health.ts";
import { type ManagerHealth, ProcessHealths } from "./manager-health.ts";

/** The state of a process, or of a manager and its processes. */
export type HealthReport = ProcessHealth | ManagerHealth;

/** What is told before there is anything to ask. */
const STARTING: ProcessHealth = {
  status: "failing",
  started: false,
  ready: false,
  reason: "it is starting",
  checks: {},
};

/** Reports the state of what runs here. Who asks while another one waits for the same gets the same. */
export class HealthReports {
  #bot: BotParts | undefined;
  #processes: ProcessHealths | undefined;
  #started = false;
  readonly #underWay = new Map<boolean, Promise<HealthReport>>();

  /** @param checks what a bot is checked for; undefined for all that it has */
  constructor(private readonly checks: readonly CheckName[] | undefined) {}

  watchBot(parts: BotParts): void {
    this.#bot = parts;
  }

  watchManager(manager: Supervision): void {
    this.#processes = new ProcessHealths(manager);
  }

  started(): void {
    this.#started = true;
  }

  /** @param full whether everything is checked, or only what is known of the shards */
  report(full: boolean): Promise<HealthReport> {
    const same = this.#underWay.get(full);
    if (same !== undefined) return same;
    const report: Promise<HealthReport> = (this.#processes?.health(full) ?? this.ofProcess(full)).finally(
      () => this.#underWay.delete(full),
    );
    this.#underWay.set(full, report);
    return report;
  }

  /** Of this process as one that runs shards. */
  async ofProcess(full: boolean): Promise<ProcessHealth> {
    const parts = this.#bot;
    return parts === undefined ? STARTING : await botHealth(parts, this.checks, this.#started, full);
  }
}
