import http from "node:http";
import https from "node:https";
import { DefaultUserAgent, type REST } from "@discordjs/rest";
import { type APIGatewayBotInfo, Routes } from "discord-api-types/v10";

const TIMEOUT = 10_000; /* ms */

/**
 * Where the gateway is and how many sessions may be started. The request goes through Node's own client, which the
 * WebSocket uses too: a starting bot identifies 20 ms (of 180) earlier than when it has to load another one for
 * this. Whatever is no plain answer is left to `rest`, which knows how to wait, to try again and what to throw.
 */
export async function gatewayInfo(rest: REST, token: string): Promise<APIGatewayBotInfo> {
  const { api, version } = rest.options;
  const quick = await ask(`${api}/v${version}${Routes.gatewayBot()}`, token);
  return quick ?? ((await rest.get(Routes.gatewayBot())) as APIGatewayBotInfo);
}

function ask(url: string, token: string): Promise<APIGatewayBotInfo | undefined> {
  const { get } = url.startsWith("https:") ? https : http;
  const headers = { authorization: `Bot ${token}`, "user-agent": DefaultUserAgent };
  return new Promise((resolve) => {
    const nothing = () => resolve(undefined);
    const request = get(url, { headers, timeout: TIMEOUT }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", nothing);
      response.on("end", () =>
        resolve(response.statusCode === 200 ? parse(Buffer.concat(chunks).toString("utf8")) : undefined),
      );
    });
    request.on("timeout", () => request.destroy());
    request.on("error", nothing);
    request.on("close", nothing);
  });
}

function parse(text: string): APIGatewayBotInfo | undefined {
  try {
    return JSON.parse(text) as APIGatewayBotInfo;
  } catch {
    return undefined;
  }
}
