import type { Amounts } from "../../../2-check/deploy/scaling.ts";

/** What a container may have, as Compose writes it: its units of memory are powers of 1,024. */
export interface ComposeAmounts {
  readonly cpus: string;
  readonly memory: string;
}

const BINARY: Readonly<Record<string, string>> = { Ki: "k", Mi: "m", Gi: "g" };
const DECIMAL: Readonly<Record<string, number>> = { "": 1, k: 1e3, M: 1e6, G: 1e9 };

/** `{memory: 512Mi, cpu: 500m}` → `{memory: 512m, cpus: "0.5"}` */
export function composeAmounts({ memory, cpu }: Amounts): ComposeAmounts {
  const [, digits, unit] = /^(\d+)(\D*)$/.exec(memory)!;
  const binary = BINARY[unit!];
  return {
    cpus: cpu.endsWith("m") ? String(Number(cpu.slice(0, -1)) / 1_000) : cpu,
    memory: binary === undefined ? `${Number(digits) * DECIMAL[unit!]!}b` : `${digits}${binary}`,
  };
}
