import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { everyKind } from '../scorecards.ts';

export const naughty = createRequire(import.meta.url)(
  'big-list-of-naughty-strings',
) as readonly string[];

export const shipped: readonly string[] = ['quick-scan', 'industrial-gases'].map((name) =>
  readFileSync(new URL(`../../scorecards/${name}.yaml`, import.meta.url), 'utf8'),
);

type Mutation = (bytes: Buffer) => Buffer;

/** A place in a file, as a share of its length. */
const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const offset = (bytes: Buffer, where: number) => Math.floor(where * bytes.length);

const around = (bytes: Buffer, where: number, length: number, what: Buffer | string) => {
  const from = offset(bytes, where);
  return Buffer.concat([bytes.subarray(0, from), Buffer.from(what), bytes.subarray(from + length)]);
};

const flip = fc.tuple(place, fc.nat(7)).map(([where, bit]): Mutation => {
  return (bytes) => {
    const byte = bytes[offset(bytes, where)] ?? 0;
    return around(bytes, where, 1, Buffer.of(byte ^ (1 << bit)));
  };
});

const lengths = fc.oneof(fc.nat(40), fc.constant(Infinity));
const cut = fc.tuple(place, lengths).map(([where, length]): Mutation => {
  return (bytes) => around(bytes, where, length, '');
});

const times = fc.integer({ min: 1, max: 50 });
const repeat = fc
  .tuple(place, fc.integer({ min: 1, max: 200 }), times)
  .map(([where, length, count]): Mutation => (bytes) => {
    const from = offset(bytes, where);
    const stretch = bytes.subarray(from, from + length);
    return around(bytes, where, 0, Buffer.concat(Array.from({ length: count }, () => stretch)));
  });

const openers = ['{', '[', '{a: ', '- ', '? ', '"', "'", '|\n', '\n ', ' ', '#', '<', '\n- '];
const nest = fc
  .tuple(place, fc.constantFrom(...openers), fc.integer({ min: 1, max: 300 }))
  .map(([where, opener, depth]): Mutation => {
    return (bytes) => around(bytes, where, 0, opener.repeat(depth));
  });

const twisted = ['&a', '*a', '!!str ', '<<: ', '%YAML 1.1\n', '---\n', '...\n', '\t', '\r', '\0'];
const insert = fc.tuple(place, fc.constantFrom(...twisted, ...naughty)).map(([where, text]) => {
  return (bytes: Buffer) => around(bytes, where, 0, text);
});

/** Another letter within a word, which leaves most files valid. */
const misspell = fc
  .tuple(place, fc.constantFrom('e', 'x', '7'))
  .map(([where, letter]): Mutation => {
    return (bytes) => {
      const from = bytes
        .subarray(offset(bytes, where))
        .toString('latin1')
        .search(/[a-z](?=[a-z])/);
      return from < 0 ? bytes : around(bytes, where + from / bytes.length, 1, letter);
    };
  });

const splice = fc
  .tuple(place, place, fc.constantFrom(everyKind, ...shipped))
  .map(([where, other, text]): Mutation => {
    const second = Buffer.from(text);
    return (bytes) => around(bytes, where, Infinity, second.subarray(offset(second, other)));
  });

const mutation = fc.oneof(flip, cut, repeat, nest, insert, misspell, splice);

/** A valid scorecard with one to three mutations. */
export const mutated: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom(everyKind, everyKind, ...shipped),
    fc.array(mutation, { minLength: 1, maxLength: 3 }),
  )
  .map(([text, mutations]) => {
    let bytes: Buffer = Buffer.from(text);
    for (const mutate of mutations) bytes = mutate(bytes);
    return bytes;
  });
