/** Whether this run has the sizes that `npm run proof:shards` is for. */
export const isShardsProof = process.env["FURLOW_PROOF_SHARDS"] !== undefined;
