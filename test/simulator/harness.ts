import { once } from "node:events";
import { Client, type ClientEvents, type ClientOptions, GatewayIntentBits } from "discord.js";
import { expect } from "vitest";
import { WebSocket } from "ws";
import { type Simulator, type SimulatorOptions, startSimulator } from "../../simulator/index.ts";
import { eventually } from "../support/eventually.ts";
import { openapiPath } from "./openapi-path.ts";

/** What a scenario works with: a simulator and a discord.js client that is logged in to it. */
export interface Scenario {
  sim: Simulator;
  client: Client<true>;
}

interface ScenarioOptions {
  sim?: SimulatorOptions;
  client?: Partial<ClientOptions>;
  /** Problems that the scenario provokes, as patterns; left out: there must be none. */
  problems?: RegExp[];
}

export const ALL_INTENTS = [
  GatewayIntentBits.Guilds,
  GatewayIntentBits.GuildMembers,
  GatewayIntentBits.GuildMessages,
  GatewayIntentBits.GuildMessageReactions,
  GatewayIntentBits.MessageContent,
  GatewayIntentBits.DirectMessages,
];

/** Starts a simulator with Discord's document, where there is one. */
export function startTestSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const openapi = openapiPath();
  return startSimulator({ ...(openapi ? { openapi } : {}), ...options });
}

/** An unmodified discord.js client that talks to a simulator. */
export function createClient(sim: Simulator, options: Partial<ClientOptions> = {}): Client {
  const client = new Client({ intents: ALL_INTENTS, rest: { api: sim.apiUrl }, ...options });
  client.on("error", () => {});
  return client;
}

/** Runs a scenario and holds the simulator to having seen no faulty request. */
export async function scenario(
  options: ScenarioOptions,
  run: (scenario: Scenario) => Promise<void>,
): Promise<void> {
  const sim = await startTestSimulator(options.sim);
  const client = createClient(sim, options.client);
  try {
    const ready = nextEvent(client, "clientReady");
    await client.login(sim.token);
    await ready;
    await run({ sim, client: client as Client<true> });
    const problems = (await sim.control.problems()).map(({ problem }) => problem);
    expect(problems).toHaveLength(options.problems?.length ?? 0);
    for (const [index, pattern] of (options.problems ?? []).entries())
      expect(problems[index]).toMatch(pattern);
  } finally {
    await client.destroy();
    await sim.close();
  }
}

/** The arguments of a client's next event. */
export async function nextEvent<Name extends keyof ClientEvents>(
  client: Client,
  name: Name,
  timeout = 8_000 /* ms */,
): Promise<ClientEvents[Name]> {
  return (await once(client, name, { signal: AbortSignal.timeout(timeout) })) as ClientEvents[Name];
}

/** Parsed JSON whose shape the test asserts rather than the compiler. */
type Parsed = ReturnType<typeof JSON.parse>;

/** A frame of the gateway. */
export interface Frame {
  op: number;
  t: string | null;
  s: number | null;
  d: Parsed;
}

/** A gateway client without manners: it sends what the test says and keeps what it gets. */
export class RawGateway {
  readonly frames: Frame[] = [];
  closeCode: number | undefined;
  readonly #socket: WebSocket;

  constructor(sim: Simulator, query = "v=10&encoding=json") {
    this.#socket = new WebSocket(`${sim.gatewayUrl}?${query}`);
    this.#socket.on("message", (data) => this.frames.push(JSON.parse(data.toString()) as Frame));
    this.#socket.on("close", (code) => {
      this.closeCode = code;
    });
  }

  /** The first frame that matches, past or to come. */
  async frame(matches: (frame: Frame) => boolean): Promise<Frame> {
    await eventually(() => this.frames.some(matches));
    return this.frames.find(matches) as Frame;
  }

  /** The first event of a name. */
  event(name: string): Promise<Frame> {
    return this.frame((frame) => frame.t === name);
  }

  async send(op: number, d: unknown): Promise<void> {
    await this.frame((frame) => frame.op === 10);
    this.#socket.send(JSON.stringify({ op, d }));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  async identify(sim: Simulator, fields: object = {}): Promise<void> {
    const properties = { os: "linux", browser: "test", device: "test" };
    await this.send(2, { token: sim.token, intents: 513, properties, ...fields });
  }

  async resume(sim: Simulator, sessionId: string, seq: number): Promise<void> {
    await this.send(6, { token: sim.token, session_id: sessionId, seq });
  }

  /** Waits for the close code. */
  async closed(): Promise<number> {
    await eventually(() => this.closeCode !== undefined);
    return this.closeCode as number;
  }

  async close(code: number): Promise<void> {
    this.#socket.close(code);
    await this.closed();
  }
}

/** A REST request as a bot without a library would make it. */
export async function rest(
  sim: Simulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${sim.apiUrl}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${sim.token}`,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: (text ? JSON.parse(text) : undefined) as Parsed,
  };
}
