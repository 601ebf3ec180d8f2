export interface Page<Item> {
  readonly edges: readonly { readonly node: Item }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** Reads a connection to its end, page by page: `readPage` is given the cursor to go on from. */
export async function* readPages<Item>(readPage: (after: string | null) => Promise<Page<Item>>): AsyncGenerator<Item, void> {
  let after: string | null = null;
  for (;;) {
    const page: Page<Item> = await readPage(after);
    for (const { node } of page.edges) yield node;
    if (!page.pageInfo.hasNextPage || page.pageInfo.endCursor === null || page.pageInfo.endCursor === after) return;
    after = page.pageInfo.endCursor;
  }
}
