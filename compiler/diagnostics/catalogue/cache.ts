import { diagnostic } from "../definition.ts";

const flow = (text: string, call = '- call_flow: {flow: top, as: found}\n      - reply: "${found}"') =>
  `commands:\n  - name: hi\n    description: Hi\n    actions:\n      ${call}\nflows:\n  - name: top\n${text.replace(/^/gm, "    ")}\n`;

/** FUR43xx: what is cached. */
export const cacheDiagnostics = {
  "pattern-without-keys": diagnostic<{ pattern: string; beginnings: readonly string[] }>({
    code: "FUR4301",
    severity: "warning",
    message: ({ pattern }) => `nothing is cached under a key like \`${pattern}\``,
    hint: ({ beginnings }) => `keys begin with ${beginnings.join(", ")}; docs/cache.md has their forms`,
    explanation:
      "A rule, or a pattern of what is to be dropped, is compared with the whole key. The keys of what the bot reads " +
      "are fixed, and flows name their own; `*` stands for any characters.",
    wrong: 'cache:\n  enabled: true\n  rules:\n    - {pattern: «"users:*"», ttl: 10m}\n',
    right: 'cache:\n  enabled: true\n  rules:\n    - {pattern: "user:*", ttl: 10m}\n',
  }),
  "cached-flow-gives-nothing": diagnostic<{ name: string }>({
    code: "FUR4302",
    severity: "warning",
    message: ({ name }) => `the flow \`${name}\` gives nothing that could be cached`,
    hint: () => "let it `return` something, or remove `cache`",
    explanation:
      "What is kept of a flow is its result. While it is there, calling the flow runs none of its actions.",
    wrong: flow("«cache»: {ttl: 1m}\nactions:\n  - log: called", "- call_flow: top"),
    right: flow("actions:\n  - log: called", "- call_flow: top"),
  }),
  "cached-flow-skips": diagnostic<{ name: string; action: string }>({
    code: "FUR4303",
    severity: "warning",
    message: ({ name, action }) =>
      `\`${action}\` does not run while the result of the flow \`${name}\` is cached`,
    hint: () => "do it where the flow is called",
    explanation:
      "While the result of a flow is there, calling it gives that result and runs none of its actions. Those that " +
      "change something belong where the flow is called.",
    wrong: flow(
      'cache: {ttl: 1m}\nactions:\n  - «send_message»: {channel: "123456789012345678", content: counting}\n  - return: 1',
    ),
    right: flow("cache: {ttl: 1m}\nactions:\n  - return: 1"),
  }),
  "cached-flow-needs-key": diagnostic<{ name: string; what: string }>({
    code: "FUR4304",
    severity: "error",
    message: ({ name, what }) =>
      `the result of the flow \`${name}\` depends on ${what}, and its key does not`,
    hint: ({ name }) => `write a key that tells results apart, such as \`key: "${name}:\${guild.id}"\``,
    explanation:
      "Without a key of its own a flow's result is kept under its name and arguments. Whoever calls it with the same " +
      "arguments gets it: in another guild, or as another user.",
    wrong: flow('«cache»: {ttl: 1m}\nactions:\n  - return: "${user.username}"'),
    right: flow('cache: {ttl: 1m, key: "top:${user.id}"}\nactions:\n  - return: "${user.username}"'),
  }),
  "cached-flow-no-json": diagnostic<{ name: string; what: string }>({
    code: "FUR4305",
    severity: "error",
    message: ({ name, what }) => `the flow \`${name}\` gives ${what}, which cannot be cached`,
    hint: ({ what }) =>
      what === "a date"
        ? "return a number or a text: `timestamp(now)`"
        : "return the properties that are needed",
    explanation:
      "Results are kept as JSON, which holds texts, numbers, true and false, lists and maps. A date would come back " +
      "as a text.",
    wrong: flow('«cache»: {ttl: 1m}\nactions:\n  - return: "${now}"'),
    right: flow('cache: {ttl: 1m}\nactions:\n  - return: "${timestamp(now)}"'),
  }),
} as const;
