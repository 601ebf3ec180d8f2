import { NunjucksNodeBase, type NunjucksNode } from '../nunjucks.adapter.js';

/** What is assigned to: a name, an attribute of a namespace, or several of them. */
export type Target =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'attribute'; readonly name: string; readonly attribute: string }
  | { readonly kind: 'tuple'; readonly items: readonly Target[] };

export interface Parameter {
  readonly name: string;
  readonly fallback: JinjaNode | null;
}

/** Arguments of a call, filter or test, in source order within each kind. */
export interface Arguments {
  readonly positional: readonly { readonly value: JinjaNode; readonly spread: boolean }[];
  /** `name` is null for `**mapping`. */
  readonly named: readonly { readonly name: string | null; readonly value: JinjaNode }[];
}

export const NO_ARGUMENTS: Arguments = { positional: [], named: [] };

/** Statements that share a scope, and the names that are assigned in it, so that they can be declared where it begins. */
export interface Body {
  readonly nodes: readonly JinjaNode[];
  readonly stores: ReadonlySet<string>;
  /** Which of the names varargs, kwargs, caller and loop are read in it, at any depth. */
  readonly reads: ReadonlySet<string>;
}

/** nunjucks' node with a place; the fields are those of each class. */
export abstract class JinjaNode extends NunjucksNodeBase implements NunjucksNode {
  declare readonly typename: string;

  constructor(
    readonly lineno: number,
    readonly colno: number,
  ) {
    super();
  }

  /** nunjucks fills fields from a list of names here; these classes do it themselves. */
  init(): void {
    return undefined;
  }
}

export class Literal extends JinjaNode {
  constructor(
    at: Place,
    readonly value: unknown,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Name extends JinjaNode {
  constructor(
    at: Place,
    readonly value: string,
  ) {
    super(at.lineno, at.colno);
  }
}

/** A list, a tuple or a dict, whose items are pairs. */
abstract class Items<T> extends JinjaNode {
  constructor(
    at: Place,
    readonly items: readonly T[],
  ) {
    super(at.lineno, at.colno);
  }
}
export class List extends Items<JinjaNode> {}
export class TupleItems extends Items<JinjaNode> {}
export class Dict extends Items<readonly [JinjaNode, JinjaNode]> {}

abstract class Unary extends JinjaNode {
  constructor(
    at: Place,
    readonly target: JinjaNode,
  ) {
    super(at.lineno, at.colno);
  }
}
export class Not extends Unary {}
export class Neg extends Unary {}
export class Pos extends Unary {}
export class Do extends Unary {}
export class Print extends Unary {}

abstract class Binary extends JinjaNode {
  constructor(
    at: Place,
    readonly left: JinjaNode,
    readonly right: JinjaNode,
  ) {
    super(at.lineno, at.colno);
  }
}
export class Or extends Binary {}
export class And extends Binary {}
export class Concat extends Binary {}
export class Arithmetic extends Binary {
  constructor(
    at: Place,
    left: JinjaNode,
    right: JinjaNode,
    readonly operator: string,
  ) {
    super(at, left, right);
  }
}

export class InlineIf extends JinjaNode {
  constructor(
    at: Place,
    readonly cond: JinjaNode,
    readonly body: JinjaNode,
    readonly otherwise: JinjaNode | null,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Compare extends JinjaNode {
  constructor(
    at: Place,
    readonly expr: JinjaNode,
    readonly ops: readonly { readonly operator: string; readonly operand: JinjaNode }[],
  ) {
    super(at.lineno, at.colno);
  }
}

export class Attribute extends JinjaNode {
  constructor(
    at: Place,
    readonly target: JinjaNode,
    readonly name: string,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Item extends JinjaNode {
  constructor(
    at: Place,
    readonly target: JinjaNode,
    readonly key: JinjaNode,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Slice extends JinjaNode {
  constructor(
    at: Place,
    readonly target: JinjaNode,
    readonly bounds: readonly (JinjaNode | null)[],
  ) {
    super(at.lineno, at.colno);
  }
}

export class Call extends JinjaNode {
  constructor(
    at: Place,
    readonly target: JinjaNode,
    readonly args: Arguments,
  ) {
    super(at.lineno, at.colno);
  }
}

/** `input` is null where the value is the text of a block. */
export class Filter extends JinjaNode {
  constructor(
    at: Place,
    readonly input: JinjaNode | null,
    readonly name: string,
    readonly args: Arguments,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Test extends JinjaNode {
  constructor(
    at: Place,
    readonly input: JinjaNode,
    readonly name: string,
    readonly args: Arguments,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Data extends JinjaNode {
  constructor(
    at: Place,
    readonly text: string,
  ) {
    super(at.lineno, at.colno);
  }
}

export class If extends JinjaNode {
  constructor(
    at: Place,
    readonly branches: readonly { readonly cond: JinjaNode; readonly body: readonly JinjaNode[] }[],
    readonly otherwise: readonly JinjaNode[] | null,
  ) {
    super(at.lineno, at.colno);
  }
}

export interface ForParts {
  readonly target: Target;
  readonly iterable: JinjaNode;
  readonly condition: JinjaNode | null;
  readonly isRecursive: boolean;
  readonly body: Body;
  readonly otherwise: Body | null;
}

export class For extends JinjaNode {
  constructor(
    at: Place,
    readonly parts: ForParts,
  ) {
    super(at.lineno, at.colno);
  }
}

export class SetValue extends JinjaNode {
  constructor(
    at: Place,
    readonly target: Target,
    readonly value: JinjaNode,
  ) {
    super(at.lineno, at.colno);
  }
}

export class SetBlock extends JinjaNode {
  constructor(
    at: Place,
    readonly target: Target,
    readonly filter: Filter | null,
    readonly body: Body,
  ) {
    super(at.lineno, at.colno);
  }
}

export class FilterBlock extends JinjaNode {
  constructor(
    at: Place,
    readonly filter: Filter,
    readonly body: Body,
  ) {
    super(at.lineno, at.colno);
  }
}

export class With extends JinjaNode {
  constructor(
    at: Place,
    readonly values: readonly { readonly target: Target; readonly value: JinjaNode }[],
    readonly body: Body,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Macro extends JinjaNode {
  constructor(
    at: Place,
    readonly name: string,
    readonly parameters: readonly Parameter[],
    readonly body: Body,
  ) {
    super(at.lineno, at.colno);
  }
}

export class CallBlock extends JinjaNode {
  constructor(
    at: Place,
    readonly call: Call,
    readonly caller: Macro,
  ) {
    super(at.lineno, at.colno);
  }
}

export class Break extends JinjaNode {}
export class Continue extends JinjaNode {}

export interface Place {
  readonly lineno: number;
  readonly colno: number;
}

/** The name of each class, as a compiler's methods are called by it (`compileList`), whatever a bundler calls the class. */
const NAMED = {
  ...{ Literal, Name, List, TupleItems, Dict, Not, Neg, Pos, Do, Print, Or, And, Concat, Arithmetic, InlineIf, Compare },
  ...{ Attribute, Item, Slice, Call, Filter, Test, Data, If, For, SetValue, SetBlock, FilterBlock, With, Macro, CallBlock },
  ...{ Break, Continue },
};
for (const [name, { prototype }] of Object.entries(NAMED))
  Object.defineProperty(prototype, 'typename', { value: `compile${name}` });
