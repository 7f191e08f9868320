import { nullSafe } from "./present.ts";

/** Discord's epoch in Unix milliseconds: snowflakes count from here (https://discord.com/developers/docs/reference#snowflakes). */
const EPOCH = 1_420_070_400_000n;

interface Identified {
  readonly id: string;
}

/** When something was created, in Unix milliseconds: its id says so. */
export const createdTimestamp = nullSafe(({ id }: Identified) => Number((BigInt(id) >> 22n) + EPOCH));

/** When something was created. */
export const createdAt = nullSafe((entity: Identified) => new Date(createdTimestamp(entity)));
