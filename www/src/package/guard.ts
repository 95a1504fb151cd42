import { type Failure, FailureError, toFailure } from '../core/failure.ts';

/** After a trap the module's memory is in an unknown state, and there is one instance of it. */
let trapped: Failure | undefined;

export const errorOf = ({ code, what, got, expected, divergence }: Failure): FailureError =>
  new FailureError(code, what, got, expected, divergence);

/** Calls the core. Throws a FailureError. */
export function guard<T>(call: () => T): T {
  if (trapped) throw errorOf(trapped);
  try {
    return call();
  } catch (thrown) {
    const failure = toFailure(thrown);
    if (failure.code === 'core_panicked') trapped = failure;
    throw errorOf(failure);
  }
}
