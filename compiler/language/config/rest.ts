import { defineConfigKey } from "../config-key.ts";

export default [
  defineConfigKey({
    path: "rest.global_requests_per_second",
    type: { kind: "number", minimum: 1 },
    default: 50,
    when: "start",
    environment: ["DISCORD_GLOBAL_RPS"],
    summary: "Requests a second that the bot makes at most, over all routes.",
  }),
  defineConfigKey({
    path: "rest.proxy",
    secret: true,
    type: { kind: "url" },
    default: undefined,
    when: "start",
    environment: ["DISCORD_REST_PROXY"],
    summary: "A REST proxy that all requests go through, and which then sees to Discord's limits.",
  }),
  defineConfigKey({
    path: "rest.egress_address",
    type: { kind: "text" },
    default: undefined,
    when: "start",
    environment: ["FURLOW_EGRESS_ADDRESS"],
    summary:
      "What processes have in common whose requests Discord sees from one address; the name of the host when left out.",
  }),
  defineConfigKey({
    path: "rest.api",
    type: { kind: "url" },
    default: "https://discord.com/api",
    when: "start",
    environment: ["DISCORD_API_URL"],
    summary: "Address of Discord's REST API.",
  }),
] as const;
