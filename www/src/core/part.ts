import { fromScript } from './carrier.ts';
import { FailureError } from './failure.ts';

/** What a part of the page that is a script of its own hands over. Throws a FailureError. */
export async function loadPart<T>(url: string): Promise<T> {
  try {
    return await fromScript<T>(url);
  } catch (thrown) {
    throw new FailureError('part_missing', url.replace(/^.*\//, ''), (thrown as Error).message);
  }
}
