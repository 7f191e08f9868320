/** Variables that hold credentials of any bot; the names of others come with the bot. */
export const SECRET_VARIABLES = [
  "DATABASE_URL",
  "DISCORD_REST_PROXY",
  "DISCORD_TOKEN",
  "LOKI_URL",
  "OTEL_EXPORTER_OTLP_HEADERS",
  "REDIS_URL",
] as const;

const CENSOR = "[redacted]";
/** What is shorter is no secret, and may be part of anything. */
const SHORTEST = 4;
/** A part of an address that is as long as this may be a credential, as of a webhook. */
const TOKEN_LENGTH = 20;

/** Names under which an address has what lets somebody in. */
const CREDENTIAL = /pass|token|secret|key/i;

/** Addresses of Discord with a token in them: of webhooks, and of answers to interactions. */
const TOKEN_PATHS = /(\/(?:webhooks|interactions)\/\d+\/)[^/?"\s\\]+/g;

/** Fields that never belong in a log, at any depth. */
const TOKEN_FIELDS = /"(token|authorization)":"(?:[^"\\]|\\.)*"/gi;

/** Takes credentials out of a line of the log. */
export type Redactor = (text: string) => string;

/**
 * Looks for the values of environment variables.
 * @param names of those with credentials
 */
export function redactor(names: readonly string[], environment: NodeJS.ProcessEnv): Redactor {
  const values = names.flatMap((name) => secretsIn(environment[name] ?? ""));
  const secrets = [...new Set(values.flatMap(writtenForms))]
    .filter(({ length }) => length >= SHORTEST)
    // One may be part of another.
    .sort((a, b) => b.length - a.length);
  return (text) => {
    let safe = text;
    for (const secret of secrets) if (safe.includes(secret)) safe = safe.replaceAll(secret, CENSOR);
    // To look for a word is a tenth of the work of an expression.
    if (safe.includes('token":') || safe.includes('uthorization":'))
      safe = safe.replace(TOKEN_FIELDS, `"$1":"${CENSOR}"`);
    if (safe.includes("/webhooks/") || safe.includes("/interactions/"))
      safe = safe.replace(TOKEN_PATHS, `$1${CENSOR}`);
    return safe;
  };
}

/** Of an address its password and what may be a key in it; of anything else the whole. */
function secretsIn(value: string): string[] {
  if (!/^[a-z][a-z\d+.-]*:\/\//i.test(value) || !URL.canParse(value)) return [value];
  const { password, pathname, searchParams } = new URL(value);
  const named = [...searchParams].filter(([name]) => CREDENTIAL.test(name)).map(([, each]) => each);
  const others = [...pathname.split("/"), ...searchParams.values()];
  return [password, ...named, ...others.filter(({ length }) => length >= TOKEN_LENGTH)];
}

/** As it is, as it stands in an address, and as each of these stands in JSON. */
function writtenForms(secret: string): string[] {
  return [secret, decoded(secret), encodeURIComponent(secret)].flatMap((form) => [
    form,
    JSON.stringify(form).slice(1, -1),
  ]);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
