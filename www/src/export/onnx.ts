// ONNX: the network as a graph of operators, in Protocol Buffers. Input `pixels`: (batch, side²), 0 to 1; output `logits`:
// (batch, 10).

import formulas from '../../../crate/src/export/onnx.json' with { type: 'json' };
import { bytesOf, type Hidden, type NamedArray, nameOf, shapeOf } from './arrays.ts';

const IR_VERSION = 8;
const OPSET = 17;
/** `TensorProto.DataType.FLOAT` */
const FLOAT = 1;
/** of an integer, in `AttributeProto` */
const INT = 2;

type Bytes = Uint8Array<ArrayBuffer>;

function join(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function varint(value: number): number[] {
  return value > 127 ? [(value % 128) | 128, ...varint(Math.floor(value / 128))] : [value];
}

const integer = (field: number, value: number): Bytes =>
  Uint8Array.from([...varint(field * 8), ...varint(value)]);

/** A field that is a message of these parts. */
function message(field: number, ...parts: readonly Bytes[]): Bytes {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return join(Uint8Array.from([...varint(field * 8 + 2), ...varint(length)]), ...parts);
}

const text = (field: number, value: string): Bytes => message(field, new TextEncoder().encode(value));

/** `TensorProto`. `data`: little-endian. */
const tensor = (name: string, shape: readonly number[], data: Bytes): Bytes =>
  message(
    5,
    ...shape.map((length) => integer(1, length)),
    integer(2, FLOAT),
    text(8, name),
    message(9, data),
  );

function scalar(name: string, value: number): Bytes {
  const data = new Uint8Array(4);
  new DataView(data.buffer).setFloat32(0, value, true);
  return tensor(name, [], data);
}

/** `NodeProto`. */
const node = (
  operator: string,
  inputs: readonly string[],
  output: string,
  ...more: readonly Bytes[]
): Bytes =>
  message(
    1,
    ...inputs.map((input) => text(1, input)),
    text(2, output),
    text(3, output),
    text(4, operator),
    ...more,
  );

/** `ValueInfoProto` of numbers (batch, `length`). */
function value(field: number, name: string, length: number): Bytes {
  const shape = message(2, message(1, text(2, 'batch')), message(1, integer(1, length)));
  return message(field, text(1, name), message(2, message(1, integer(1, FLOAT), shape)));
}

/** `ModelProto`. */
export function write(
  about: Record<string, string>,
  functions: readonly Hidden[],
  arrays: readonly NamedArray[],
  weights: Float32Array,
): Bytes {
  const graph = [text(2, 'network')];
  const constants = new Set<string>();
  for (const array of arrays) graph.push(tensor(nameOf(array), shapeOf(array), bytesOf(array, weights)));

  /** Adds the nodes of a formula, the first of the words, which are left with the rest; returns the name of its value. */
  const formula = (words: string[], names: Record<string, string>, output: string): string => {
    const word = words.shift() ?? '';
    if (words.at(0) !== '(') {
      const name = names[word] ?? word;
      if (name === word && word !== names.x && !constants.has(word)) {
        constants.add(word);
        graph.push(scalar(word, Number(word)));
      }
      return name;
    }
    const inputs: string[] = [];
    while (words.at(0) !== ')') {
      words.shift();
      inputs.push(formula(words, names, `${output}.${inputs.length}`));
    }
    words.shift();
    graph.push(node(word, inputs, output));
    return output;
  };

  const transposed = message(5, text(1, 'transB'), integer(3, 1), integer(20, INT));
  let x = 'pixels';
  for (let layer = 0; layer <= functions.length; layer += 1) {
    const own = (name: string): string => nameOf({ layer, own: name });
    const { spec, params, learn } = functions[layer] ?? {};
    const z = spec ? own('z') : 'logits';
    graph.push(node('Gemm', [x, own('weight'), own('bias')], z, transposed));
    x = z;
    if (!spec) continue;
    const names: Record<string, string> = { x };
    for (const { name } of spec.parameters) {
      names[name] = own(name);
      if (!learn?.[name]) graph.push(scalar(own(name), params?.[name] ?? 0));
    }
    const words = (formulas as Record<string, string>)[spec.id]?.match(/[\w.]+|[(),]/g) ?? [];
    x = formula(words, names, own('y'));
  }
  const [first] = arrays;
  graph.push(value(11, 'pixels', first?.inputs ?? 0), value(12, 'logits', 10));
  return join(
    integer(1, IR_VERSION),
    text(2, 'Activation Lab'),
    message(7, ...graph),
    message(8, integer(2, OPSET)),
    ...Object.entries(about).map(([key, entry]) => message(14, text(1, key), text(2, entry))),
  );
}
