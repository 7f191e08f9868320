/** The kinds of image that Discord takes, and the bytes by which one is known. */
const SIGNATURES: readonly { readonly type: string; readonly starts: string; readonly at8?: string }[] = [
  { type: "image/png", starts: "89504e470d0a1a0a" },
  { type: "image/jpeg", starts: "ffd8ff" },
  { type: "image/gif", starts: "47494638" },
  { type: "image/webp", starts: "52494646", at8: "57454250" },
];

/** The media type of an image, or undefined for what Discord takes for none. */
export function imageType(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 16)).toString("hex");
  return SIGNATURES.find(
    ({ starts, at8 = "" }) => head.startsWith(starts) && head.slice(16, 16 + at8.length) === at8,
  )?.type;
}

/** Most bytes of an image that Discord takes for an account. */
export const MAXIMUM_IMAGE = 10_485_760;

/** An image as Discord's API takes it. Throws for what is no image or too large. */
export function imageDataUri(bytes: Uint8Array): string {
  const type = imageType(bytes);
  if (type === undefined) throw new Error("it is no PNG, JPEG, GIF or WebP image");
  if (bytes.length > MAXIMUM_IMAGE) throw new Error(`it has more than ${MAXIMUM_IMAGE} bytes`);
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}
