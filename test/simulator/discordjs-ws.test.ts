import { REST } from "@discordjs/rest";
import { CompressionMethod, type SessionInfo, WebSocketManager, WebSocketShardEvents } from "@discordjs/ws";
import { GatewayIntentBits } from "discord-api-types/v10";
import { expect, test } from "vitest";
import type { Simulator } from "../../simulator/index.ts";
import { eventually } from "../support/eventually.ts";
import { startTestSimulator } from "./harness.ts";

const intents = GatewayIntentBits.Guilds | GatewayIntentBits.GuildMessages | GatewayIntentBits.MessageContent;

/** A manager that keeps its session where another manager can find it. */
function createManager(sim: Simulator, sessions: Map<number, SessionInfo>) {
  const rest = new REST({ api: sim.apiUrl }).setToken(sim.token);
  return new WebSocketManager({
    token: sim.token,
    intents,
    rest,
    compression: CompressionMethod.ZlibNative,
    retrieveSessionInfo: (shard) => sessions.get(shard) ?? null,
    updateSessionInfo: (shard, session) => {
      if (session) sessions.set(shard, session);
      else sessions.delete(shard);
    },
  });
}

test("a session is handed from one @discordjs/ws to another, compressed, without losing an event", async () => {
  const sim = await startTestSimulator();
  const sessions = new Map<number, SessionInfo>();
  const seen: string[] = [];
  const listen = (manager: ReturnType<typeof createManager>) =>
    manager.on(WebSocketShardEvents.Dispatch, (payload) => {
      if (payload.t === "MESSAGE_CREATE") seen.push(payload.d.content);
    });

  const first = createManager(sim, sessions);
  listen(first);
  await first.connect();
  await sim.control.sendMessage({ content: "to the first" });
  await eventually(() => seen.length === 1);
  const kept = new Map(sessions);
  await first.destroy({ code: 4200 });
  await sim.control.sendMessage({ content: "to nobody" });

  const second = createManager(sim, kept);
  listen(second);
  await second.connect();
  await sim.control.sendMessage({ content: "to the second" });
  await eventually(() => seen.length === 3);
  expect(seen).toEqual(["to the first", "to nobody", "to the second"]);
  expect(await sim.control.sessions()).toMatchObject([{ identifies: 1, resumes: 1, connected: true }]);
  await second.destroy();
  await sim.close();
});
