/** Whether this process was started by a manager. */
export function isManaged(): boolean {
  return process.env["FURLOW_MANAGED"] === "true" && process.send !== undefined;
}
