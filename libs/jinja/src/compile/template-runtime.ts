import { FILTERS } from '../filter/selecting-filters.js';
import { TESTS } from '../filter/tests.js';
import { getAttribute, getItem } from '../method/attribute.js';
import type { Scope } from '../nunjucks.adapter.js';
import type { Target } from '../parse/jinja-nodes.js';
import { ReturnSignal } from '../return-signal.js';
import { TemplateError } from '../template.errors.js';
import { applyOperator, type BinaryOperator, negate } from '../value/arithmetic.js';
import { Callable, type Kwargs } from '../value/callable.js';
import { isEqual } from '../value/equality.js';
import { Float } from '../value/float.js';
import { HostObject } from '../value/host-object.js';
import { toList } from '../value/iterate.js';
import { entriesOf, hasKey, isMapping } from '../value/mapping.js';
import { Namespace } from '../value/namespace.js';
import { compareValues } from '../value/order.js';
import { sliceOf } from '../value/subscript.js';
import { toRepr, toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { Undefined } from '../value/undefined.js';
import { Loop } from './loop.js';
import { Macro, type MacroBody, type MacroSignature } from './macro.js';

/** What compiled code calls, `rt`: Python's rules and nothing else of the process. */
export class TemplateRuntime {
  readonly isTrue = isTrue;
  readonly text = toText;
  readonly list = toList;
  readonly negate = negate;
  readonly attribute = getAttribute;
  readonly item = getItem;
  readonly slice = sliceOf;

  constructor(private readonly file: string) {}

  float(value: number): Float {
    return new Float(value);
  }

  tuple(items: readonly unknown[]): Tuple {
    return Tuple.fromItems(items);
  }

  nothing(): Undefined {
    return new Undefined('the inline if without else', 'the inline if-expression evaluated to false and no else was given');
  }

  look(scope: Scope, name: string): unknown {
    const value = scope.lookup(name);
    return value === undefined ? new Undefined(name) : value;
  }

  operate(operator: BinaryOperator, a: unknown, b: unknown): unknown {
    return applyOperator(operator, a, b);
  }

  compare(operator: string, a: unknown, b: unknown): boolean {
    switch (operator) {
      case '==':
        return isEqual(a, b);
      case '!=':
        return !isEqual(a, b);
      case 'in':
        return contains(b, a);
      case 'not in':
        return !contains(b, a);
      case '<':
        return compareValues(a, b) < 0;
      case '>':
        return compareValues(a, b) > 0;
      case '<=':
        return compareValues(a, b) <= 0;
      default:
        return compareValues(a, b) >= 0;
    }
  }

  kwargs(entries: [string, unknown][]): Kwargs {
    return new Map(entries);
  }

  entries(mapping: unknown): [string, unknown][] {
    if (!isMapping(mapping)) throw new TemplateError('type', `${toRepr(mapping)} is no mapping and cannot follow **`);
    return entriesOf(mapping).map(([key, value]) => [toText(key), value]);
  }

  call(target: unknown, args: readonly unknown[], kwargs: Kwargs, line: number): unknown {
    const site = { file: this.file, line };
    if (target instanceof Callable) return target.body(args, kwargs, site);
    if (target instanceof HostObject && target.call) return target.call(args, kwargs, site);
    if (target instanceof Undefined) return target.called();
    throw new TemplateError('type', `${toRepr(target)} is not callable`);
  }

  filter(name: string, value: unknown, args: readonly unknown[], kwargs: Kwargs): unknown {
    return FILTERS.get(name)?.(value, args, kwargs);
  }

  test(name: string, value: unknown, args: readonly unknown[]): boolean {
    return TESTS.get(name)?.(value, args) ?? false;
  }

  loop(items: readonly unknown[]): Loop {
    return new Loop(items);
  }

  turn(scope: Scope, loop: Loop, index: number, target: Target): void {
    loop.index0 = index;
    this.assign(scope, target, loop.items[index]);
    scope.set('loop', loop);
  }

  assign(scope: Scope, target: Target, value: unknown): void {
    switch (target.kind) {
      case 'name':
        scope.set(target.name, value ?? (value === null ? null : new Undefined(target.name)));
        return;
      case 'attribute':
        return this.assignAttribute(scope.lookup(target.name), target.attribute, value);
      case 'tuple':
        return this.unpack(scope, target.items, toList(value));
    }
  }

  private assignAttribute(object: unknown, attribute: string, value: unknown): void {
    if (!(object instanceof Namespace)) throw new TemplateError('type', 'cannot assign attribute on non-namespace object');
    object.assign(attribute, value);
  }

  private unpack(scope: Scope, targets: readonly Target[], values: readonly unknown[]): void {
    if (values.length !== targets.length) {
      throw new TemplateError('type', `${targets.length} values to unpack were expected, got ${values.length}`);
    }
    targets.forEach((target, index) => this.assign(scope, target, values[index]));
  }

  macro(signature: MacroSignature, outer: Scope, body: MacroBody): Macro {
    return new Macro(signature, outer, body);
  }

  /** Gives an error its place in this file, unless it was given one further in. */
  located(error: unknown, line: number): unknown {
    if (error instanceof ReturnSignal) return error;
    if (error instanceof TemplateError) return error.at({ file: this.file, line });
    return error;
  }
}

function contains(container: unknown, item: unknown): boolean {
  if (typeof container === 'string') return typeof item === 'string' && container.includes(item);
  if (isMapping(container)) return hasKey(container, item);
  if (container instanceof Undefined) throw container.fail();
  if (container instanceof HostObject && container.has) return container.has(item);
  return toList(container).some((each) => isEqual(each, item));
}
