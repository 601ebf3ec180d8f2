import { callable, toText } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';
import type { ManifestDoc } from '../manifest/manifest.js';
import { nearestHint } from '../nearest-hint.js';
import type { Problems } from '../problems.js';
import { DbtTemplateError } from './context.errors.js';
import { renderNative } from './render-native.js';

export interface Description {
  readonly text: string;
  readonly docBlocks: readonly string[];
}

/** Descriptions may quote docs blocks: `{{ doc('name') }}`. */
export class Descriptions {
  constructor(
    private readonly base: Readonly<Record<string, unknown>>,
    private readonly docs: ReadonlyMap<string, ManifestDoc>,
    private readonly problems: Problems,
  ) {}

  render(source: string, at: SourceLocation): Description {
    const used: string[] = [];
    const doc = callable('doc', (args) => {
      const found = this.find(toText(args.at(-1)));
      used.push(found.unique_id);
      return found.block_contents;
    });
    const context = { ...this.base, doc };
    try {
      return { text: toText(renderNative(source, context, at)), docBlocks: used };
    } catch (error) {
      this.problems.template(error, at, Object.keys(context));
      return { text: source, docBlocks: used };
    }
  }

  private find(name: string): ManifestDoc {
    const doc = this.docs.get(name);
    if (doc) return doc;
    throw new DbtTemplateError('DBT_NO_DOC', `there is no docs block '${name}'`, { hint: nearestHint(name, this.docs.keys()) });
  }
}
