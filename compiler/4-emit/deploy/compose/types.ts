import type { ComposeAmounts } from "./amounts.ts";

/** A compose file, as far as it is written here (compose-spec). */
export interface ComposeFile {
  readonly name: string;
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly volumes?: Readonly<Record<string, object>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
}

export interface ComposeService {
  readonly image: string;
  readonly build?: { readonly context: string };
  readonly command?: readonly string[];
  /** Started only where one of these is asked for. */
  readonly profiles?: readonly string[];
  readonly ports?: readonly string[];
  readonly restart: "unless-stopped" | "no";
  readonly read_only?: boolean;
  readonly tmpfs?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly security_opt?: readonly string[];
  readonly stop_grace_period?: string;
  /** A variable without a value is passed on where it is set, and is not there where it is not. */
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly healthcheck?: HealthCheck;
  readonly depends_on?: Readonly<Record<string, { readonly condition: Condition }>>;
  readonly deploy?: {
    readonly replicas?: number;
    readonly resources: {
      readonly limits: ComposeAmounts & { readonly pids: number };
      readonly reservations: ComposeAmounts;
    };
  };
}

export interface HealthCheck {
  readonly test: readonly string[];
  readonly interval: string;
  readonly timeout: string;
  readonly start_period?: string;
  readonly retries: number;
}

export type Condition = "service_healthy" | "service_completed_successfully";
