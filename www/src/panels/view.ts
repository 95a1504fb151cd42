// What a panel shows, as one parameter of a link: `name:value` pairs between commas, `units=a:relu,rate:2`. Pure.

import { MAX_LAYERS, parseNumber, UNITS } from '../state/settings.ts';

/** One value: how a link tells it, and what it may be. */
export interface Field<T> {
  /** undefined where the text is none of it */
  read: (text: string) => T | undefined;
  write: (value: T) => string;
  /** shown where a text cannot be used */
  allowed: string;
}

export type Fields<T> = { readonly [K in keyof T]: Field<T[K]> };

/** A text that cannot be used, and what could. */
export interface Wrong {
  name: string;
  got: string;
  expected: string;
}

export const oneOf = <T extends string>(values: readonly T[]): Field<T> => ({
  read: (text) => values.find((value) => value === text),
  write: (value) => value,
  allowed: values.join(', '),
});

export const number = (
  min: number,
  max: number,
  accepts = (_value: number): boolean => true,
): Field<number> => ({
  read(text) {
    const value = parseNumber(text.replace('−', '-'));
    return value !== undefined && value >= min && value <= max && accepts(value) ? value : undefined;
  },
  write: String,
  allowed: `${min}–${max}`,
});

export const whole = (min: number, max: number): Field<number> => number(min, max, Number.isInteger);

/** Of a list in one text: parted by hyphens in a link, people write commas. */
export const parts = (text: string): string[] => text.split(/[-\s,、，]+/);

/** Units of each hidden layer: `64-32`. */
export const layers = (most = MAX_LAYERS): Field<readonly number[]> => {
  const units = whole(UNITS.min, UNITS.max);
  return {
    read(text) {
      const sizes = parts(text).map(units.read);
      return sizes.length <= most && sizes.every((size) => size !== undefined) ? sizes : undefined;
    },
    write: (sizes) => sizes.join('-'),
    allowed: `${UNITS.min}–${UNITS.max} (× 1–${most}, “-”)`,
  };
};

/** Everything that can be used, in place of what is usual; the rest is named. */
export function readView<T extends object>(
  text: string | undefined,
  fields: Fields<T>,
  usual: T,
): { view: T; wrong: Wrong[] } {
  const view = { ...usual };
  const wrong: Wrong[] = [];
  const names = Object.keys(fields) as (keyof T & string)[];
  for (const part of text?.split(',').filter(Boolean) ?? []) {
    const [key = '', ...rest] = part.split(':');
    const name = names.find((one) => one === key);
    const value = name && fields[name].read(rest.join(':'));
    if (name && value !== undefined) view[name] = value;
    else
      wrong.push({
        name: name ?? key,
        got: name ? rest.join(':') : key,
        expected: name ? fields[name].allowed : names.join(', '),
      });
  }
  return { view, wrong };
}

/** What `readView` reads; undefined where all is as usual. */
export function writeView<T extends object>(view: T, fields: Fields<T>, usual: T): string | undefined {
  const names = Object.keys(fields) as (keyof T & string)[];
  const changed = names.flatMap((name) => {
    const text = fields[name].write(view[name]);
    return text === fields[name].write(usual[name]) ? [] : `${name}:${text}`;
  });
  return changed.length > 0 ? changed.join(',') : undefined;
}
