import type { Output } from './output.js';

/** An array of objects, one a line, written row by row. A name that comes twice gets a number: `id`, `id_2`. */
export async function printJson(
  out: Output,
  columns: readonly string[],
  rows: AsyncIterable<readonly unknown[]>,
): Promise<number> {
  const keys = buildKeys(columns);
  let count = 0;
  await out.write('[');
  for await (const row of rows) {
    const object = Object.fromEntries(keys.map((key, index) => [key, row[index] ?? null]));
    await out.write(`${count++ === 0 ? '\n' : ',\n'}${JSON.stringify(object)}`);
  }
  await out.write(count === 0 ? ']\n' : '\n]\n');
  return count;
}

function buildKeys(columns: readonly string[]): string[] {
  const taken = new Set<string>();
  return columns.map((name) => {
    let key = name;
    for (let number = 2; taken.has(key); number++) key = `${name}_${number}`;
    taken.add(key);
    return key;
  });
}
