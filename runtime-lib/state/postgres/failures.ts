import { DatabaseError } from "pg";
import { messageOf } from "../../errors/errors.ts";

/**
 * What to do after a failure: `unreachable` is the connection's, so it is tried again when the server can be reached;
 * `again` undid a statement that may well succeed now; `busy` had no connection; `final` would come again.
 */
export type Failure = "unreachable" | "again" | "busy" | "final";

/** The server did not answer in time; nobody knows what it did. */
export class NoAnswer extends Error {
  constructor(
    readonly milliseconds: number,
    /** Whether any server that can be reached would have answered by now. */
    readonly isDead: boolean,
  ) {
    super(`no answer within ${Math.round(milliseconds)} ms`);
  }
}

/** What `pg` says when all connections were in use for too long. */
const ALL_IN_USE = "timeout exceeded when trying to connect";

/** Broken connections, servers that start or stop, that take no more connections, or have become replicas. */
const UNREACHABLE = /^(08...|57P0[1235]|53300|25006)$/;
/** Undone for the sake of another transaction. */
const AGAIN = /^(40001|40P01)$/;
/** Node's and OpenSSL's names for certificates and keys that do not fit. */
const CERTIFICATE = /CERT|TLS|SSL|ISSUER|SIGNATURE/;

export function failureOf(error: unknown): Failure {
  if (error instanceof NoAnswer) return error.isDead ? "unreachable" : "final";
  if (error instanceof DatabaseError) {
    const code = error.code ?? "";
    if (UNREACHABLE.test(code)) return "unreachable";
    return AGAIN.test(code) ? "again" : "final";
  }
  // What is no answer of the server comes from the network, but for a few.
  if (reasonOf(error) === ALL_IN_USE) return "busy";
  if (messageOf(error).includes("does not support SSL")) return "final";
  return CERTIFICATE.test(String((error as NodeJS.ErrnoException).code ?? "")) ? "final" : "unreachable";
}

/** Whether a connection is as good as before after a statement failed with this. */
export function leavesConnection(error: unknown): boolean {
  return error instanceof DatabaseError && failureOf(error) === "final";
}

/** A failure in words, without what could be secret. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === "") return error.errors.map(messageOf).join("; ");
  return messageOf(error);
}

/** The reason for people who see it in a log. */
export function explained(error: unknown): string {
  const reason = reasonOf(error);
  return reason === ALL_IN_USE ? "all connections of the pool were in use for too long" : reason;
}
