import { diagnostic } from "../definition.ts";

/** FUR447x: how the state of a bot is told. */
export const healthDiagnostics = {
  "health-check-unknown": diagnostic<{ found: string; checks: readonly string[] }>({
    code: "FUR4470",
    severity: "error",
    message: ({ found }) => `${found} is nothing that a bot is checked for`,
    hint: ({ checks }) => `write one of ${checks.join(", ")}`,
    explanation: "A health check looks at the connections to Discord, the database and Redis.",
    wrong: "health:\n  enabled: true\n  checks: [«discord»]\n",
    right: "health:\n  enabled: true\n  checks: [discord_gateway]\n",
  }),
  "health-path": diagnostic<{ path: string; taken: readonly string[] }>({
    code: "FUR4471",
    severity: "error",
    message: ({ path, taken }) =>
      taken.includes(path) ? `health checks always answer under ${path}` : `${path} is no path`,
    hint: ({ path, taken }) =>
      taken.includes(path) ? "write another path, such as /health" : `write /${path.replace(/^\W+/, "")}`,
    explanation:
      "`health.path` begins with a slash. Under /live, /ready and /startup there are answers of their own.",
    wrong: "health:\n  enabled: true\n  path: «/live»\n",
    right: "health:\n  enabled: true\n  path: /health\n",
  }),
  "health-check-unused": diagnostic<{ check: string; what: string }>({
    code: "FUR4472",
    severity: "warning",
    message: ({ check, what }) => `\`${check}\` is checked, but the bot has no ${what}`,
    hint: ({ check }) => `remove ${check} from \`health.checks\``,
    explanation: "A check of something that the bot does not use always succeeds.",
    wrong: "health:\n  enabled: true\n  checks: [discord_gateway, «redis»]\n",
    right: "health:\n  enabled: true\n  checks: [discord_gateway]\n",
  }),
} as const;
