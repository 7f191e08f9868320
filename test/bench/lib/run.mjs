// Runs a process to its end and measures it.
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const SAMPLE = 20; /* ms */

/**
 * Runs Node with arguments, and measures wall time and the most memory that it and its children held at once.
 * @returns milliseconds, bytes (undefined where /proc does not say), exit code and output
 */
export function runNode(args, options = {}) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
    let output = "";
    let peak;
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    const timer =
      options.sample === false
        ? undefined
        : setInterval(() => {
            const bytes = residentBytes(child.pid);
            if (bytes !== undefined) peak = Math.max(peak ?? 0, bytes);
          }, SAMPLE);
    child.on("error", reject);
    child.on("close", (code) => {
      clearInterval(timer);
      resolve({ ms: performance.now() - start, peak, code, output });
    });
  });
}

/** Memory of a process and its descendants. */
function residentBytes(pid) {
  try {
    const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
    return kilobytes * 1024 + childrenOf(pid).reduce((sum, child) => sum + (residentBytes(child) ?? 0), 0);
  } catch {
    return undefined;
  }
}

function childrenOf(pid) {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, "utf8").split(" ").filter(Boolean).map(Number),
  );
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
