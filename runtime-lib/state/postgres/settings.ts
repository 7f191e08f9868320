import { readFileSync } from "node:fs";
import type { PoolConfig } from "pg";
import { numberSetting, type SettingValue } from "../../bot/settings.ts";
import { FurlowError } from "../../errors/errors.ts";

/** Where a PostgreSQL database is and how it is used. What comes from the environment is text, or missing. */
export interface PostgresSettings {
  /** `postgres://user:password@host:port/database`, or its parts below. */
  readonly url?: string | ConnectionParts | undefined;
  /** The same as `url`, where there are replicas. */
  readonly primary?: string | undefined;
  /** Addresses of streaming replicas of the primary. */
  readonly replicas?: readonly (string | undefined)[];
  /** Whether handlers may read from the replicas that have what they need. */
  readonly readFromReplicas?: boolean | string | undefined;
  readonly host?: string | undefined;
  readonly port?: SettingValue;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly pool?: PoolSettings;
  /** Whether the connection is encrypted; the server's certificate is checked. */
  readonly ssl?: boolean | string | TlsSettings | undefined;
}

export type ConnectionParts = Pick<PostgresSettings, "host" | "port" | "database" | "user" | "password">;

export interface PoolSettings {
  /** Connections that are kept open. */
  readonly min?: SettingValue;
  /** Connections at most, to each server. */
  readonly max?: SettingValue;
  /** Milliseconds until an unused connection beyond `min` is closed. */
  readonly idleTimeout?: SettingValue;
  /** Milliseconds that connecting, or waiting for a free connection, may take. */
  readonly connectTimeout?: SettingValue;
  /** Milliseconds that a statement may take. */
  readonly statementTimeout?: SettingValue;
}

/** Certificates and keys are PEM, or name a file that holds it. */
export interface TlsSettings {
  readonly ca?: string | undefined;
  readonly cert?: string | undefined;
  readonly key?: string | undefined;
  /** False accepts a server whoever it is. */
  readonly rejectUnauthorized?: boolean | string | undefined;
}

/** Settings with all defaults filled in. */
export interface Timeouts {
  /** Milliseconds; see `PoolSettings`. */
  readonly connect: number;
  readonly statement: number;
}

export interface OpenSettings {
  readonly primary: PoolConfig;
  readonly replicas: readonly PoolConfig[];
  readonly timeouts: Timeouts;
}

/** What `pg` is given for each server. Throws E4004 for an address that is none, and for certificates that are missing. */
export function openSettings(settings: PostgresSettings): OpenSettings {
  const { pool = {}, replicas = [], url: place } = settings;
  const timeouts = {
    connect: numberSetting(pool.connectTimeout, 5_000),
    statement: numberSetting(pool.statementTimeout, 10_000),
  };
  const max = Math.max(1, numberSetting(pool.max, 10));
  const shared: PoolConfig = {
    max,
    min: Math.min(max, numberSetting(pool.min, 0)),
    idleTimeoutMillis: numberSetting(pool.idleTimeout, 30_000),
    connectionTimeoutMillis: timeouts.connect,
    statement_timeout: timeouts.statement,
    // What a lost connection had begun holds its locks no longer than a statement may take.
    idle_in_transaction_session_timeout: timeouts.statement,
    keepAlive: true,
    application_name: "furlow",
    ...tlsOf(settings.ssl),
  };
  const url = settings.primary || (typeof place === "string" ? place : undefined);
  const parts = typeof place === "object" ? place : settings;
  const isUsed = settings.readFromReplicas === true || settings.readFromReplicas === "true";
  const named = replicas.filter((replica): replica is string => Boolean(replica));
  return {
    primary: { ...shared, ...(url ? addressOf(url, "url") : partsOf(parts)) },
    replicas: isUsed ? named.map((replica) => ({ ...shared, ...addressOf(replica, "replicas") })) : [],
    timeouts,
  };
}

function addressOf(url: string, key: string): PoolConfig {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return { connectionString: url };
  // The text may hold a password: it is not repeated.
  throw new FurlowError(
    "E4004",
    `state.storage.${key} is no address such as postgres://user:password@host/name`,
  );
}

function partsOf({ host, port, database, user, password }: ConnectionParts): PoolConfig {
  const number = port === undefined || port === "" ? undefined : Number(port);
  return { host, port: number, database, user, password };
}

function tlsOf(ssl: PostgresSettings["ssl"]): PoolConfig {
  if (ssl === undefined || ssl === "") return {};
  if (typeof ssl !== "object") return { ssl: ssl === true || ssl === "true" };
  const { ca, cert, key, rejectUnauthorized } = ssl;
  const isChecked = rejectUnauthorized !== false && rejectUnauthorized !== "false";
  return { ssl: { ca: pem(ca), cert: pem(cert), key: pem(key), rejectUnauthorized: isChecked } };
}

function pem(given: string | undefined): string | undefined {
  if (given === undefined || given === "") return undefined;
  if (given.includes("-----BEGIN")) return given;
  try {
    return readFileSync(given, "utf8");
  } catch (error) {
    throw new FurlowError("E4004", `A file that state.storage.ssl names cannot be read: ${given}`, {
      cause: error,
    });
  }
}
