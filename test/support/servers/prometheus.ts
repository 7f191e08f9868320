import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { eventually } from "../eventually.ts";
import { temporaryFolder, writeFiles } from "../temporary.ts";
import { freePort } from "./redis.ts";

/** A value of a series, as Prometheus tells it. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** A Prometheus of a test's own, on loopback. */
export class PrometheusServer {
  readonly #folder = temporaryFolder();
  #process: ReturnType<typeof spawn> | undefined;
  #output = "";

  private constructor(private readonly port: number) {}

  /** @param files its settings, of which `prometheus.yaml` is the first that it reads */
  static async start(files: Readonly<Record<string, string>>): Promise<PrometheusServer> {
    const server = new PrometheusServer(await freePort());
    await server.#up(files);
    return server;
  }

  async #up(files: Readonly<Record<string, string>>): Promise<void> {
    writeFiles(this.#folder.path, files);
    const child = spawn(
      "prometheus",
      [
        `--config.file=${join(this.#folder.path, "prometheus.yaml")}`,
        `--storage.tsdb.path=${join(this.#folder.path, "data")}`,
        `--web.listen-address=127.0.0.1:${this.port}`,
      ],
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    child.stderr.on("data", (chunk) => (this.#output += String(chunk)));
    this.#process = child;
    await eventually(async () => {
      if (child.exitCode !== null)
        throw new Error(`Prometheus ended with ${child.exitCode}\n${this.#output}`);
      return (await fetch(this.#url("/-/ready")).catch(() => undefined))?.status === 200;
    });
  }

  /** What a query gives now. Throws what Prometheus has against it. */
  async query(query: string): Promise<Sample[]> {
    const { result } = (await this.#get(`/api/v1/query?query=${encodeURIComponent(query)}`)) as {
      result: { metric: Record<string, string>; value: [number, string] }[];
    };
    return result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
  }

  /** Names of the alerts that fire now. */
  async firing(): Promise<string[]> {
    const { alerts } = (await this.#get("/api/v1/alerts")) as {
      alerts: { state: string; labels: { alertname: string } }[];
    };
    return [...new Set(alerts.flatMap(({ state, labels }) => (state === "firing" ? labels.alertname : [])))];
  }

  async remove(): Promise<void> {
    const child = this.#process;
    if (child?.exitCode === null) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    this.#folder.remove();
  }

  async #get(path: string): Promise<unknown> {
    const response = await fetch(this.#url(path));
    const body = (await response.json()) as { status: string; data: unknown; error?: string };
    if (body.status !== "success") throw new Error(`${path}: ${body.error}`);
    return body.data;
  }

  #url(path: string): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }
}
