/** What an error of Datadog's says about a call, where a job goes on differently after it. */
import { ApiError } from "../core.ts";

/** Whether the credentials are not accepted, or may not do this. */
export const isRefusal = (error: unknown): error is ApiError =>
  error instanceof ApiError && (error.status === 401 || error.status === 403);

/** Whether there is nothing with this id. */
export const isNotFound = (error: unknown): error is ApiError => error instanceof ApiError && error.status === 404;

/** For a `catch`: what is gone already need not be deleted or renamed. */
export const unlessGone = (error: unknown): void => {
  if (!isNotFound(error)) throw error;
};
