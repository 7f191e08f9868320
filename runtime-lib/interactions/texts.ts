/** What who used something is told when it did not run, or not to its end. */
export interface Texts {
  readonly notAllowed: string;
  readonly notNow: string;
  readonly failed: string;
  readonly overLimit: string;
}

export const COMMAND_TEXTS: Texts = {
  notAllowed: "You are not allowed to use this command.",
  notNow: "This command cannot be used here right now.",
  failed: "Something went wrong while running this command.",
  overLimit: "This command was stopped because it used more than its limit.",
};

export const COMPONENT_TEXTS: Texts = {
  notAllowed: "You are not allowed to use this.",
  notNow: "This cannot be used here right now.",
  failed: "Something went wrong.",
  overLimit: "This was stopped because it used more than its limit.",
};
