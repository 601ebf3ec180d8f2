import { Attribute, type Call, Literal, Name } from './jinja-nodes.js';

/** A call that stands in a text: `name(...)` or `owner.name(...)`. */
export interface TemplateCall {
  /** `run_query`, `adapter.dispatch`, `dbt_utils.star` */
  readonly name: string;
  /** The positional arguments; undefined where one is no literal. */
  readonly args: readonly unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly line: number;
}

export function callsOf(calls: readonly Call[]): TemplateCall[] {
  return calls.map(({ target, args, lineno }) => ({
    name: nameOf(target),
    args: args.positional.map(({ value, spread }) => (spread ? undefined : literalOf(value))),
    kwargs: Object.fromEntries(args.named.flatMap(({ name, value }) => (name === null ? [] : [[name, literalOf(value)]]))),
    line: lineno + 1,
  }));
}

function nameOf(target: unknown): string {
  if (target instanceof Name) return target.value;
  return target instanceof Attribute && target.target instanceof Name ? `${target.target.value}.${target.name}` : '';
}

function literalOf(node: unknown): unknown {
  return node instanceof Literal ? node.value : undefined;
}
