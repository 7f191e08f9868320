import { it } from "vitest";

/** Whether this run has all that the proofs of state consist of: `npm run proof:state`. */
export const isProof = process.env["FURLOW_PROOF_STATE"] !== undefined;

/**
 * A case that takes long: only the full proof has it. Elsewhere it is not there, rather than skipped: that is for
 * what lacks its server.
 */
export function inProof(name: string, run: () => Promise<void>, timeout?: number): void {
  if (isProof) it(name, run, timeout);
}
