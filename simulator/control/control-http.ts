import type { IncomingMessage, ServerResponse } from "node:http";
import { SimulatorError } from "../errors.ts";
import type { SimulatorControl } from "./control.ts";

type Handler = (...args: unknown[]) => Promise<unknown>;

/**
 * Serves a control interface over HTTP: `POST /control/<method>` with the arguments as a JSON array answers
 * `{result}`, or 400 with `{error: {code, message}}`.
 */
export class ControlHttp {
  readonly #control: ReadonlyMap<string, Handler>;

  constructor(control: SimulatorControl) {
    this.#control = new Map(Object.entries(control) as [string, Handler][]);
  }

  /** Answers a request below `/control`. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const result = await this.#call(request);
      send(response, 200, { result: result ?? null });
    } catch (error) {
      const code = error instanceof SimulatorError ? error.code : "bad_request";
      send(response, 400, {
        error: { code, message: error instanceof Error ? error.message : String(error) },
      });
    }
  }

  async #call(request: IncomingMessage): Promise<unknown> {
    const name = (request.url ?? "").split("?")[0]?.split("/")[2] ?? "";
    const handler = this.#control.get(name);
    if (!handler || request.method !== "POST")
      throw new SimulatorError("unknown_method", `no control method ${name}`);
    // A web page cannot send this content type without asking first, so it cannot drive the simulator.
    if (!request.headers["content-type"]?.startsWith("application/json")) {
      throw new SimulatorError("bad_request", "the control interface takes application/json");
    }
    return handler(...(await readArguments(request)));
  }
}

async function readArguments(request: IncomingMessage): Promise<unknown[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const parsed: unknown = JSON.parse(Buffer.concat(chunks).toString() || "[]");
  if (!Array.isArray(parsed)) throw new SimulatorError("bad_request", "arguments come as a JSON array");
  // JSON has no undefined: an argument left out in the middle arrives as null.
  return parsed.map((argument: unknown) => argument ?? undefined);
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
