import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { SimulatorControl } from "./control/control.ts";
import { ControlHttp } from "./control/control-http.ts";
import { createControl } from "./control/create-control.ts";
import { Gateway } from "./gateway/gateway.ts";
import { resolveOptions, type SimulatorOptions } from "./options.ts";
import { RestApi } from "./rest/rest-api.ts";
import { createValidator } from "./rest/validation/create-validator.ts";
import type { ValidationKind } from "./rest/validation/description.ts";
import { World } from "./world/world.ts";

/** A running simulator. */
export interface Simulator {
  /** `http://127.0.0.1:PORT`, also the address for SimulatorClient. */
  readonly url: string;
  /** The value of discord.js's option `rest.api`, and of DISCORD_API_URL. */
  readonly apiUrl: string;
  readonly gatewayUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** What request bodies are held against. */
  readonly validation: ValidationKind;
  readonly control: SimulatorControl;
  /** Cuts all connections and frees the port. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/**
 * Starts a Discord on loopback: REST below `/api`, the gateway at `/gateway`, the control interface below
 * `/control`. Throws a SimulatorError with code `openapi_unreadable` when the document cannot be read, and
 * the system's error when the port is taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const resolved = resolveOptions(options);
  const validator = createValidator({ validate: resolved.validate, openapi: options.openapi });
  const world = new World(resolved, options.guilds);
  const gateway = new Gateway(world);
  world.dispatch = (event, data, target) => gateway.dispatch(event, data, target);
  const server = createServer();
  await listen(server, resolved.port);
  const url = `http://${HOST}:${(server.address() as AddressInfo).port}`;
  gateway.url = `${url.replace("http", "ws")}/gateway`;
  const rest = new RestApi(world, {
    validator,
    origin: () => url,
    gateway: () => ({ url: gateway.url, remaining: gateway.limiter.remaining, total: gateway.limiter.total }),
  });
  const control = createControl(world, gateway, rest);
  serve(server, { world, rest, gateway, controlHttp: new ControlHttp(control) });
  return {
    url,
    apiUrl: `${url}/api`,
    gatewayUrl: gateway.url,
    token: resolved.token,
    applicationId: resolved.applicationId,
    validation: validator.kind,
    control,
    close: () => close(server, gateway),
  };
}

interface Parts {
  world: World;
  rest: RestApi;
  gateway: Gateway;
  controlHttp: ControlHttp;
}

function serve(server: Server, { world, rest, gateway, controlHttp }: Parts): void {
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith("/control")) void controlHttp.handle(request, response);
    else if (request.url?.startsWith("/attachments/")) sendUpload(world, request.url, response);
    else void rest.handle(request, response);
  });
  server.on("upgrade", (request, socket, head) => gateway.upgrade(request, socket, head));
}

/** A file that a message brought, as Discord's store serves it. */
function sendUpload(world: World, url: string, response: ServerResponse): void {
  const upload = world.uploads.get(url);
  if (upload === undefined) response.writeHead(404).end();
  else response.writeHead(200, { "content-type": upload.contentType }).end(upload.data);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function close(server: Server, gateway: Gateway): Promise<void> {
  gateway.close();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
