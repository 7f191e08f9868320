import { numberSetting, type SettingValue } from "../../bot/settings.ts";
import { FurlowError } from "../../errors/errors.ts";
import { HttpPool } from "../../rest/http-pool.ts";
import { BufferedOutput, RefusedLines, type Sink } from "./buffered-output.ts";
import { type OutputPlan, processNumber } from "./output.ts";

/** A Loki that lines are sent to. */
export interface LokiOutputSettings {
  /** Such as `http://loki:3100`; LOKI_URL of the environment comes first. */
  readonly url?: string | undefined;
  /** What its stream of lines is told apart by, beside the bot's name as `service_name`. */
  readonly labels?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds in which lines are gathered. */
  readonly batch?: SettingValue;
  /** Lines that are kept while Loki does not answer. */
  readonly buffer?: SettingValue;
}

const DEFAULTS = { batch: 1_000 /* ms */, buffer: 50_000 /* lines */ } as const;

const PATH = "/loki/api/v1/push";
const TIMEOUT = 10_000; /* ms */
const LIMITS = {
  size: 16_000_000,
  /** Loki itself takes 4 MB at once. */
  batch: 1_000_000,
  pause: { first: 500 /* ms */, longest: 30_000 /* ms */ },
} as const;

/** Sends the log to Loki, and again what has not arrived. */
export function lokiOutput(settings: LokiOutputSettings = {}): OutputPlan {
  return {
    open({ name, listener }) {
      const address = process.env["LOKI_URL"] || settings.url;
      if (!address || !URL.canParse(address))
        throw new FurlowError("E4005", "the log is to go to Loki, whose address is missing: set LOKI_URL");
      const limits = {
        ...LIMITS,
        lines: Math.max(1, numberSetting(settings.buffer, DEFAULTS.buffer)),
        delay: numberSetting(settings.batch, DEFAULTS.batch),
      };
      const process_ = processNumber();
      const labels = {
        service_name: name,
        ...settings.labels,
        ...(process_ !== undefined && { process: process_ }),
      };
      const sink = new LokiSink(new URL(address), labels);
      return new BufferedOutput("loki", sink, limits, listener);
    },
  };
}

class LokiSink implements Sink {
  readonly #pool: HttpPool;
  readonly #path: string;
  readonly #head: string;
  readonly #headers: Record<string, string> = { "content-type": "application/json" };

  constructor(url: URL, labels: Readonly<Record<string, string | undefined>>) {
    const { origin, pathname, username, password } = url;
    this.#pool = new HttpPool(origin, TIMEOUT);
    const path = pathname.replace(/\/$/, "");
    this.#path = path.endsWith(PATH) ? path : path + PATH;
    this.#head = `{"streams":[{"stream":${JSON.stringify(labels)},"values":`;
    if (username === "" && password === "") return;
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    this.#headers["authorization"] = `Basic ${Buffer.from(credentials).toString("base64")}`;
  }

  async send(lines: readonly string[]): Promise<void> {
    const body = `${this.#head}${entriesOf(lines)}}]}`;
    const response = await this.#pool.send(
      { method: "POST", path: this.#path, headers: this.#headers, body },
      AbortSignal.timeout(TIMEOUT),
    );
    const { status } = response;
    const reason = `Loki answers ${status}: ${(await response.text()).trim().slice(0, 200)}`;
    if (status === 400) throw new RefusedLines(reason);
    if (!response.ok) throw new Error(reason);
  }
}

const TIME = '"time":"';
const TIME_LENGTH = "2026-11-26T10:22:05.123Z".length;

/** Lines with their times in nanoseconds, as Loki has it: JSON. */
function entriesOf(lines: readonly string[]): string {
  let time = "";
  let nanoseconds = "";
  const entries = lines.map((line) => {
    const start = line.indexOf(TIME) + TIME.length;
    const own = line.slice(start, start + TIME_LENGTH);
    // Where there are many lines, many have the same.
    if (own !== time) {
      time = own;
      nanoseconds = `${Date.parse(own)}000000`;
    }
    return [nanoseconds, line.slice(0, -1)];
  });
  return JSON.stringify(entries);
}
