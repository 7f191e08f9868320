import { inTime } from "./in-time.ts";
import { hearManager } from "./managed.ts";
import type { Supervision } from "./supervision.ts";

type Asked<Ask> = { readonly kind: string; readonly ask: number; readonly question: Ask };
type Answered<Answer> = { readonly kind: string; readonly ask: number; readonly answer: Answer };

/** Asks a process of a manager. Throws when it does not answer in time. */
export type AskProcess<Ask, Answer> = (process: number, question: Ask, patience?: number) => Promise<Answer>;

/** Something that a manager asks its processes. What goes both ways is JSON. */
export class Question<Ask, Answer> {
  readonly #asked: string;
  readonly #answered: string;

  /** @param name that no other question has */
  constructor(name: string) {
    this.#asked = `ask ${name}`;
    this.#answered = `tell ${name}`;
  }

  /** Has this process answer its manager, until what this gives is called. */
  answerBy(answer: (question: Ask) => Promise<Answer>): () => Promise<void> {
    return hearManager((message) => {
      const { kind, ask, question } = (message ?? {}) as Asked<Ask>;
      if (kind !== this.#asked) return;
      void answer(question).then((given) => {
        const told = { kind: this.#answered, ask, answer: given } satisfies Answered<Answer>;
        if (process.connected) process.send?.(told, () => {});
      });
    });
  }

  /** What a manager asks its processes with. */
  to(manager: Supervision): AskProcess<Ask, Answer> {
    const waiting = new Map<number, (answer: Answer) => void>();
    let asked = 0;
    manager.hear((_process, message) => {
      const { kind, ask, answer } = (message ?? {}) as Answered<Answer>;
      if (kind === this.#answered) waiting.get(ask)?.(answer);
    });
    return async (process, question, patience) => {
      const ask = ++asked;
      const answered = new Promise<Answer>((resolve) => waiting.set(ask, resolve));
      manager.send(process, { kind: this.#asked, ask, question });
      try {
        return await inTime(answered, patience);
      } finally {
        waiting.delete(ask);
      }
    };
  }
}
