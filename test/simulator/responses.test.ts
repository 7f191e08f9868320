import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_IDS, type Simulator } from "../../simulator/index.ts";
import { readOpenApi } from "../../simulator/rest/validation/openapi-document.ts";
import { readSpecPackage } from "../../simulator/rest/validation/spec-package.ts";
import { RawGateway, rest, startTestSimulator } from "./harness.ts";
import { descriptions } from "./openapi-path.ts";

const { guild, general, user, role } = DEFAULT_IDS;

/** Answers are held against the document's response schemas: the simulator must not make up its own Discord. */
describe.each(descriptions())("answers have the shape that $kind gives them", ({ kind, openapi }) => {
  const description = kind === "openapi" ? readOpenApi(openapi) : readSpecPackage();
  const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
  ajv.addSchema({ $id: "discord", components: { schemas: description.schemas() } });
  let sim: Simulator;
  let app: string;
  let message: string;

  beforeAll(async () => {
    sim = await startTestSimulator({ rateLimits: "off", openapi });
    app = sim.applicationId;
    message = (await sim.control.sendMessage({ content: `hello <@${user}>` })).id;
    await sim.control.react({ messageId: message, emoji: "🎉" });
  });

  afterAll(() => sim.close());

  function problemsOf(method: string, template: string, status: number, body: unknown): string[] {
    const operation = description.operations.find((each) => each.method === method && each.path === template);
    const schema = operation?.responses[String(status)];
    if (!schema) return body === undefined ? [] : [`${method} ${template} documents no body for ${status}`];
    const pointed = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"discord#/'));
    const valid = ajv.compile(pointed);
    return valid(body) ? [] : (valid.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  }

  async function check(method: string, template: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await rest(sim, method, path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    expect
      .soft(problemsOf(method, template, answer.status, answer.body), `${method} ${template}`)
      .toEqual([]);
    return answer.body;
  }

  test("reading", async () => {
    await check("GET", "/gateway", "/gateway");
    await check("GET", "/gateway/bot", "/gateway/bot");
    await check("GET", "/users/@me", "/users/@me");
    await check("GET", "/users/@me/guilds", "/users/@me/guilds");
    await check("GET", "/users/{user_id}", `/users/${user}`);
    await check("GET", "/applications/@me", "/applications/@me");
    await check("GET", "/oauth2/applications/@me", "/oauth2/applications/@me");
    await check("GET", "/guilds/{guild_id}", `/guilds/${guild}?with_counts=true`);
    await check("GET", "/guilds/{guild_id}/channels", `/guilds/${guild}/channels`);
    await check("GET", "/guilds/{guild_id}/roles", `/guilds/${guild}/roles`);
    await check("GET", "/guilds/{guild_id}/members", `/guilds/${guild}/members?limit=10`);
    await check("GET", "/guilds/{guild_id}/members/{user_id}", `/guilds/${guild}/members/${user}`);
    await check("GET", "/channels/{channel_id}", `/channels/${general}`);
    await check("GET", "/channels/{channel_id}/messages", `/channels/${general}/messages`);
    await check(
      "GET",
      "/channels/{channel_id}/messages/{message_id}",
      `/channels/${general}/messages/${message}`,
    );
  });

  test("writing", async () => {
    await check("POST", "/channels/{channel_id}/messages", `/channels/${general}/messages`, {
      content: "x",
      embeds: [{ title: "t" }],
      components: [{ type: 1, components: [{ type: 2, style: 1, custom_id: "a", label: "a" }] }],
      message_reference: { message_id: message },
    });
    await check("POST", "/users/@me/channels", "/users/@me/channels", { recipient_id: user });
    await check("POST", "/guilds/{guild_id}/channels", `/guilds/${guild}/channels`, { name: "c" });
    await check("POST", "/guilds/{guild_id}/roles", `/guilds/${guild}/roles`, { name: "r" });
    await check("PATCH", "/guilds/{guild_id}/members/{user_id}", `/guilds/${guild}/members/${user}`, {
      nick: "n",
    });
    await check("PATCH", "/channels/{channel_id}", `/channels/${general}`, { topic: "t" });
    await check("POST", "/channels/{channel_id}/webhooks", `/channels/${general}/webhooks`, { name: "w" });
    await check("POST", "/channels/{channel_id}/invites", `/channels/${general}/invites`, { max_age: 0 });
    const threads = "/channels/{channel_id}/messages/{message_id}/threads";
    await check("POST", threads, `/channels/${general}/messages/${message}/threads`, { name: "t" });
    await check("POST", "/channels/{channel_id}/threads", `/channels/${general}/threads`, {
      name: "t",
      type: 11,
    });
    await check("GET", "/channels/{channel_id}/thread-members", `/channels/${message}/thread-members`);
    await rest(sim, "PUT", `/channels/${general}/messages/pins/${message}`);
    await check("GET", "/channels/{channel_id}/messages/pins", `/channels/${general}/messages/pins`);
    await rest(sim, "PUT", `/guilds/${guild}/members/${user}/roles/${role}`);
    await rest(sim, "PUT", `/guilds/${guild}/bans/${user}`, {});
    await check("GET", "/guilds/{guild_id}/bans", `/guilds/${guild}/bans`);
  });

  test("commands and interactions", async () => {
    const gateway = new RawGateway(sim);
    await gateway.identify(sim);
    await gateway.event("READY");
    const command = { name: "c", description: "d", options: [{ type: 3, name: "o", description: "d" }] };
    await check("PUT", "/applications/{application_id}/commands", `/applications/${app}/commands`, [command]);
    const { interactionId, token } = await sim.control.slash({ command: "c", options: { o: "v" } });
    const callback = "/interactions/{interaction_id}/{interaction_token}/callback";
    const answer = { type: 4, data: { content: "x", flags: 64 } };
    await check(
      "POST",
      callback,
      `/interactions/${interactionId}/${token}/callback?with_response=true`,
      answer,
    );
    const followUp = `/webhooks/${app}/${token}?wait=true`;
    await check("POST", "/webhooks/{webhook_id}/{webhook_token}", followUp, { content: "x" });
    const original = "/webhooks/{webhook_id}/{webhook_token}/messages/@original";
    await check("GET", original, `/webhooks/${app}/${token}/messages/@original`);
    await check("PATCH", original, `/webhooks/${app}/${token}/messages/@original`, { content: "y" });
  });
});
