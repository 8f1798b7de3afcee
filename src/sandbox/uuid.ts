/** Tells ids of actions from what is none. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const isUUID = (text: string): boolean => UUID.test(text);
