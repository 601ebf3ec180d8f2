import { nearestNames } from '@weft/kernel';
import type { Token } from '../nunjucks.adapter.js';
import { ExpressionParser } from './expression-parser.js';
import * as nodes from './jinja-nodes.js';
import type { Body, JinjaNode } from './jinja-nodes.js';

/** Text, prints and tags in turn; which tags there are is settled by the class above. */
export abstract class StatementParser extends ExpressionParser {
  private readonly openTags: string[] = [];
  private readonly expectedEnds: (readonly string[])[] = [];

  /** The statement that a tag begins; null for a tag that there is not. */
  protected abstract statement(token: Token): JinjaNode | null;
  protected abstract statementNames(): Iterable<string>;

  /** The whole template. */
  parseAll(): Body {
    const list = this.nodesUntil(null);
    return { nodes: list, stores: this.stores, reads: this.reads };
  }

  /** A body with names of its own; what ends it is at hand afterwards. */
  protected body(ends: readonly string[], ownNames: readonly string[] = []): Body {
    const [stores, reads] = [this.stores, this.reads];
    this.stores = new Set(ownNames);
    this.reads = new Set();
    const body = { nodes: this.statements(ends), stores: this.stores, reads: this.reads };
    for (const name of body.reads) reads.add(name);
    [this.stores, this.reads] = [stores, reads];
    return body;
  }

  protected statements(ends: readonly string[]): JinjaNode[] {
    this.skip(':');
    this.expect('block_end');
    const list = this.nodesUntil(ends);
    if (this.current.type === 'eof') {
      this.expectedEnds.push(ends);
      this.failAtTag(null);
    }
    return list;
  }

  private nodesUntil(ends: readonly string[] | null): JinjaNode[] {
    if (ends) this.expectedEnds.push(ends);
    const list: JinjaNode[] = [];
    for (let node = this.next(ends); node; node = this.next(ends)) list.push(node);
    if (ends) this.expectedEnds.pop();
    return list;
  }

  private next(ends: readonly string[] | null): JinjaNode | null {
    const token = this.current;
    if (token.type === 'data') {
      this.take();
      return new nodes.Data(token, token.value);
    }
    if (token.type === 'variable_begin') {
      this.take();
      const node = new nodes.Print(token, this.parseTuple());
      this.expect('variable_end');
      return node;
    }
    if (token.type === 'eof') return null;
    this.expect('block_begin');
    if (ends && this.current.type === 'name' && ends.includes(this.current.value)) return null;
    return this.tag();
  }

  private tag(): JinjaNode {
    if (this.current.type !== 'name') this.fail('tag name expected');
    const token = this.take();
    this.openTags.push(token.value);
    const node = this.statement(token);
    this.openTags.pop();
    if (!node) return this.failAtTag(token);
    this.expect('block_end');
    return node;
  }

  /** An unknown tag, or the end of the template where one was looked for. */
  private failAtTag(token: Token | null): never {
    const looking = this.expectedEnds.at(-1)?.map((name) => `'${name}'`);
    const words = [token ? `Encountered unknown tag '${token.value}'.` : 'Unexpected end of template.'];
    if (looking) {
      const isNested = token !== null && this.expectedEnds.some((ends) => ends.includes(token.value));
      const begin = isNested
        ? 'You probably made a nesting mistake. Jinja is expecting this tag, but currently looking for'
        : 'Jinja was looking for the following tags:';
      words.push(`${begin} ${looking.join(' or ')}.`);
    }
    const open = this.openTags.at(-1);
    if (open !== undefined) words.push(`The innermost block that needs to be closed is '${open}'.`);
    const near = token && !looking ? nearestNames(token.value, this.statementNames(), 1)[0] : undefined;
    if (near !== undefined) words.push(`Did you mean '${near}'?`);
    return this.fail(words.join(' '), token?.lineno, token?.colno);
  }
}
