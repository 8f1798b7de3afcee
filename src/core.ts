/** What the operations' modules are made of. The build makes it one file, which all entry points share. */
export * from "./client.ts";
export { reasonOf } from "./credentials.ts";
export { abortSignal, milliseconds, ownOptions, shownName } from "./options.ts";
export { type Origin, originOf } from "./origin.ts";
export { type ListOptions, type Paged, sendPages } from "./pages.ts";
export { send } from "./send.ts";
export { sleep } from "./transport/deadline.ts";
