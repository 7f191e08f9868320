import { SimulatorError, type SimulatorErrorCode } from "../errors.ts";
import type { SimulatorControl } from "./control.ts";

interface Reply {
  result?: unknown;
  error?: { code: SimulatorErrorCode; message: string };
}

/** Drives a simulator in another process: the methods of SimulatorControl over HTTP. */
export type SimulatorClient = SimulatorControl;

/**
 * `new SimulatorClient(sim.url)`. Every method is one request, so there is no list of them here:
 * a property is the method of that name, and the simulator knows which exist.
 */
export const SimulatorClient: new (url: string) => SimulatorControl = class {
  constructor(url: string) {
    // biome-ignore lint/correctness/noConstructorReturn: the instance is its proxy, which is what makes the methods.
    return new Proxy(this, {
      get: (_target, name) => {
        // Promises look for `then` on what they resolve with, JSON.stringify for `toJSON`.
        if (typeof name !== "string" || name === "then" || name === "toJSON") return undefined;
        return (...args: unknown[]) => call(url, name, args);
      },
    });
  }
} as new (
  url: string,
) => SimulatorControl;

async function call(url: string, method: string, args: unknown[]): Promise<unknown> {
  const response = await fetch(`${url}/control/${method}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(args),
  });
  const reply = (await response.json()) as Reply;
  if (reply.error) throw new SimulatorError(reply.error.code, reply.error.message);
  return reply.result;
}
