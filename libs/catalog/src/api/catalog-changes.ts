import { Injectable } from '@nestjs/common';

/** Tells others in this process that what is registered has changed, before the change is answered. */
@Injectable()
export class CatalogChanges {
  private readonly listeners = new Set<() => Promise<void>>();

  onChange(listener: () => Promise<void>): void {
    this.listeners.add(listener);
  }

  async notify(): Promise<void> {
    for (const listener of this.listeners) await listener();
  }
}
