import { expect, test } from "vitest";
import { DEFAULT_IDS, SimulatorClient } from "../../simulator/index.ts";
import { rest, scenario, startTestSimulator } from "./harness.ts";

test("another process drives the simulator over HTTP with the same methods", () =>
  scenario({}, async ({ sim, client }) => {
    client.on("interactionCreate", async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply(`hello ${interaction.user.username}`);
    });
    const control = new SimulatorClient(sim.url);
    const { interactionId } = await control.slash({ command: "hi" });
    expect((await control.waitForResponse(interactionId)).message?.content).toBe("hello tester");
    await control.sendMessage({ content: "x", channelId: DEFAULT_IDS.random });
    expect(await control.messages(DEFAULT_IDS.random)).toEqual(
      await sim.control.messages(DEFAULT_IDS.random),
    );
    expect(await control.requests()).toEqual(await sim.control.requests());
    expect(await control.sessions()).toEqual(await sim.control.sessions());
    await control.drop(undefined, 4000);
    await sim.control.waitForSessions(1);
    expect(await control.problems()).toEqual([]);
  }));

test("errors come over as SimulatorErrors with their code", async () => {
  const sim = await startTestSimulator();
  const control = new SimulatorClient(sim.url);
  await expect(control.leaveMember("1", "2")).rejects.toMatchObject({
    name: "SimulatorError",
    code: "unknown_guild",
  });
  await expect(control.drop(3)).rejects.toMatchObject({ code: "no_session" });
  const waiting = control.waitFor({ method: "GET", path: "/users/@me" }, 50);
  await expect(waiting).rejects.toMatchObject({ code: "timeout" });
  await sim.close();
});

test("pages of a browser cannot drive it", async () => {
  const sim = await startTestSimulator();
  const response = await fetch(`${sim.url}/control/reset`, { method: "POST", body: "[]" });
  expect(response.status).toBe(400);
  await sim.close();
});

test("waitFor sees requests that were and requests to come; reset forgets them", async () => {
  const sim = await startTestSimulator();
  const coming = sim.control.waitFor({ method: "GET", route: "/users/{user_id}" });
  await rest(sim, "GET", `/users/${DEFAULT_IDS.user}`);
  const request = await coming;
  expect(request).toMatchObject({ path: `/users/${DEFAULT_IDS.user}`, status: 200, problems: [] });
  expect(request.headers.authorization).toBe("Bot [redacted]");
  expect(await sim.control.waitFor({ path: request.path })).toEqual(request);
  expect(await sim.control.requests({ since: request.n })).toEqual([]);
  await sim.control.reset();
  expect(await sim.control.requests()).toEqual([]);
  await sim.close();
});

test("the log is a ring", async () => {
  const sim = await startTestSimulator({ logSize: 3 });
  for (let index = 0; index < 5; index++) await rest(sim, "GET", "/users/@me");
  expect((await sim.control.requests()).map(({ n }) => n)).toEqual([3, 4, 5]);
  await sim.close();
});

test("latency delays answers", async () => {
  const sim = await startTestSimulator();
  await sim.control.latency(120);
  const start = performance.now();
  await rest(sim, "GET", "/users/@me");
  expect(performance.now() - start).toBeGreaterThanOrEqual(115);
  await sim.close();
});
