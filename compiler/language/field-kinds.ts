/** The kind of field that names a flow: found in a document to see who calls which flow. */
export const FLOW_NAME = "flow name";

/** The kind of field that names an event whose handlers it runs. */
export const EVENT_NAME = "event name";
