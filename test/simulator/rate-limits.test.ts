import type { TextChannel } from "discord.js";
import { expect, test } from "vitest";
import { DEFAULT_IDS } from "../../simulator/index.ts";
import { rest, scenario, startTestSimulator } from "./harness.ts";

const MESSAGES = "POST /channels/{channel_id}/messages";

test("a burst of messages arrives whole and in order", () =>
  scenario({ sim: { rateLimits: { [MESSAGES]: { limit: 5, window: 400 } } } }, async ({ sim, client }) => {
    const channel = client.channels.cache.get(DEFAULT_IDS.general) as TextChannel;
    const contents = Array.from({ length: 17 }, (_, index) => `message ${index}`);
    await Promise.all(contents.map((content) => channel.send(content)));
    expect((await sim.control.messages(channel.id)).map(({ content }) => content)).toEqual(contents);
  }));

test("a client handles a 429 by itself", () =>
  scenario({}, async ({ sim, client }) => {
    const route = "/channels/{channel_id}/messages";
    await sim.control.rateLimitNext({ method: "POST", route, retryAfter: 0.3 });
    await (client.channels.cache.get(DEFAULT_IDS.general) as TextChannel).send("in the end");
    const statuses = (await sim.control.requests({ method: "POST", route })).map(({ status }) => status);
    expect(statuses).toEqual([429, 200]);
  }));

test("a failed request is answered as asked, and only as often", async () => {
  const sim = await startTestSimulator();
  await sim.control.failNext({ method: "GET", path: "/users/@me", status: 503, times: 2 });
  const statuses = [];
  for (let index = 0; index < 3; index++) statuses.push((await rest(sim, "GET", "/users/@me")).status);
  expect(statuses).toEqual([503, 503, 200]);
  await sim.close();
});

test("buckets: headers, 429 with retry_after, apart for each channel", async () => {
  const sim = await startTestSimulator();
  const send = (channel: string) => rest(sim, "POST", `/channels/${channel}/messages`, { content: "x" });
  const answers = [];
  for (let index = 0; index < 6; index++) answers.push(await send(DEFAULT_IDS.general));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 429]);
  expect(answers.slice(0, 5).map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual([
    "4",
    "3",
    "2",
    "1",
    "0",
  ]);
  const refused = answers[5];
  expect(refused?.body).toMatchObject({ global: false, retry_after: expect.any(Number) });
  expect(refused?.body.retry_after).toBeLessThanOrEqual(5);
  expect(Number(refused?.headers.get("retry-after"))).toBeGreaterThanOrEqual(1);
  expect(refused?.headers.get("x-ratelimit-scope")).toBe("user");
  const other = await send(DEFAULT_IDS.random);
  expect(other.status).toBe(200);
  expect(other.headers.get("x-ratelimit-bucket")).toBe(answers[0]?.headers.get("x-ratelimit-bucket"));
  await sim.close();
});

test("the global limit binds all routes but those of interactions", async () => {
  const sim = await startTestSimulator({ globalRps: 3 });
  const statuses = [];
  for (let index = 0; index < 4; index++) statuses.push((await rest(sim, "GET", "/users/@me")).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
  const { interactionId, token } = await sim.control.slash({ command: "any" });
  expect(
    (await rest(sim, "POST", `/interactions/${interactionId}/${token}/callback`, { type: 5 })).status,
  ).toBe(204);
  const filled = await rest(sim, "PATCH", `/webhooks/${sim.applicationId}/${token}/messages/@original`, {
    content: "x",
  });
  expect(filled.status).toBe(200);
  const last = (await rest(sim, "GET", "/users/@me")).headers;
  expect(last.get("x-ratelimit-global")).toBe("true");
  await sim.close();
});

test("limits can be switched off", async () => {
  const sim = await startTestSimulator({ rateLimits: "off" });
  const path = `/channels/${DEFAULT_IDS.general}/messages`;
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => rest(sim, "POST", path, { content: "x" })),
  );
  expect(answers.every(({ status }) => status === 200)).toBe(true);
  await sim.close();
});
