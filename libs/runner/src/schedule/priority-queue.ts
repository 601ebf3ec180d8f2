/** A binary heap: `take` gives the item that comes before all others. */
export class PriorityQueue<Item> {
  private readonly items: Item[] = [];

  constructor(private readonly isBefore: (a: Item, b: Item) => boolean) {}

  get size(): number {
    return this.items.length;
  }

  add(item: Item): void {
    let place = this.items.push(item) - 1;
    while (place > 0) {
      const above = (place - 1) >> 1;
      if (!this.precedes(place, above)) return;
      this.swap(place, above);
      place = above;
    }
  }

  take(): Item | undefined {
    const first = this.items[0];
    const last = this.items.pop();
    if (first === undefined || last === undefined || this.items.length === 0) return first;
    this.items[0] = last;
    this.sink();
    return first;
  }

  private sink(): void {
    for (let place = 0; ;) {
      let least = place;
      for (const below of [2 * place + 1, 2 * place + 2]) {
        if (below < this.items.length && this.precedes(below, least)) least = below;
      }
      if (least === place) return;
      this.swap(place, least);
      place = least;
    }
  }

  private precedes(a: number, b: number): boolean {
    return this.isBefore(this.items[a] as Item, this.items[b] as Item);
  }

  private swap(a: number, b: number): void {
    [this.items[a], this.items[b]] = [this.items[b] as Item, this.items[a] as Item];
  }
}
