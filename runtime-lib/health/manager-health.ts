import { messageOf } from "../errors/errors.ts";
import type { AskProcess } from "../manager/question.ts";
import type { SupervisedState, Supervision } from "../manager/supervision.ts";
import type { HealthStatus, ProcessHealth } from "./health.ts";
import { type HealthQuestion, healthOfProcess } from "./process-health.ts";

/** What a manager tells of one of its processes. */
export interface SupervisedHealth extends SupervisedState, Partial<Pick<ProcessHealth, "checks">> {
  readonly status: HealthStatus;
  readonly reason?: string | undefined;
}

/** What a manager tells of all of them. */
export interface ManagerHealth {
  readonly status: HealthStatus;
  readonly started: boolean;
  readonly ready: boolean;
  readonly reason?: string | undefined;
  readonly processes: readonly SupervisedHealth[];
}

/** Asks the processes of a manager how they are doing: one that hangs does not answer. */
export class ProcessHealths {
  readonly #ask: AskProcess<HealthQuestion, ProcessHealth>;
  /** Processes that have begun their work at some time. */
  readonly #started = new Set<number>();

  constructor(private readonly manager: Supervision) {
    this.#ask = healthOfProcess.to(manager);
  }

  async health(full: boolean): Promise<ManagerHealth> {
    const states = this.manager.states;
    const all = await Promise.all(states.map((state) => this.#healthOf(state, full)));
    const wrong = all.filter(({ ready }) => !ready);
    return {
      status: all.every(({ told }) => told.status === "ok") ? "ok" : "failing",
      started: this.#started.size === states.length,
      ready: wrong.length === 0,
      ...(wrong.length > 0 && {
        reason: wrong.map(({ told }) => `process ${told.process}: ${told.reason}`).join("; "),
      }),
      processes: all.map(({ told }) => told),
    };
  }

  async #healthOf(
    state: SupervisedState,
    full: boolean,
  ): Promise<{ told: SupervisedHealth; ready: boolean }> {
    const failing = (reason: string) => ({
      told: { ...state, status: "failing", reason } as const,
      ready: false,
    });
    if (state.pid === undefined) return failing(whyEnded(state));
    try {
      const { status, started, ready, reason, checks } = await this.#ask(state.process, { full });
      if (started) this.#started.add(state.process);
      return { told: { ...state, status, ...(reason !== undefined && { reason }), checks }, ready };
    } catch (error) {
      return failing(messageOf(error));
    }
  }
}

function whyEnded({ ended, failures }: SupervisedState): string {
  if (ended === undefined) return "it does not run";
  const how = typeof ended === "number" ? `code ${ended}` : ended;
  const times = failures > 1 ? `, for the ${failures}. time in a row` : "";
  return `it ended with ${how}${times}`;
}
