import { CORE_ERROR_CODES, type CoreErrorCode, type Divergence } from './types.ts';

/** Everything that can go wrong, as a code that the dictionaries turn into a sentence. */
export type FailureCode =
  | CoreErrorCode
  | 'no_webassembly'
  | 'core_missing'
  | 'part_missing'
  | 'core_panicked'
  | 'data_missing'
  | 'data_corrupted'
  | 'worker_silent'
  | 'worker_broken'
  | 'busy'
  | 'cancelled'
  | 'internal';

/** A failure as plain data: it crosses from worker to page and lives in the state. */
export interface Failure {
  code: FailureCode;
  what: string;
  got: string;
  expected: string;
  /** of a run that diverged */
  divergence?: Divergence;
}

export const failure = (code: FailureCode, what = '', got = '', expected = ''): Failure => ({
  code,
  what,
  got,
  expected,
});

/** Thrown by our own code; the core throws Errors with the same properties. */
export class FailureError extends Error implements Failure {
  readonly code: FailureCode;
  readonly what: string;
  readonly got: string;
  readonly expected: string;
  declare readonly divergence?: Divergence;

  constructor(code: FailureCode, what = '', got = '', expected = '', divergence?: Divergence) {
    super([code, what, got, expected].filter(Boolean).join(' · '));
    this.code = code;
    this.what = what;
    this.got = got;
    this.expected = expected;
    if (divergence) this.divergence = divergence;
  }
}

const OWN_CODES: readonly FailureCode[] = [
  ...CORE_ERROR_CODES,
  'no_webassembly',
  'core_missing',
  'part_missing',
  'core_panicked',
  'data_missing',
  'data_corrupted',
  'worker_silent',
  'worker_broken',
  'busy',
  'cancelled',
];

const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

/** Whatever was thrown, as a Failure. */
export function toFailure(thrown: unknown): Failure {
  // After a trap the instance's memory is in an unknown state; the code says that it must not be used again.
  if (typeof WebAssembly !== 'undefined' && thrown instanceof WebAssembly.RuntimeError) {
    return failure('core_panicked', thrown.message);
  }
  if (thrown instanceof Error) {
    const { code, what, got, expected, divergence } = thrown as Partial<Record<keyof Failure, unknown>>;
    const known = OWN_CODES.find((own) => own === code);
    if (known) {
      const plain = failure(known, text(what), text(got), text(expected));
      return divergence ? { ...plain, divergence: divergence as Divergence } : plain;
    }
    return failure('internal', thrown.message);
  }
  return failure('internal', text(thrown));
}
