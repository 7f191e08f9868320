/** The kind of field that names a flow: found in a document to see who calls which flow. */
export const FLOW_NAME = "flow name";
