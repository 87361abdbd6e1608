const part = /"((?:[^"]|"")+)"|([^".]+)/.source;
const whole = new RegExp(`^(?:${part})(?:\\.(?:${part}))*$`);

/**
 * The parts of a table's name, or null where it is none: words with points between them, and in
 * double quotes whatever else there is, a double quote twice.
 */
export const tableName = (text: string): readonly string[] | null =>
  !whole.test(text)
    ? null
    : [...text.matchAll(new RegExp(part, 'g'))].map(
        ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain!,
      );
