import type { HandlerCount, LoweredProgram } from "../3-lower/index.ts";
import type { Reason } from "../3-lower/needs.ts";
import { place } from "../3-lower/units.ts";
import { TOKEN_VARIABLE } from "../language/config-key.ts";
import { INTENTS } from "../language/intents.ts";

/** What `report.json` says of a build. Nothing in it depends on when or where the build ran. */
export interface BuildReport {
  readonly intents: readonly {
    readonly name: string;
    readonly privileged: boolean;
    readonly reason: string;
  }[];
  readonly cached: readonly { readonly cache: string; readonly fields: readonly ReportedField[] }[];
  readonly environment: readonly {
    readonly name: string;
    readonly required: boolean;
    readonly reason: string;
  }[];
  /** How many there are, of the kinds that there are: commands, event handlers, flows. */
  readonly handlers: readonly HandlerCount[];
  /** What else is to be known of how the bot runs. */
  readonly notes?: readonly { readonly text: string; readonly reason: string }[];
  readonly sizes: Readonly<Record<string, number>>;
  /** Reference of the image that the bot is shipped as, with its tag; undefined where `deploy` says nothing. */
  readonly image?: string;
}

export interface ReportedField {
  readonly name: string;
  readonly reason: string;
}

/** Variables that every bot reads, with what for. */
const ALWAYS: readonly (readonly [name: string, required: boolean, reason: string])[] = [
  [TOKEN_VARIABLE, true, "the bot's token"],
  ["DISCORD_CLIENT_ID", false, "the application; asked of Discord when missing"],
  ["DISCORD_GUILD_ID", false, "registers commands in this guild only"],
  ["DISCORD_API_URL", false, "another address of Discord's API"],
  ["DISCORD_GLOBAL_RPS", false, "requests a second, over all routes"],
  ["LOG_LEVEL", false, "the least that is logged"],
];

/** Gathers the report; sizes are bytes by file. */
export function buildReport(program: LoweredProgram, sizes: Readonly<Record<string, number>>): BuildReport {
  const { needs, counts, intents } = program;
  return {
    intents: intents.map((name) => ({
      name,
      privileged: INTENTS[name]!.privileged ?? false,
      reason: explain(needs.intents.get(name) ?? needs.welcomeIntents.get(name)) ?? "listed in the document",
    })),
    cached: [...needs.cached].map(([cache, fields]) => ({
      cache,
      fields: [...fields]
        .map(([name, reason]) => ({ name, reason: explain(reason)! }))
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    })),
    environment: [
      ...ALWAYS.map(([name, required, reason]) => ({ name, required, reason })),
      ...[...needs.environment].map(([name, reason]) => ({
        name,
        required: reason.required,
        reason: explain(reason)!,
      })),
    ],
    handlers: counts.filter(({ count }) => count > 0),
    ...(needs.notes.size > 0 && {
      notes: [...needs.notes].map(([text, reason]) => ({ text, reason: explain(reason)! })),
    }),
    sizes,
  };
}

function explain(reason: Reason | undefined): string | undefined {
  if (reason === undefined) return undefined;
  return reason.span === undefined ? reason.what : `${reason.what} (${place(reason.span)})`;
}
