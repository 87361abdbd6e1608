/** A JSON Schema as a value. */
export type Json = { readonly [key: string]: unknown };

/** A JSON Schema that says which type it describes, so that the compiler holds the two together. */
export interface Schema<T> {
  readonly json: Json;
  /** Never there; makes the type count. */
  readonly describes?: (value: T) => T;
}

const schema = <T>(json: Json): Schema<T> => ({ json });

export const string = schema<string>({ type: 'string' });
export const number = schema<number>({ type: 'number' });
export const boolean = schema<boolean>({ type: 'boolean' });
export const count = schema<number>({ type: 'integer', minimum: 0 });
export const fixed = <const T extends string | number>(value: T): Schema<T> =>
  schema({ const: value });
export const oneOf = <const T extends string>(...values: readonly T[]): Schema<T> =>
  schema({ enum: values });
export const nullable = <T>({ json }: Schema<T>): Schema<T | null> =>
  schema({ anyOf: [json, { type: 'null' }] });
export const list = <T>({ json }: Schema<T>): Schema<readonly T[]> =>
  schema({ type: 'array', items: json });
export const dictionary = <T>({ json }: Schema<T>): Schema<{ readonly [key: string]: T }> =>
  schema({ type: 'object', additionalProperties: json });

type Fields = { readonly [name: string]: Schema<never> };
type Described<S> = S extends { readonly describes?: (value: infer T) => unknown } ? T : never;

export const object = <F extends Record<string, unknown>>(
  fields: F & { readonly [K in keyof F]: Schema<Described<F[K]>> },
): Schema<{ readonly [K in keyof F]: Described<F[K]> }> =>
  schema({
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(fields as unknown as Fields).map(([name, { json }]) => [name, json]),
    ),
    required: Object.keys(fields),
    additionalProperties: false,
  });
