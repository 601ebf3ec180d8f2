/** Turns items into rows while they are read. */
export async function* mapRows<Item>(
  items: AsyncIterable<Item>,
  toRow: (item: Item) => readonly unknown[],
): AsyncGenerator<readonly unknown[], void> {
  for await (const item of items) yield toRow(item);
}
