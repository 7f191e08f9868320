import { setTimeout as sleep } from "node:timers/promises";
import { atEndOfTest } from "../at-end-of-test.ts";
import { StubServer } from "./stub.ts";

/** What a Loki gets in one request. */
interface Push {
  readonly streams: readonly {
    readonly stream: Readonly<Record<string, string>>;
    readonly values: readonly (readonly [time: string, line: string])[];
  }[];
}

/** A server that takes what is pushed to a Loki. It can be slow, refuse, and be away. */
export class LokiStub extends StubServer {
  /** Lines in the order of their arrival. */
  readonly lines: Record<string, unknown>[] = [];
  readonly labels: Readonly<Record<string, string>>[] = [];
  readonly times: string[] = [];
  pushes = 0;
  /** With which it answers. */
  status = 204;
  /** Milliseconds until it does. */
  delay = 0;

  constructor() {
    super("/loki/api/v1/push", async (body) => {
      this.pushes++;
      const { status } = this;
      if (status < 300) this.#take(JSON.parse(body.toString()) as Push);
      await sleep(this.delay);
      return { status, body: status < 300 ? "" : "no" };
    });
  }

  static async start(): Promise<LokiStub> {
    const loki = new LokiStub();
    await loki.up();
    atEndOfTest(() => loki.down());
    return loki;
  }

  #take({ streams }: Push): void {
    for (const { stream, values } of streams) {
      this.labels.push(stream);
      for (const [time, line] of values) {
        this.times.push(time);
        this.lines.push(JSON.parse(line) as Record<string, unknown>);
      }
    }
  }
}
