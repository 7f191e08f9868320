import { describe, expect, test } from "vitest";
import { eventually } from "../support/eventually.ts";
import { nextEvent, RawGateway, scenario, startTestSimulator } from "./harness.ts";

describe("discord.js", () => {
  test("resumes after a drop: no event lost, no second IDENTIFY", () =>
    scenario({}, async ({ sim, client }) => {
      const seen: string[] = [];
      client.on("messageCreate", (message) => seen.push(message.content));
      await sim.control.sendMessage({ content: "before" });
      await eventually(() => seen.length === 1);
      const resumed = nextEvent(client, "shardResume");
      await sim.control.drop(0, 4000);
      for (let index = 0; index < 20; index++) await sim.control.sendMessage({ content: `missed ${index}` });
      await resumed;
      await sim.control.sendMessage({ content: "after" });
      await eventually(() => seen.includes("after"));
      expect(seen).toEqual([
        "before",
        ...Array.from({ length: 20 }, (_, index) => `missed ${index}`),
        "after",
      ]);
      expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1, connected: true }]);
    }));

  test("resumes when told to reconnect (op 7)", () =>
    scenario({}, async ({ sim, client }) => {
      const resumed = nextEvent(client, "shardResume");
      await sim.control.reconnect(0);
      await resumed;
      expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1 }]);
    }));

  test("resumes after a connection that was cut without a word", () =>
    scenario({}, async ({ sim, client }) => {
      const resumed = nextEvent(client, "shardResume");
      await sim.control.drop(0, 1006);
      await resumed;
      expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1 }]);
    }));

  test("starts a new session when its own is invalid (op 9)", () =>
    scenario({ sim: { maxConcurrency: 16 } }, async ({ sim, client }) => {
      const before = (await sim.control.sessions())[0]?.sessionId;
      const ready = nextEvent(client, "shardReady");
      await sim.control.invalidateSession(0, { resumable: false });
      await ready;
      const sessions = await sim.control.sessions();
      expect(sessions).toMatchObject([{ identifies: 2, resumes: 0, connected: true }]);
      expect(sessions[0]?.sessionId).not.toBe(before);
    }));

  test("resumes when its session is called into doubt (op 9, resumable)", () =>
    scenario({}, async ({ sim, client }) => {
      const resumed = nextEvent(client, "shardResume");
      await sim.control.invalidateSession(0, { resumable: true });
      await resumed;
      expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1 }]);
    }));

  test("reconnects as a zombie when heartbeats go unanswered", () =>
    scenario({ sim: { heartbeatInterval: 300 } }, async ({ sim, client }) => {
      const resumed = nextEvent(client, "shardResume");
      await sim.control.pauseHeartbeatAcks(0, true);
      await resumed;
      const [session] = await sim.control.sessions();
      expect(session).toMatchObject({ identifies: 1, connected: true });
      expect(session?.resumes).toBeGreaterThanOrEqual(1);
    }));
});

describe("the protocol", () => {
  test("RESUME replays exactly what was not received, then RESUMED", async () => {
    const sim = await startTestSimulator();
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready } = await first.event("READY");
    await sim.control.sendMessage({ content: "one" });
    const one = await first.event("MESSAGE_CREATE");
    await first.close(4200);
    await sim.control.sendMessage({ content: "two" });
    await sim.control.sendMessage({ content: "three" });

    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, one.s ?? 0);
    const resumed = await second.event("RESUMED");
    const events = second.frames.filter((frame) => frame.op === 0);
    expect(events.map(({ t }) => t)).toEqual(["MESSAGE_CREATE", "MESSAGE_CREATE", "RESUMED"]);
    expect(events.map(({ s }) => s)).toEqual([1, 2, 3].map((step) => (one.s ?? 0) + step));
    expect(resumed.s).toBe((one.s ?? 0) + 3);
    await sim.close();
  });

  test("the replay buffer is bounded", async () => {
    const sim = await startTestSimulator({ replayBuffer: 3 });
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready, s } = await first.event("READY");
    await first.close(4200);
    for (let index = 0; index < 5; index++) await sim.control.sendMessage({ content: `${index}` });
    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, s ?? 0);
    expect(await second.frame((frame) => frame.op === 9)).toMatchObject({ d: false });
    await sim.close();
  });

  test.each([1000, 1001])("closing with %i ends the session", async (code) => {
    const sim = await startTestSimulator();
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready, s } = await first.event("READY");
    await first.close(code);
    await eventually(async () => (await sim.control.sessions()).length === 0);
    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, s ?? 0);
    expect(await second.frame((frame) => frame.op === 9)).toMatchObject({ d: false });
    await sim.close();
  });

  test("resuming a session that is alive takes it over", async () => {
    const sim = await startTestSimulator({ takeover: "takeover" });
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready, s } = await first.event("READY");
    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, s ?? 0);
    await second.event("RESUMED");
    expect(await first.closed()).toBe(4000);
    await sim.control.sendMessage({ content: "to the new one" });
    await second.event("MESSAGE_CREATE");
    expect(first.frames.some(({ t }) => t === "MESSAGE_CREATE")).toBe(false);
    expect(await sim.control.sessions()).toMatchObject([{ connected: true, resumes: 1 }]);
    await sim.close();
  });

  test("or is refused, and the old connection lives on", async () => {
    const sim = await startTestSimulator({ takeover: "refuse" });
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready, s } = await first.event("READY");
    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, s ?? 0);
    expect(await second.frame((frame) => frame.op === 9)).toMatchObject({ d: false });
    await sim.control.sendMessage({ content: "still here" });
    await first.event("MESSAGE_CREATE");
    expect(first.closeCode).toBeUndefined();
    await sim.close();
  });

  test("a session that nobody resumes in time is gone", async () => {
    const sim = await startTestSimulator({ resumeWindow: 50 });
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready, s } = await first.event("READY");
    await first.close(4200);
    await new Promise((resolve) => setTimeout(resolve, 80));
    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, s ?? 0);
    expect(await second.frame((frame) => frame.op === 9)).toMatchObject({ d: false });
    await sim.close();
  });

  test("a sequence from the future closes with 4007", async () => {
    const sim = await startTestSimulator();
    const first = new RawGateway(sim);
    await first.identify(sim);
    const { d: ready } = await first.event("READY");
    await first.close(4200);
    const second = new RawGateway(sim);
    await second.resume(sim, ready.session_id, 1_000);
    expect(await second.closed()).toBe(4007);
    await sim.close();
  });

  test("a silent client loses its connection, with 4009", async () => {
    const sim = await startTestSimulator({ heartbeatInterval: 100 });
    const gateway = new RawGateway(sim);
    await gateway.identify(sim);
    await gateway.event("READY");
    expect(await gateway.closed()).toBe(4009);
    await sim.close();
  });
});
