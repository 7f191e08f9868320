import type { IncomingMessage } from "node:http";
import { DiscordError } from "./discord-error.ts";

/** A file of a multipart body, under its form name `files[n]`. */
export interface UploadedFile {
  field: string;
  filename: string;
  contentType: string;
  size: number /* bytes */;
}

/** The same with its content. */
export interface ReceivedFile extends UploadedFile {
  data: Uint8Array;
}

/** A request body after parsing. */
export interface ParsedBody {
  /** JSON, or the fields of a form; undefined when the request had none. */
  value: unknown;
  files: ReceivedFile[];
}

const NO_FILES: ReceivedFile[] = [];
const MAX_BODY = 26_214_400 /* bytes */;

/** Reads and parses a body by its content type. Throws the DiscordError of a body that cannot be parsed. */
export async function readBody(request: IncomingMessage): Promise<ParsedBody> {
  const raw = await readRaw(request);
  if (raw.length === 0) return { value: undefined, files: NO_FILES };
  const type = request.headers["content-type"] ?? "";
  if (type.startsWith("multipart/form-data")) return readMultipart(raw, type);
  if (type.startsWith("application/x-www-form-urlencoded")) {
    return { value: Object.fromEntries(new URLSearchParams(raw.toString())), files: NO_FILES };
  }
  return { value: parseJson(raw.toString()), files: NO_FILES };
}

function readRaw(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY) reject(new DiscordError("invalidFormBody"));
      else chunks.push(chunk);
    });
    request.on("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on("error", reject);
  });
}

async function readMultipart(raw: Buffer, contentType: string): Promise<ParsedBody> {
  const form = await parseForm(raw, contentType);
  const files: ReceivedFile[] = [];
  const fields: Record<string, unknown> = {};
  let payload: unknown;
  for (const [field, part] of form) {
    if (field === "payload_json") payload = parseJson(typeof part === "string" ? part : await part.text());
    else if (typeof part === "string") fields[field] = part;
    else {
      const data = new Uint8Array(await part.arrayBuffer());
      files.push({ field, filename: part.name, contentType: part.type, size: part.size, data });
    }
  }
  return { value: payload ?? fields, files };
}

async function parseForm(raw: Buffer, contentType: string) {
  try {
    return await new Response(new Uint8Array(raw), { headers: { "content-type": contentType } }).formData();
  } catch {
    throw new DiscordError("invalidFormBody");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new DiscordError("invalidJson");
  }
}
