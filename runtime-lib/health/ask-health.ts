import { get } from "node:http";
import { messageOf } from "../errors/errors.ts";

/** How long the answer may take: a check of the database alone has 3 s. */
const TIMEOUT = 8_000; /* ms */

/** Addresses that stand for all of a host, of which none is asked. */
const ANY_ADDRESS = ["0.0.0.0", "::", ""];

/** Asks the process that answers health checks here, and gives the exit code: 0 when it works, else 1 with the reason. */
export async function askHealth(port: number, host: string | undefined, path: string): Promise<number> {
  const hostname = host === undefined || ANY_ADDRESS.includes(host) ? "127.0.0.1" : host;
  try {
    const { status, body } = await request(hostname, port, path);
    if (status === 200) return 0;
    process.stderr.write(body);
  } catch (error) {
    process.stderr.write(`error: nothing answers on ${hostname}:${port}: ${messageOf(error)}\n`);
  }
  return 1;
}

function request(hostname: string, port: number, path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const options = { hostname, port, path, timeout: TIMEOUT, agent: false };
    const asked = get(options, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (part: string) => {
        body += part;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
      response.on("error", reject);
    });
    asked.on("timeout", () => asked.destroy(new Error(`no answer within ${TIMEOUT} ms`)));
    asked.on("error", reject);
  });
}
