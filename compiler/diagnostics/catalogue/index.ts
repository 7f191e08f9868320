import * as families from "./registry.generated.ts";

type Families = (typeof families)[keyof typeof families];

/** What all members of a union have together. */
type Joined<Union> = (Union extends unknown ? (member: Union) => void : never) extends (
  all: infer All,
) => void
  ? All
  : never;

/** Every diagnostic there is, by its short name. Codes are never reused. */
export const catalogue: Joined<Families> = Object.assign({}, ...Object.values(families));
