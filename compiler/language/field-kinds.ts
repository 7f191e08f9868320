/** The kind of field that names a flow: found in a document to see who calls which flow. */
export const FLOW_NAME = "flow name";

/** Kinds of fields that may name a part of the document: found in it to see who uses which. */
export const EMBED = "embed";
export const COMPONENT = "component";
export const MODAL = "modal";
export const PART_FIELDS: readonly string[] = [EMBED, `list of ${EMBED}`, `list of ${COMPONENT}`, MODAL];
/** The kind of field that names an event whose handlers it runs. */
export const EVENT_NAME = "event name";
/** The kind of field that says where they run: in the context of who runs them, or everywhere and then without it. */
export const EVENT_SCOPE = "shard | cluster";
export const EVERYWHERE = "cluster";
